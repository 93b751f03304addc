import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Tx } from '../kernel/db/database.ts'
import { closingDay } from '../policy/index.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { liveLibrary, type PublishedEdition } from './library.ts'
import { isRepeatable } from './publish.ts'
import { editionSummaryOf } from './store.ts'
import type { EditionSummary } from './types.ts'

/** The door of this desk for those to its right. */
export { assess, assessAll, type JudgedMeasure } from './assess.ts'
export { problemOfRecord, recordableFacts } from './recordable.ts'
export { papersFor, pathFor, planDecided, termsOf } from './procedure.ts'
export { awardTerms, followAward, homeOf, lawfulGrant, recompute, type AwardTerms, type Basis, type CheckShown, type AwardFollowed, type LawfulGrant } from './awards.ts'
export { catalogueOf, groundsLost, type CatalogueClass } from './recognition.ts'
export { findPayee, grossAmount, type PayeeFound } from './payee.ts'
export { measureHandlers } from './actions.ts'
export { householdHandlers } from './household/actions.ts'
export { measureJobs } from './jobs.ts'
export { measuresFor, noticeDays, policyNews, type PolicyNews } from './public/news.ts'
export { publicMeasureHandlers } from './public/handlers.ts'
export type { PublishedEdition } from './library.ts'

export const getEdition = (db: Tx, editionId: Id<'edition'>): Promise<EditionSummary | undefined> => editionSummaryOf(db, (query) => query.where('id', '=', editionId))

/** The edition of this measure that is in force on that day. */
export const findEditionInForce = (db: Tx, measure: string, on: PlainDate): Promise<EditionSummary | undefined> =>
  editionSummaryOf(db, (query) =>
    query
      .where('measure', '=', measure)
      .where('validFrom', '<=', on)
      .where((any) => any.or([any('validTo', 'is', null), any('validTo', '>=', on)])),
  )

/** Measures to be applied for whose window, or whose document, ends in these days: with the last day on which anybody may claim. */
export const closingBetween = async (db: Tx, on: PlainDate, until: PlainDate): Promise<{ editionId: Id<'edition'>; measure: string; title: string; repeatable: boolean; day: PlainDate }[]> => {
  const library = await liveLibrary(db)
  return [...library.inForce(on).values()].flatMap(({ id, edition }) => {
    const day = edition.delivery === 'apply' ? closingDay(edition, on, library.vocabulary) : undefined
    return day !== undefined && day <= until ? [{ editionId: id, measure: edition.measure, title: edition.title, repeatable: isRepeatable(edition), day: plainDate(day) }] : []
  })
}

/** The programs in force on that day, one a measure: what a speech or a brief quotes of them. */
export const programsInForce = async (db: Tx, on: PlainDate): Promise<readonly PublishedEdition[]> => [...(await liveLibrary(db)).inForce(on).values()]
