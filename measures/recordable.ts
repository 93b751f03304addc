import type { Tx } from '../kernel/db/database.ts'
import type { RecordableFact } from '../registry/ports.ts'
import type { Fact, FactValue } from '../policy/index.ts'
import { evidenceKinds } from './evidence.ts'
import { derivedFacts, kindOfHolder, problemOf } from './facts.ts'
import { liveLibrary } from './library.ts'

/** What the registry is told about the facts that its desks write down: which the rules read, and how. */

/** Whether a fact about a person is read from what was written down under its own name. */
const isWritten = (fact: Fact): boolean => evidenceKinds(fact.derive ?? '', 'person').includes(`事实：${fact.name}`)

const plain = ['boolean', 'number', 'money', 'date', 'code', 'text'] as const

export const recordableFacts = async (db: Tx): Promise<RecordableFact[]> =>
  derivedFacts((await liveLibrary(db)).vocabulary, 'person').flatMap((fact): RecordableFact[] =>
    isWritten(fact) ? [{ name: fact.name, type: plain.find((type) => type === fact.type.kind) ?? 'other', unit: fact.unit ?? null, codes: fact.type.kind === 'code' ? [...fact.type.list.codes] : [] }] : [],
  )

/** Names that no rule knows are somebody's notes and pass. */
export const problemOfRecord = async (db: Tx, name: string, value: unknown): Promise<string | undefined> => {
  const fact = (await liveLibrary(db)).vocabulary.facts.get(name)
  if (!fact || kindOfHolder(fact.subject) !== 'person') return undefined
  if (!isWritten(fact)) return fact.derive === undefined ? `“${name}”在申报时由本人填写，这里登记了也不会用到` : `“${name}”由登记的记录得出，请登记那一类记录`
  return problemOf(fact, value as FactValue)
}
