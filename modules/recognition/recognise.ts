import { addDays, addYears } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { assess, getEdition } from '../../measures/index.ts'
import { classesSince, recordClass, replaceClass, type ClassInForce } from '../../registry/index.ts'
import { isHigher, roadNames, type Road } from './words.ts'
import * as store from './store.ts'

/** What a decided case becomes: a class of the registry, by which edition and road, from when until when. */

interface Decided {
  caseId: string
  editionId: string
  /** The entries that held at the decision. */
  entries: readonly { name: string; road: string }[] | undefined
}

/** Writes it once; the same decision again changes nothing. */
export const recognise = async (db: Tx, { caseId, editionId, entries }: Decided): Promise<void> => {
  const edition = await getEdition(db, editionId as Id<'edition'>)
  if (!edition?.recognises || (await store.isRecognised(db, caseId))) return
  const decided = await store.decidedCase(db, caseId)
  if (!decided) return
  const { scheme, edition: catalogueEdition, level, years } = edition.recognises
  const { personId, placeCode, submittedOn, decidedOn, document, office, number } = decided
  const met = entries ?? (await assess(db, { editionId: edition.id, subject: { kind: 'person', id: personId }, on: submittedOn })).entries ?? []
  const [first] = met
  if (!first) throw new Error(`case ${number} recognises a class by no entry of the catalogue`)
  // Another decision about the same person that ran meanwhile waited for his row, or we do.
  const standing = await classesSince(db, personId, scheme, decidedOn)
  const validTo = addDays(addYears(decidedOn, years), -1)
  const validFrom = beginsOn(standing.filter((one) => isHigher(one.level, level)), decidedOn, validTo)
  const common = { caseId, personId, placeCode, measure: edition.measure, editionId: edition.id, scheme, catalogueEdition, level, road: roadOf(first.road), entries: met.map(({ name }) => name), document: `${document}（办件 ${number}）`, decidedOn, validTo }
  if (validFrom === null) return store.insertRecognition(db, { ...common, classId: null, validFrom: decidedOn, outcome: 'outranked' })
  for (const one of standing) if (!isHigher(one.level, level)) await replaceClass(db, one, validFrom)
  const classId = await recordClass(db, { personId, placeCode, scheme, edition: catalogueEdition, level, issuer: office, basis: `${met.map(({ name }) => name).join('、')}（${document}）`, recognisedOn: decidedOn, validFrom, validTo, caseId: caseId as Id<'case'> })
  return store.insertRecognition(db, { ...common, classId, validFrom, outcome: 'recognised' })
}

/** A higher class stands until its end, and the new one begins on the day after; null where it would never begin. */
const beginsOn = (higher: readonly Pick<ClassInForce, 'validTo'>[], from: PlainDate, validTo: PlainDate): PlainDate | null => {
  let begins = from
  for (const { validTo: end } of higher) {
    if (end === null || end >= validTo) return null
    if (end >= begins) begins = addDays(end, 1)
  }
  return begins
}

const roadOf = (text: string): Road => {
  const road = roadNames.find((name) => name === text)
  if (!road) throw new Error(`no road is called ${text}`)
  return road
}
