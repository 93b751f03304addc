import { addDays, chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { LiveLibrary, PublishedEdition } from '../library.ts'
import type { Standing } from './contract.ts'
import type { z } from 'zod'

/** Whether an edition holds on this day, until when, by what it goes on, and which edition came after it. */
export const standingOf = (library: LiveLibrary, one: PublishedEdition, today: PlainDate): z.output<typeof Standing> => {
  const later = library.editions.find(({ edition }) => edition.measure === one.edition.measure && edition.edition > one.edition.edition)
  const replacedBy = later ? { edition: later.edition.edition, documentNumber: later.edition.document.number, from: later.validFrom } : null
  if (one.validFrom > today) return { state: 'coming', words: `${chineseDate(one.validFrom)}起执行`, replacedBy }
  if (one.validTo !== null && one.validTo < today) return { state: 'ended', words: later ? `已由${later.edition.document.number}（${chineseDate(later.validFrom)}起）替代` : `已于${chineseDate(one.validTo)}停止执行`, replacedBy }
  const { to, continued } = one.edition.inForce
  if (later && one.validTo !== null) return { state: 'inForce', words: `执行至${chineseDate(one.validTo)}，以后按${later.edition.document.number}`, replacedBy }
  if (to !== undefined && to < today && continued) return { state: 'inForce', words: `原定${chineseDate(to as PlainDate)}到期，依据${continued.basis}${one.validTo === null ? '' : `，执行至${chineseDate(one.validTo)}`}`, replacedBy }
  return { state: 'inForce', words: one.validTo === null ? '正在执行，没有写明截止日' : `正在执行，至${chineseDate(one.validTo)}`, replacedBy }
}

/** One edition a measure for the public: the one in force, otherwise the next, otherwise the last. */
export const shownEditions = (library: LiveLibrary, today: PlainDate): readonly PublishedEdition[] => {
  const inForce = library.inForce(today)
  const byMeasure = Map.groupBy(library.editions, ({ edition }) => edition.measure)
  return [...byMeasure].flatMap(([measure, all]) => inForce.get(measure) ?? all.find(({ validFrom }) => validFrom >= addDays(today, 1)) ?? all.at(-1) ?? [])
}
