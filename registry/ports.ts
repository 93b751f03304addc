import type { Tx } from '../kernel/db/database.ts'

/** A fact of the vocabulary that desks may write down because no table has a column for it. */
export interface RecordableFact {
  name: string
  type: 'boolean' | 'number' | 'money' | 'date' | 'code' | 'text' | 'other'
  unit: string | null
  codes: string[]
}

/** What the registry asks of the measures, whose rules read what it keeps: handed in where the house is put together. */
export interface VocabularyDesk {
  /** Facts about a person that are read from what desks write down. */
  recordableFacts(db: Tx): Promise<RecordableFact[]>
  /** Why a rule could not read this value of this fact, as a sentence; undefined for what no rule reads either. */
  problemOfRecord(db: Tx, fact: string, value: unknown): Promise<string | undefined>
}
