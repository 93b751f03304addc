import { InvalidInput } from '../../kernel/errors.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import { fen, type Instant, type PlainDate } from '../../kernel/types.ts'
import type { Edition, Group, RowsAnswer, Tally, WhatIfQuestion, YearOfMoney } from '../../policy/index.ts'
import { city, CityNotReady, type CityHost } from '../city/host.ts'
import { liveLibrary, type LiveLibrary, type PublishedEdition } from '../library.ts'
import { asIfInForce } from '../publish.ts'
import type { SubjectKind } from '../types.ts'
import { budgetOf } from './budget.ts'
import { dimensionsFor, groupLabel } from './dimensions.ts'
import { fairnessOf } from './fairness.ts'
import { errorsOf, readDraft, subjectOfEdition } from './reading.ts'
import { placeNames } from './store.ts'
import type { Breakdown, DraftAnswerShown, GroupShown, Which, WhatIfOutput } from './what-if-contract.ts'

/** Asks the city what texts would change, and says it in the words of the page. */

interface Asked {
  library: LiveLibrary
  kind: SubjectKind
  on: PlainDate
  drafts: readonly Edition[]
  now: PublishedEdition | undefined
  within: string | undefined
}

const readSound = (name: string, text: string, library: LiveLibrary): Edition => {
  const draft = readDraft(text, library)
  const [error] = errorsOf(draft)
  if (error || !draft.edition) throw new InvalidInput([{ path: name, message: error ? `第${error.line ?? 1}行，${error.message}` : '读不出这份草稿' }])
  return draft.edition
}

const prepare = async ({ db, actor, today }: ReadContext, texts: readonly { name: string; text: string }[], on: PlainDate | undefined): Promise<Asked> => {
  const library = await liveLibrary(db)
  const drafts = texts.map(({ name, text }) => readSound(name, text, library))
  const [first] = drafts
  if (!first) throw new InvalidInput([{ path: 'drafts', message: '没有要测算的方案' }])
  const kind = subjectOfEdition(first)
  if (drafts.some((draft) => subjectOfEdition(draft) !== kind)) throw new InvalidInput([{ path: 'drafts', message: '几个方案的对象不同（个人、单位、团队），不能放在一起比较' }])
  const day = on ?? today
  const now = library.inForce(day).get(first.measure) ?? library.editions.findLast(({ edition }) => edition.measure === first.measure)
  // A county looks at its own people; the city at everybody, those without a place included.
  return { library, kind, on: day, drafts, now, within: (actor.scope?.length ?? 0) > 4 ? actor.scope : undefined }
}

const questionOf = ({ on, now, within }: Asked): Pick<WhatIfQuestion, 'now' | 'on' | 'within'> => ({
  on,
  ...(now ? { now: asIfInForce(now.edition) } : {}),
  ...(within === undefined ? {} : { within }),
})

/** While the city is being loaded its own sentence is the answer. */
const readyCity = async (): Promise<CityHost> => {
  try {
    return await city()
  } catch (error) {
    if (error instanceof CityNotReady) throw new InvalidInput([{ path: '', message: error.message }])
    throw error
  }
}

interface WhatIfAsked {
  drafts: readonly { name: string; text: string }[]
  on?: PlainDate | undefined
  by: readonly Breakdown[]
  years: boolean
}

export const askWhatIf = async (context: ReadContext, { drafts, on, by, years }: WhatIfAsked): Promise<WhatIfOutput> => {
  const asked = await prepare(context, drafts, on)
  const offers = dimensionsFor(asked.kind, asked.library.vocabulary)
  const wanted = by.flatMap((one) => {
    const dimension = offers.get(one)
    return dimension ? [{ by: one, dimension }] : []
  })
  const answer = await (await readyCity()).whatIf({ ...questionOf(asked), drafts: asked.drafts.map(asIfInForce), by: wanted.map(({ dimension }) => [dimension]), years })
  const places = wanted.some((one) => one.by === 'place') ? await placeNames(context.db) : new Map<string, string>()
  const code = asked.drafts[0]?.limits.budget
  return {
    on: asked.on,
    subject: asked.kind,
    subjects: answer.subjects,
    // It follows the registry within the second.
    asOf: new Date().toISOString() as Instant,
    milliseconds: answer.milliseconds,
    now: answer.now && asked.now ? { ...tallyOf(answer.now), edition: asked.now.edition.edition, years: answer.now.years.map(yearOf) } : null,
    drafts: answer.drafts.map((draft, index): DraftAnswerShown => {
      const breakdowns = wanted.map((one, at) => ({ by: one.by, groups: draft.groups[at] ?? [], label: (key: string | null) => groupLabel(one.by, key, places) }))
      const { bearers, words } = fairnessOf(answer.now ? breakdowns : [], countedAs[asked.kind])
      return {
        ...tallyOf(draft),
        name: drafts[index]?.name ?? '',
        newlyIn: draft.newlyIn,
        newlyOut: draft.newlyOut,
        raised: draft.raised,
        lowered: draft.lowered,
        years: draft.years.map(yearOf),
        breakdowns: breakdowns.map((one) => ({ by: one.by, groups: one.groups.map((group) => groupOf(group, one.label)) })),
        bearers,
        fairness: words,
      }
    }),
    budget: years && code !== undefined ? await budgetOf(context.db, code, asked.on) : null,
    offers: [...offers.keys()],
  }
}

export const countedAs: Record<SubjectKind, string> = { person: '人', employer: '家', team: '个团队' }

const tallyOf = ({ eligible, unknown, ineligible, fen: sum, withoutAmount }: Tally) => ({ eligible, unknown, ineligible, fen: fen(sum), withoutAmount })
const yearOf = ({ year, fen: sum }: YearOfMoney) => ({ year, fen: fen(sum) })
const groupOf = ({ key, fen: sum, fenNow, subjects, eligibleNow, eligible, unknown, newlyIn, newlyOut }: Group, label: (key: string | null) => string): GroupShown => ({
  key: key[0] ?? null, label: label(key[0] ?? null), subjects, eligibleNow, eligible, unknown, newlyIn, newlyOut, fenNow: fen(fenNow), fen: fen(sum),
})

interface RowsAsked {
  text: string
  on?: PlainDate | undefined
  which: Which
  group?: { by: Breakdown; key: string | null } | undefined
  offset: number
  limit: number
}

/** Ids behind a figure, in the city's row order. */
export const askRows = async (context: ReadContext, { text, on, which, group, offset, limit }: RowsAsked): Promise<RowsAnswer & { kind: SubjectKind }> => {
  const asked = await prepare(context, [{ name: '草稿', text }], on)
  const [draft] = asked.drafts
  if (!draft) throw new InvalidInput([{ path: 'text', message: '读不出这份草稿' }])
  const dimension = group ? dimensionsFor(asked.kind, asked.library.vocabulary).get(group.by) : undefined
  const answer = await (await readyCity()).rows({ ...questionOf(asked), draft: asIfInForce(draft), which, offset, limit, ...(group && dimension ? { group: { by: [dimension], key: [group.key] } } : {}) })
  return { ...answer, kind: asked.kind }
}
