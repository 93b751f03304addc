import type { AwardDecided, CommitResult, PlaceWanted } from '../fund/index.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Assessment, EditionSummary, PaperAsked, Path, PlannedInstalment, ProcedureTerms, Subject } from '../measures/types.ts'
import type { Answers } from './contract.ts'

/** What the case desk asks of the measures: handed in where the house is put together, stubbed in tests. */
export interface MeasureDesk {
  getEdition(db: Tx, editionId: Id<'edition'>): Promise<EditionSummary | undefined>
  /** The edition of this measure that is in force on that day. */
  findEditionInForce(db: Tx, measure: string, on: PlainDate): Promise<EditionSummary | undefined>
  /** `on` is the day of application (申请日); `answers` are declared facts, which never outweigh a verified one. */
  assess(db: Tx, request: { editionId: Id<'edition'>; subject: Subject; on: PlainDate; answers: Answers; place?: string }): Promise<Assessment>
  /** The steps that this subject's case takes: who decides may depend on the tier. */
  pathFor(db: Tx, request: { editionId: Id<'edition'>; subject: Subject; on: PlainDate; answers: Answers }): Promise<Path>
  /** The papers that the edition asks for, and which of them this subject has to bring. */
  papersFor(db: Tx, request: { editionId: Id<'edition'>; subject: Subject; on: PlainDate; answers: Answers }): Promise<PaperAsked[]>
  /** How an amount that a body decided is paid by the clause; empty where the clause does not say. */
  planDecided(db: Tx, request: { editionId: Id<'edition'>; subject: Subject; on: PlainDate; answers: Answers; place?: string }, amount: Fen): Promise<PlannedInstalment[]>
  /** What the edition says of supplements, of the body that decides an amount, and of its bounds. */
  termsOf(db: Tx, editionId: Id<'edition'>): Promise<ProcedureTerms>
}

/** What the case desk asks of the fund, inside its own transaction. */
export interface FundDesk {
  commitAward(db: Tx, decided: AwardDecided): Promise<CommitResult>
  /** One of the places that the clause limits; false when all are taken. */
  takePlace(db: Tx, wanted: PlaceWanted): Promise<boolean>
}

export interface Desks {
  measures: MeasureDesk
  fund: FundDesk
}
