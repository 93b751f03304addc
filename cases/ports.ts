import type { Tx } from '../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Assessment, EditionSummary, PlannedInstalment, Subject } from '../measures/types.ts'
import type { Answers } from './contract.ts'

/** What the case desk asks of the measures: handed in where the house is put together, stubbed in tests. */
export interface MeasureDesk {
  getEdition(db: Tx, editionId: Id<'edition'>): Promise<EditionSummary | undefined>
  /** The edition of this measure that is in force on that day. */
  findEditionInForce(db: Tx, measure: string, on: PlainDate): Promise<EditionSummary | undefined>
  /** `on` is the day of application (申请日); `answers` are declared facts, which never outweigh a verified one. */
  assess(db: Tx, request: { editionId: Id<'edition'>; subject: Subject; on: PlainDate; answers: Answers }): Promise<Assessment>
}

export interface Commitment {
  caseId: Id<'case'>
  caseNumber: string
  editionId: Id<'edition'>
  measure: string
  title: string
  holder: Subject
  payeeName: string
  placeCode: string
  /** Code of the budget line without its year. */
  budget: string
  decidedOn: PlainDate
  amount: Fen
  schedule: readonly PlannedInstalment[]
  cityShareBasisPoints: number
}
export type CommitResult = { ok: true; awardId: string } | { ok: false; reason: 'noBudgetLine' | 'budgetShort' | 'alreadyAwarded' | 'exclusiveGroup'; shortBy?: Fen }

/** What the case desk asks of the fund, inside its own transaction. */
export interface FundDesk {
  commitAward(db: Tx, commitment: Commitment): Promise<CommitResult>
}

export interface Desks {
  measures: MeasureDesk
  fund: FundDesk
}
