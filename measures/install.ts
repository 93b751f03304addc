import { readFileSync } from 'node:fs'
import type { Tx } from '../kernel/db/database.ts'
import { inForceOn, readLibrary, runExamples, type PolicyLibrary } from '../policy/index.ts'
import { houseCalendar } from './calendar.ts'
import { NotPublishable, publishEdition, sha256 } from './publish.ts'
import { setVocabulary } from './store.ts'

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
  await setVocabulary(db, vocabularyText, sha256(vocabularyText))
  const published: string[] = []
  for (const edition of library.editions) if (await publishEdition(db, edition, readFileSync(edition.file, 'utf8'))) published.push(`${edition.measure} 第${edition.edition}版`)
  return { published, unchanged: library.editions.length - published.length }
}

const brokenExamples = (library: PolicyLibrary): string[] =>
  library.editions.flatMap((edition) =>
    runExamples(edition, { ...library.vocabularyOf(edition), calendar: houseCalendar }, inForceOn(library.editions, edition.inForce.from))
      .filter((result) => !result.ok)
      .map((result) => `${result.file}:${result.line} 示例“${result.example}”：${result.differences.join('；')}`),
  )
