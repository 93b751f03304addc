import { readFileSync } from 'node:fs'
import type { Tx } from '../kernel/db/database.ts'
import { inForceOn, readLibrary, readVocabulary, runExamples, type PolicyLibrary } from '../policy/index.ts'
import { withFact } from '../policy/laboratory/vocabulary-text.ts'
import { houseCalendar } from './calendar.ts'
import { NotPublishable, publishEdition, sha256 } from './publish.ts'
import { approvedFacts, currentVocabulary, endFormer, isHousesOwn, setVocabulary } from './store.ts'

export { NotPublishable } from './publish.ts'

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
  await installVocabulary(db, vocabularyText)
  const published: string[] = []
  for (const edition of library.editions.toSorted((a, b) => a.edition - b.edition)) {
    // A number that this house has given to an edition of its own stays with that one.
    if (await isHousesOwn(db, edition.measure, edition.edition)) continue
    await endFormer(db, edition)
    if (await publishEdition(db, edition, readFileSync(edition.file, 'utf8'))) published.push(`${edition.measure} 第${edition.edition}版`)
  }
  return { published, unchanged: library.editions.length - published.length }
}

/** The library's vocabulary with what the house itself added and approved since; the same file again changes nothing. */
const installVocabulary = async (db: Tx, text: string): Promise<void> => {
  const hash = sha256(text)
  const current = await currentVocabulary(db)
  if (current && (current.hash === hash || current.baseHash === hash)) return
  const own = await approvedFacts(db)
  if (own.length === 0) return setVocabulary(db, text, hash)
  const known = readVocabulary('词表', text).vocabulary.facts
  // A fact that the house had added may meanwhile stand in the library itself.
  const wanted = own.filter(({ kind, fact }) => kind === 'change' || !known.has(fact))
  const merged = wanted.reduce<string | undefined>((so, { fact, text: line }) => (so === undefined ? undefined : withFact(so, fact, line)), text)
  const wrong = merged === undefined ? ['读不出 facts'] : readVocabulary('词表', merged).diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  if (merged === undefined || wrong.length > 0) throw new NotPublishable(`政策库的词表与本地审核过的变更（${wanted.map(({ number }) => number).join('、')}）合不到一起：${wrong.join('；')}`)
  await setVocabulary(db, merged, sha256(merged), merged === text ? null : hash)
}

const brokenExamples = (library: PolicyLibrary): string[] =>
  library.editions.flatMap((edition) =>
    runExamples(edition, { ...library.vocabularyOf(edition), calendar: houseCalendar }, inForceOn(library.editions, edition.inForce.from))
      .filter((result) => !result.ok)
      .map((result) => `${result.file}:${result.line} 示例“${result.example}”：${result.differences.join('；')}`),
  )
