import { createHash } from 'node:crypto'
import type { Tx } from '../kernel/db/database.ts'
import type { Id } from '../kernel/types.ts'
import { payersOf, runExamples, words, type Edition, type ExampleResult, type Library, type PathStage, type Step, type Purse, type Vocabulary } from '../policy/index.ts'
import { insertEdition, publishedHash, type EditionRow } from './store.ts'
import type { PathStep } from './types.ts'

/** The library may not be published; each line is one thing to mend. */
export class NotPublishable extends Error {}

/**
 * Publishes one checked edition with the text that it was read from. False when it is published already with the same text; another text under
 * the same number is {@link NotPublishable}. The caller has seen that nothing is wrong with it and that its examples hold.
 */
export const publishEdition = async (db: Tx, edition: Edition, text: string): Promise<Id<'edition'> | false> => {
  const hash = sha256(text)
  const before = await publishedHash(db, edition.measure, edition.edition)
  if (before === hash) return false
  if (before !== undefined) throw new NotPublishable(`${edition.measure} 第${edition.edition}版已经发布，内容却不同了。已发布的版本不能改动：请恢复原文，另写第${edition.edition + 1}版。`)
  return insertEdition(db, rowOf(edition, text))
}

/** Whether the same subject may have it again the next year. */
export const isRepeatable = ({ limits }: Pick<Edition, 'limits'>): boolean => limits.once === undefined

/** The row that an edition becomes; {@link NotPublishable} where its path names an office that there is not. */
export const rowOf = (edition: Edition, text: string): EditionRow => ({
  measure: edition.measure,
  edition: edition.edition,
  title: edition.title,
  documentNumber: edition.document.number,
  documentTitle: edition.document.title ?? '',
  clause: edition.document.clause ?? '',
  stage: edition.stage,
  subjectKind: edition.for,
  gives: mainGive(edition),
  delivery: edition.delivery,
  budget: edition.limits.budget ?? null,
  exclusiveGroup: exclusiveGroup(edition),
  repeatable: isRepeatable(edition),
  cityShareBp: cityShare(edition),
  validFrom: edition.inForce.from,
  validTo: lastDay(edition),
  path: JSON.stringify(pathOf(edition)),
  text,
  hash: sha256(text),
  classLevel: edition.recognises?.level ?? null,
  classScheme: edition.recognises?.scheme ?? null,
})

export interface HeldExample extends ExampleResult {
  /** The conditions were asked; false where only its day, before the first day in force, decided. */
  readonly tested: boolean
}

/**
 * The stored test people of an edition. A new edition takes over those of the former, whose days lie before its own first day: such a one is
 * judged as if the edition had been in force on its day, for it is there to prove conditions and amounts.
 */
export const examplesOf = (edition: Edition, vocabulary: Vocabulary, library: Library): HeldExample[] => {
  const standing = runExamples(edition, vocabulary, library)
  const timeless = runExamples(asIfInForce(edition), vocabulary, library)
  return standing.map((result, index) => {
    const on = edition.examples[index]?.on
    const early = on !== undefined && on < edition.inForce.from
    if (!early) return { ...result, tested: true }
    const asIf = timeless[index] ?? result
    return asIf.ok ? { ...asIf, tested: true } : { ...result, tested: false }
  })
}

/** The edition as it would judge if it were in force on whatever day is asked. */
export const asIfInForce = (edition: Edition): Edition => ({ ...edition, implied: edition.implied.filter(({ implied }) => implied !== 'in-force') })

/** Money before anything else: it is what the budget and the fund look at. */
export const mainGive = ({ gives, alternatives }: Edition): string => {
  const kinds = [...gives, ...alternatives.flatMap((alternative) => alternative.gives)].map((give) => give.kind)
  return kinds.includes('money') ? 'money' : (kinds[0] ?? 'service')
}

export const lastDay = ({ inForce }: Edition): string | null => (inForce.continued ? (inForce.continued.until ?? null) : (inForce.to ?? null))

/** Of the five combination rules, choosing one and taking the highest leave one award of the group; the other three add up. */
const exclusiveGroup = ({ combine }: Edition): string | null => combine.find(({ rule }) => rule === 'choose' || rule === 'highest')?.group ?? null

/** Share of the city in what city and county pay, in basis points, from the first part that names payers and outside places named apart; everything where none does. */
const cityShare = (edition: Edition): number => {
  const shared = payersOf(edition)
  const of = (purse: Purse) => shared.find((share) => share.purse === purse)?.basisPoints ?? 0
  const together = of('city') + of('county')
  return together === 0 ? 10_000 : Math.floor((of('city') * 10_000) / together)
}

const levels = ['employer', 'town', 'county', 'city'] as const

/** The stages as the case desk walks them; `stages` narrows them to those of one subject. Paying out is no step of a case: the fund does it. */
export const pathOf = (edition: Edition, stages: readonly PathStage[] = edition.path): PathStep[][] =>
  stages.map((stage) => stage.steps.filter(({ kind }) => kind !== 'pay').map((step) => pathStep(step, stage, edition))).filter((stage) => stage.length > 0)

/** `county.hr` is the department hr of the case's county; a notice is put up by the office that leads the measure. */
const pathStep = (step: Step, { within, needs }: PathStage, edition: Edition): PathStep => {
  const [level, department] = (step.by ?? 'city.talent-office').split('.')
  const known = levels.find((candidate) => candidate === level)
  if (!known) throw new NotPublishable(`${edition.measure}：办理路径“${step.step}”的“${step.by}”不是 employer、town、county.部门、city.部门`)
  const kind = step.kind === 'notice' ? 'notice' : step.kind === 'decide' ? 'decide' : 'review'
  return {
    step: step.step,
    office: { level: known, department: department ?? null },
    kind,
    workingDays: step.within?.days ?? within?.days ?? 5,
    ...(needs ? { needs } : {}),
    ...(step.when ? { when: words(step.when.expr) } : {}),
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
