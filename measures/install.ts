import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Tx } from '../kernel/db/database.ts'
import { inForceOn, readLibrary, runExamples, type Edition, type PolicyLibrary, type Step } from '../policy/index.ts'
import { houseCalendar } from './calendar.ts'
import type { PathStep } from './types.ts'
import { insertEdition, publishedHash, setVocabulary } from './store.ts'

/** The library may not be published; each line is one thing to mend. */
export class NotPublishable extends Error {}

export interface Installed {
  published: string[]
  unchanged: number
}

/**
 * Publishes a folder of measures: everything is checked and every stored example must hold before the first row is written.
 * An edition that is published already must say the same as before; a change needs a new edition.
 */
export const installLibrary = async (db: Tx, folder: string): Promise<Installed> => {
  const library = readLibrary(folder)
  const errors = library.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
  if (errors.length) throw new NotPublishable(errors.map((error) => `${error.file}:${error.line}:${error.column} ${error.message}${error.suggestion ? `，${error.suggestion}` : ''}`).join('\n'))
  const failed = brokenExamples(library)
  if (failed.length) throw new NotPublishable(failed.join('\n'))
  const vocabularies = library.files.filter((file) => /vocabulary\.ya?ml$/.test(file))
  if (vocabularies.length !== 1) throw new NotPublishable(`政策库应当恰有一份词表 vocabulary.yaml，找到 ${vocabularies.length} 份`)
  const vocabularyText = readFileSync(vocabularies[0] ?? '', 'utf8')
  await setVocabulary(db, vocabularyText, sha256(vocabularyText))
  const published: string[] = []
  for (const edition of library.editions) if (await publish(db, edition)) published.push(`${edition.measure} 第${edition.edition}版`)
  return { published, unchanged: library.editions.length - published.length }
}

const brokenExamples = (library: PolicyLibrary): string[] =>
  library.editions.flatMap((edition) =>
    runExamples(edition, { ...library.vocabularyOf(edition), calendar: houseCalendar }, inForceOn(library.editions, edition.inForce.from))
      .filter((result) => !result.ok)
      .map((result) => `${result.file}:${result.line} 示例“${result.example}”：${result.differences.join('；')}`),
  )

const publish = async (db: Tx, edition: Edition): Promise<boolean> => {
  const text = readFileSync(edition.file, 'utf8')
  const hash = sha256(text)
  const before = await publishedHash(db, edition.measure, edition.edition)
  if (before === hash) return false
  if (before !== undefined) throw new NotPublishable(`${edition.measure} 第${edition.edition}版已经发布，内容却不同了。已发布的版本不能改动：请恢复原文，另写第${edition.edition + 1}版。`)
  await insertEdition(db, {
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
    repeatable: edition.limits.once === undefined,
    cityShareBp: cityShare(edition),
    validFrom: edition.inForce.from,
    validTo: lastDay(edition),
    path: JSON.stringify(edition.path.map((stage) => stage.steps.map((step) => pathStep(step, stage.within?.days, edition)))),
    text,
    hash,
  })
  return true
}

/** Money before anything else: it is what the budget and the fund look at. */
const mainGive = ({ gives, alternatives }: Edition): string => {
  const kinds = [...gives, ...alternatives.flatMap((alternative) => alternative.gives)].map((give) => give.kind)
  return kinds.includes('money') ? 'money' : (kinds[0] ?? 'service')
}

const lastDay = ({ inForce }: Edition): string | null => (inForce.continued ? (inForce.continued.until ?? null) : (inForce.to ?? null))

/** Of the five combination rules, choosing one and taking the highest leave one award of the group; the other three add up. */
const exclusiveGroup = ({ combine }: Edition): string | null => combine.find(({ rule }) => rule === 'choose' || rule === 'highest')?.group ?? null

/** Share of the city in basis points, from the first part that names payers; everything where none does. */
const cityShare = ({ gives }: Edition): number => {
  const shared = gives.find((give) => give.paidBy.length > 0)?.paidBy
  const city = shared?.find(({ payer }) => payer.startsWith('市'))
  if (!shared) return 10_000
  return city ? Number((city.share.n * 10_000n) / 10n ** BigInt(city.share.s)) : 0
}

const levels = ['employer', 'town', 'county', 'city'] as const

/** `county.hr` is the department hr of the case's county; a notice is put up by the office that leads the measure. */
const pathStep = (step: Step, within: number | undefined, edition: Edition): PathStep => {
  const [level, department] = (step.by ?? 'city.talent-office').split('.')
  const known = levels.find((candidate) => candidate === level)
  if (!known) throw new NotPublishable(`${edition.measure}：办理路径“${step.step}”的“${step.by}”不是 employer、town、county.部门、city.部门`)
  const kind = step.kind === 'notice' ? 'notice' : step.kind === 'decide' ? 'decide' : 'review'
  return { step: step.step, office: { level: known, department: department ?? null }, kind, workingDays: step.within?.days ?? within ?? 5 }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

