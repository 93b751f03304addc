import { z } from 'zod'
import { declareQuery } from '../kernel/action.ts'
import { FenField, IdField, PlainDateField } from '../kernel/types.ts'
import { payeeRoles, type AnyPayeeRole } from '../fund/payees/contract.ts'
import { awardStates, instalmentStates, payers, type AwardState, type InstalmentState, type PublicPayer } from '../fund/contract.ts'

/** 门户：人才、单位和公众手里的页面。没有自己的记录，只读别的台面。 */

export const Instalment = z.object({
  no: z.number(),
  dueOn: PlainDateField,
  /** Before tax; `netFen` arrives. */
  amount: FenField,
  taxFen: FenField,
  netFen: FenField,
  /** Another than the holder; without a name he has still to be named. */
  payeeRole: z.enum(Object.keys(payeeRoles) as [AnyPayeeRole]).nullable(),
  payeeName: z.string().nullable(),
  /** Whose part of the instalment; null where it is paid in one. */
  payer: z.enum(Object.keys(payers) as [PublicPayer]).nullable(),
  condition: z.string().nullable(),
  state: z.enum(Object.keys(instalmentStates) as [InstalmentState]),
  paidOn: PlainDateField.nullable(),
  /** No day before the condition is reached. */
  milestone: z.boolean(),
  reachedOn: PlainDateField.nullable(),
  /** Why it was held back or stopped. */
  checkNote: z.string().nullable(),
  /** Why the bank sent it back, in the bank's words. */
  lastFailure: z.string().nullable(),
})
export type Instalment = z.output<typeof Instalment>

export const Award = z.object({
  id: IdField('award'),
  caseId: IdField('case'),
  caseNumber: z.string(),
  measure: z.string(),
  title: z.string(),
  payeeName: z.string(),
  decidedOn: PlainDateField,
  amount: FenField,
  paid: FenField,
  cityShareFen: FenField,
  countyShareFen: FenField,
  /** Borne by others beside the amount: the employer pays it himself. */
  outside: z.array(z.object({ name: z.string(), amount: FenField })),
  state: z.enum(Object.keys(awardStates) as [AwardState]),
  instalments: z.array(Instalment),
})
export type Award = z.output<typeof Award>

/** What was granted to me, or to the employer that I act for, and how far it is paid. */
export const myAwards = declareQuery({
  name: 'portal.myAwards',
  label: '我的资助',
  may: ['talent', 'employerClerk'],
  input: z.object({}),
  output: z.object({ awards: z.array(Award) }),
})

/** What a day is about. Of the first six something is lost when the day goes by; the others only come. */
export const dateKinds = { confirm: '确认领取', supplement: '补正', sign: '签订协议', appeal: '申请复核', class: '类别有效期', service: '服务期', lock: '住房限售', instalment: '发放' } as const
export type DateKind = keyof typeof dateKinds

export const MyDate = z.object({
  on: PlainDateField,
  kind: z.enum(Object.keys(dateKinds) as [DateKind]),
  title: z.string(),
  /** Money of that day, where it is about money. */
  amount: FenField.nullable(),
  /** What it belongs to, for the link. */
  id: z.string(),
})
export type MyDate = z.output<typeof MyDate>

/** Every day ahead of me that my cases, awards and classes name, the nearest first. */
export const myDates = declareQuery({
  name: 'portal.myDates',
  label: '我的日程',
  may: ['talent'],
  input: z.object({}),
  output: z.object({ dates: z.array(MyDate) }),
})
