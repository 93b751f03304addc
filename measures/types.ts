import type { PaperKind, Recognises, Road } from '../policy/index.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'

/**
 * What the desks to the right (fund, cases, modules, portal) know of a measure: the edition's procedure and one subject's assessment.
 * The definition itself and its language are `policy/`'s; nobody but `measures/` evaluates it.
 */

export type SubjectKind = 'person' | 'employer' | 'team'
/** Whoever the measure is for. */
export interface Subject {
  kind: SubjectKind
  id: string
}

/** An office of the path: the employer of the case, or a department at the case's town, county or city. */
export interface Office {
  level: 'employer' | 'town' | 'county' | 'city'
  /** Department code; null for the employer and for the town's one-stop window. */
  department: string | null
}

export interface PathStep {
  /** Name of the step in the clause's words, for example 学历核验. */
  step: string
  office: Office
  /** `review` is one office's yes or no; `notice` is the public notice; `decide` commits the money. */
  kind: 'review' | 'notice' | 'decide'
  workingDays: number
  /** `one` on each step of a stage in which one of several offices is enough (或签); all must agree (会签) where it is absent. */
  needs?: 'all' | 'one' | undefined
  /** For whom this step is, where it is not for everybody (the deciding body depends on the tier); in words. */
  when?: string | undefined
}
/** Stages follow one another; the steps of one stage run side by side: all must agree, or one is enough. */
export type Path = readonly (readonly PathStep[])[]

export interface EditionSummary {
  id: Id<'edition'>
  /** Stable code of the measure. */
  measure: string
  edition: number
  title: string
  documentNumber: string
  clause: string
  for: SubjectKind
  gives: 'money' | 'place' | 'status' | 'service'
  delivery: 'proactive' | 'apply'
  path: Path
  /** Code of the budget line without its year, for example talent/settling-in; null when no money is paid. */
  budget: string | null
  /** Measures of one group exclude one another for one person while their periods overlap; null where none is excluded. */
  exclusiveGroup: string | null
  /** The clause sets no limit of once. */
  repeatable: boolean
  /** How many may have it, where decisions are counted one by one; null where there is no limit, or where a round gives out each batch. */
  quota: { places: number; per: 'year' | 'edition' } | null
  /** Share of the city in basis points (10000 = all); the rest is the county's. */
  cityShareBasisPoints: number
  /** The class that a decision gives; absent where it gives none. */
  recognises?: Recognises
}

/** An entry of the catalogue of classes that a person meets. */
export interface EntryMet {
  name: string
  road: Road
}

/** What an edition says of the procedure beside its path. */
export interface ProcedureTerms {
  /** Working days that an applicant has to supplement. */
  supplementDays: number
  /** Who decides an amount that the clause leaves open, or allots what is scarce; null where nobody is named. */
  body: string | null
  /** Between what the body may give; null where the clause sets no bound. */
  floor: Fen | null
  cap: Fen | null
}

/** One paper that an edition asks for, as this subject meets it on the day of application. */
export interface PaperAsked {
  name: string
  /** Kinds of document, any of which serves. */
  kinds: PaperKind[]
  needed: boolean
  /** Why it is needed of him, or why not; empty where it is asked of everybody. */
  why: string
  /** One on file serves when it was handed in on this day or later; null: as long as it is valid. */
  since: PlainDate | null
}

export type Outcome = 'eligible' | 'ineligible' | 'unknown'

export interface FactShown {
  name: string
  /** As people read it; null when it is not known. */
  value: string | null
  source: string | null
  asOf: PlainDate | null
  verification: 'verified' | 'declared' | 'disputed' | null
}

export interface ConditionResult {
  /** The words of the clause. */
  says: string
  outcome: Outcome
  facts: FactShown[]
  /** “再缴 2 个月社保（预计 2026-09-01 起符合）”, where something can be said. */
  nearest: string | null
}

/** One of those who bear a payment. Money of `employer` and `above` (province, state) never stands on a line of the house. */
export interface Payer {
  purse: 'city' | 'county' | 'employer' | 'above'
  /** The clause's word for him. */
  name: string
  /** Ten-thousandths; all payers of one instalment together are 10000. */
  basisPoints: number
}

export interface PlannedInstalment {
  no: number
  dueOn: PlainDate
  amount: Fen
  /** Who pays which share of it in the place of the case, in order: the last one takes the rest. Absent where the clause names nobody. */
  payers?: Payer[] | undefined
  /** What must hold when it falls due, in the clause's words; null when nothing more is asked. */
  condition: string | null
  /** No day yet: it falls due when the condition is reached; `dueOn` is the day of the question. */
  milestone?: true
  /** To whom the clause pays it, where that may be another than the holder; absent: the holder himself. */
  payee?: PayeeRole
  /** Tax that the clause has withheld; `amount` is as the clause states it, before or after tax. */
  tax?: WithheldTax
}

/** Another than the holder, in the words of the clause. */
export type PayeeRole = 'employer' | 'agency' | 'base' | 'developer' | 'relative' | 'school' | 'landlord' | 'guardian'
export interface WithheldTax {
  stated: 'gross' | 'net'
  /** Decimal, for example 0.2. */
  rate: string
  /** 所得项目, for example 偶然所得. */
  item: string
}

export interface Assessment {
  outcome: Outcome
  conditions: ConditionResult[]
  /** Facts that would settle it. */
  missing: { fact: string; ask: string }[]
  /** Null when nothing is due, when the outcome is unknown, or when a body decides case by case. */
  amount: Fen | null
  /** The row or formula that gave the amount, in words. */
  amountBecause: string | null
  schedule: PlannedInstalment[]
  /** Facts of the amount, or of another measure that a condition asks about, that are merely declared or in dispute. */
  unproven?: string[] | undefined
  /** The facts exactly as used, for replay of the decision. */
  factsUsed: Record<string, unknown>
  /** Of a catalogue of classes: the entries that hold, in its order. */
  entries?: readonly EntryMet[]
}
