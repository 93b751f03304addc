import type { Decimal } from '../language/decimal.ts'
import type { Day, Period } from '../language/day.ts'
import type { Expr } from '../language/expression.ts'
import type { Share, SharesOfPlace } from './payers.ts'

/** A rule as written and as understood. */
export interface Rule {
  readonly text: string
  readonly expr: Expr
  /** Where it stands in its file; absent for rules that the format makes. */
  readonly line?: number
  readonly column?: number
}

export const stages = ['引进', '培养', '使用', '激励', '保障'] as const
export const holders = ['person', 'employer', 'team', 'employment', 'household'] as const
export const payees = ['person', 'employer', 'team', 'household', 'agency', 'base', 'developer', 'relative', 'school', 'landlord', 'guardian'] as const
/** Kinds of income that the law taxes at one rate, so that a clause can say it (个人所得税法 art. 3(3)); wages are taxed by a table that is not ours. */
export const taxedItems = ['偶然所得', '财产租赁所得', '财产转让所得', '利息股息红利所得'] as const
export const giveKinds = ['money', 'place', 'status', 'service'] as const
export const combineRules = ['choose', 'highest', 'difference', 'deduct', 'stack'] as const
export const scopesOfSameness = ['person', 'household', 'dwelling', 'degree', 'certificate', 'level', 'employment', 'employer', 'team', 'licence'] as const
export type Stage = (typeof stages)[number]
export type Holder = (typeof holders)[number]
export type Payee = (typeof payees)[number]
export interface Tax {
  readonly stated: 'gross' | 'net'
  readonly rate: Decimal
  readonly item: (typeof taxedItems)[number]
}
export type GiveKind = (typeof giveKinds)[number]
export type CombineRule = (typeof combineRules)[number]
export type Sameness = (typeof scopesOfSameness)[number]

/** One condition in the clause's order. `expr` is the whole of it: the exemption, when there is one, or the rule. */
export interface Condition {
  readonly says: string
  readonly rule: Rule
  /** Who is exempt (合肥: class A from the arrival date). */
  readonly exempt?: Rule
  readonly expr: Expr
  /** Made by the format itself: the validity, the application window. */
  readonly implied?: 'in-force' | 'window'
}

/** One of several criterion sets, with its own benefits when it has some (花都). */
/** By what somebody comes to a class of the catalogue: five roads, as the catalogues of cities know them. */
export const roads = { honour: '荣誉', post: '任职', prize: '奖项名次', pay: '薪酬纳税', body: '专项认定' } as const
export type Road = keyof typeof roads
/** A measure whose decision is a class: which catalogue and edition of it, which level, and for how many years. */
export interface Recognises {
  readonly scheme: string
  readonly edition: string
  readonly level: string
  readonly years: number
}

export interface Alternative {
  readonly name: string
  /** Of an entry of a catalogue: the road that it is. */
  readonly road?: Road
  readonly says?: string
  readonly conditions: readonly Condition[]
  /** Empty: the measure's own. */
  readonly gives: readonly Give[]
}

export type Amount =
  | { readonly kind: 'fixed'; readonly yuan: Decimal }
  /** One key. A row's amount may itself be an amount of any kind: a matrix is a table of tables. */
  | { readonly kind: 'table'; readonly by: Rule; readonly rows: readonly { readonly key: string; readonly amount: Amount }[]; readonly otherwise?: Amount }
  /** Equivalent keys (学历, 职称, 技能等级): the best row counts; a key without a row counts nothing. */
  | { readonly kind: 'best'; readonly of: readonly Amount[] }
  /** The first row whose condition holds. */
  | { readonly kind: 'rows'; readonly rows: readonly { readonly when: Rule; readonly amount: Amount }[]; readonly otherwise?: Amount }
  | { readonly kind: 'percent'; readonly share: Decimal; readonly of: Rule }
  | { readonly kind: 'units'; readonly unit: Amount; readonly quantity: Rule }
  | { readonly kind: 'formula'; readonly rule: Rule }
  | { readonly kind: 'bounded'; readonly of: Amount; readonly floor?: Amount; readonly cap?: Amount }
  /** A named body decides case by case (一事一议), within the bounds. */
  | { readonly kind: 'decided'; readonly by: string; readonly floor?: Decimal; readonly cap?: Decimal }

export interface Uplift {
  readonly says: string
  readonly when: Rule
  /** Of the base amount, or a fixed sum in yuan. */
  readonly by: { readonly percent: Decimal } | { readonly yuan: Decimal }
}

export interface Instalment {
  readonly says?: string
  readonly part: { readonly share: Decimal } | { readonly yuan: Decimal }
  /** The day it falls due. */
  readonly due?: Rule
  /** A milestone: falls due once this holds, and not before `due` when it has one too. */
  readonly when?: Rule
  /** Re-checked before it is paid. */
  readonly if?: Rule
}

export type EventEffect = 'stop' | 'suspend' | 'accelerate' | 'extend'
export interface ScheduleEvent {
  readonly says: string
  /** The day of the event; unknown, or 9999-12-31: it has not happened. */
  readonly on: Rule
  readonly does: EventEffect
  /** suspend: until when; unknown: not resumed yet. */
  readonly until?: Rule
  /** suspend: what was not paid meanwhile is paid after the last period. */
  readonly makeUp?: true
  /** extend: by how many periods. */
  readonly by?: number
  /** stop, suspend: whether only the plan shrinks, or also what counts as granted. An extension always counts. */
  readonly affects: 'plan' | 'total'
}

/** What is given as a voucher: handed out, redeemed where it may be, settled with whoever took it. */
export interface Voucher {
  readonly validFor: Period
  readonly redeemedAt: string
  readonly settledBy: string
  /** What is not used in time. */
  readonly unused: 'lapse' | 'reissue'
}

export const everyWords = { month: '月', quarter: '季度', 'half-year': '半年', year: '年' } as const
export type Every = keyof typeof everyWords
export const monthsOfEvery: Record<Every, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

export type Schedule =
  | { readonly kind: 'instalments'; readonly items: readonly Instalment[]; readonly events: readonly ScheduleEvent[] }
  | {
      readonly kind: 'periodic'
      readonly every: Every
      readonly times: Rule
      /** First due day. */
      readonly from: Rule
      /** Must hold at each payment. */
      readonly while?: Rule
      /** Rate of the period's amount by index; the last one goes on. Empty: always all of it. */
      readonly rates: readonly Decimal[]
      /** The amount is one period's, or the whole to be spread. */
      readonly amountIs: 'each' | 'total'
      readonly events: readonly ScheduleEvent[]
      /** Whether the next period needs a new application. */
      readonly renew?: 'automatic' | 'apply'
    }

export interface Give {
  readonly name?: string
  readonly kind: GiveKind
  readonly payee: Payee
  /** What is given, in words, when it is not money. */
  readonly what?: string
  /** A further condition of this part alone. */
  readonly when?: Rule
  /** Money only. */
  readonly amount?: Amount
  readonly uplifts: readonly Uplift[]
  readonly upliftsCombine: 'add' | 'best'
  /** Over the whole schedule never more than this (三年总额不超过…). */
  readonly maxTotal?: Amount
  readonly voucher?: Voucher
  /** Total in yuan over the whole schedule, before the body of a decided amount has decided: null there. */
  readonly total?: Expr
  /** One period's amount of a periodic schedule, in yuan. */
  readonly each?: Expr
  readonly schedule: Schedule
  /** Who pays which share, in order; the last one takes the rounding remainder. Empty: nobody is named. */
  readonly paidBy: readonly Share[]
  /** Where other shares hold; `paidBy` is then for everywhere else. */
  readonly paidByPlace: readonly SharesOfPlace[]
  /** Whether the figure is before or after the tax withheld, and its rate. */
  readonly tax?: Tax
}

export interface Combine {
  readonly group: string
  readonly rule: CombineRule
  readonly per: Sameness
  /** Other measures or other levels' schemes it is set against, by code or name. */
  readonly with: readonly string[]
  /** choose: whether the choice binds for good. */
  readonly choice?: 'final' | 'changeable'
  /** choose, highest: of two generations the newer document's measure, though it may give less (从新). */
  readonly prefer?: 'newest'
  readonly says?: string
}

export interface Limits {
  readonly once?: Sameness
  /** fund/line, for example 人才专项/安家 */
  readonly budget?: string
  readonly quota?: { readonly places: number; readonly per: 'year' | 'edition' | 'batch'; readonly order: 'first-come' | 'ranking' | 'lottery' }
  readonly caps: readonly { readonly yuan: Decimal; readonly per: string; readonly each?: 'year' | 'edition' }[]
  /** What a late claim loses. */
  readonly late?: 'waived' | 'next-batch'
  /** How long an applicant has to supplement, in working days; the house's fifteen where the clause is silent. */
  readonly supplement?: TimeLimit
}

/** Scarce things are not given by the rule alone: an eligible subject holds a ticket to a round. */
export interface Allocation {
  readonly by: 'ranking' | 'lottery' | 'expert-review' | 'case-by-case' | 'first-come'
  readonly body?: string
  /** Points that decide the order (积分). */
  readonly score?: Rule
  readonly says?: string
}

export interface Obligation {
  readonly serve?: Period
  readonly from?: Rule
  readonly breach: 'pro-rata' | 'all' | 'rest' | 'none'
  readonly ban?: Period
  /** Whom the ban hits. */
  readonly banFor: readonly ('person' | 'employer')[]
  /** A dwelling may not be sold for so long. */
  readonly lock?: Period
  readonly unpaid: 'lapse' | 'continue'
  /** An agreement has to be signed before money is owed, at the latest so long after the decision. */
  readonly agreement?: Period
  readonly says?: string
}

export interface TimeLimit {
  readonly days: number
  readonly working: boolean
}
export const stepKinds = ['verify', 'review', 'visit', 'expert', 'notice', 'decide', 'pay'] as const
export type StepKind = (typeof stepKinds)[number]
export interface Step {
  readonly step: string
  /** `employer`, `town`, `county.hr`, `city.education` …: level, dot, department. Absent for a public notice. */
  readonly by?: string
  readonly kind: StepKind
  readonly within?: TimeLimit
  /** Only for some (P4: the deciding body depends on the tier). */
  readonly when?: Rule
}
/** Stages follow one another; the steps of one stage run side by side and must all agree (会签), or one of them is enough (或签). */
export interface PathStage {
  readonly steps: readonly Step[]
  /** Present where one of several offices is enough: whoever is first to sign settles the stage. */
  readonly needs?: 'one'
  readonly within?: TimeLimit
}

/** Kinds of paper that an application may carry; the case desk keeps them under the same words. */
export const paperKinds = ['identity', 'education', 'degree', 'title', 'skill', 'contract', 'insurance', 'tax', 'housing', 'family', 'honour', 'licence', 'statement', 'other'] as const
export type PaperKind = (typeof paperKinds)[number]
/** A paper without which nobody files, unless a department's own record says the same. */
export interface Paper {
  readonly name: string
  /** Any of these serves. */
  readonly kinds: readonly PaperKind[]
  /** For whom it is asked; absent: for everybody. */
  readonly when?: Rule
  /** Not asked where each of these facts is verified by its source. */
  readonly unlessVerified: readonly string[]
  /** How long one on file serves again; absent: as long as it is valid. */
  readonly reuse?: Period
}

export interface Example {
  readonly name: string
  readonly on: Day
  readonly facts: Readonly<Record<string, unknown>>
  readonly outcome: Outcome
  readonly amount?: Decimal
  readonly missing?: readonly string[]
  readonly schedule?: readonly { readonly due: Day | null; readonly amount: Decimal; readonly paidBy?: readonly { readonly payer: string; readonly amount: Decimal }[] }[]
  /** Code of the place of the case, where who pays depends on it. */
  readonly place?: string
  readonly line: number
}

export type Outcome = 'eligible' | 'ineligible' | 'unknown'

/** One edition of one measure: never edited once in force. */
export interface Edition {
  readonly file: string
  readonly measure: string
  readonly edition: number
  readonly title: string
  readonly document: { readonly number: string; readonly clause?: string; readonly title?: string }
  readonly stage: Stage
  readonly for: Holder
  readonly inForce: { readonly from: Day; readonly to?: Day; readonly continued?: { readonly until?: Day; readonly basis: string } }
  readonly note?: string
  readonly conditions: readonly Condition[]
  readonly alternatives: readonly Alternative[]
  /** Validity and application window as conditions; shown only when they are not met. */
  readonly implied: readonly Condition[]
  readonly gives: readonly Give[]
  readonly combine: readonly Combine[]
  readonly limits: Limits
  readonly allocation?: Allocation
  readonly obligation?: Obligation
  readonly delivery: 'proactive' | 'apply'
  readonly path: readonly PathStage[]
  readonly papers: readonly Paper[]
  /** The class that its decision gives; absent where it gives none. */
  readonly recognises?: Recognises
  readonly examples: readonly Example[]
}
