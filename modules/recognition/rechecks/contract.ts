import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../../kernel/action.ts'
import { declareJob } from '../../../kernel/jobs/declare.ts'
import { staff, type Role } from '../../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../../kernel/types.ts'

/** 类别复核: the clock finds whose ground is gone; the county hears the person; keeping, lowering and withdrawing take two persons. */

export const recheckStates = { open: '待核查', hearing: '听取本人意见', heard: '本人已陈述', proposed: '待确认', kept: '保留', lowered: '降档', withdrawn: '撤销', lapsed: '类别已失效' } as const
export type RecheckState = keyof typeof recheckStates
export const recheckCauses = { ground: '依据不再符合', left: '已离开', expiring: '九十天内到期' } as const
export type RecheckCause = keyof typeof recheckCauses
export const recheckOutcomes = { kept: '保留', lowered: '降档', withdrawn: '撤销' } as const
export type RecheckOutcome = keyof typeof recheckOutcomes

export const recheckCan = lifecycle<RecheckState>()({
  hear: ['open'],
  state: ['hearing'],
  propose: ['open', 'hearing', 'heard'],
  confirm: ['proposed'],
  decline: ['proposed'],
})

export const recheckHands = ['reviewer', 'talentOffice'] as const satisfies readonly Role[]
/** Working days for the whole re-check, and for the person to speak. */
export const recheckWorkingDays = 20
export const hearingWorkingDays = 10

const recheckId = IdField('recheck')
const JustTheRecheck = z.object({ recheckId })
const Nothing = z.object({})
const words = <T extends Record<string, string>>(of: T) => z.enum(Object.keys(of) as [keyof T & string])
const Sentence = z.string().trim().min(4, '请用一句话写明理由').max(1000)

export const RecheckRow = z.object({
  id: recheckId,
  number: z.string(),
  personId: IdField('person'),
  personNumber: z.string(),
  personName: z.string(),
  level: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  cause: words(recheckCauses),
  finding: z.string(),
  openedOn: PlainDateField,
  dueOn: PlainDateField,
  state: words(recheckStates),
  outcomeText: z.string(),
})
export type RecheckRow = z.output<typeof RecheckRow>

export const listRechecks = declareList({
  name: 'recognition.rechecks',
  label: '类别复核',
  may: staff,
  filters: z.object({ search: z.string().trim().max(50).optional(), cause: words(recheckCauses).optional(), state: words(recheckStates).optional(), work: z.enum(['open', 'overdue']).optional() }),
  row: RecheckRow,
  columns: { number: '复核编号', personNumber: '人才编号', personName: '姓名', level: '类别', employerName: '用人单位', placeName: '所在地', cause: '起因', finding: '发现', openedOn: '发起日期', dueOn: '应办结', state: '状态', outcomeText: '结论' },
  words: { cause: recheckCauses, state: recheckStates },
  sorts: ['dueOn', '-dueOn', 'number', '-openedOn'],
})

export const Recheck = RecheckRow.extend({
  validTo: PlainDateField.nullable(),
  scheme: z.string(),
  hearBy: PlainDateField.nullable(),
  statement: z.string().nullable(),
  statedOn: PlainDateField.nullable(),
  outcome: words(recheckOutcomes).nullable(),
  outcomeReason: z.string().nullable(),
  document: z.string().nullable(),
  settledNote: z.string().nullable(),
  closedOn: PlainDateField.nullable(),
  /** Lower classes of the catalogue in force, from the highest down. */
  lowerLevels: z.array(z.string()),
  /** Proposed by the one who looks: another hand must confirm. */
  mine: z.boolean(),
})
export type Recheck = z.output<typeof Recheck>
export const getRecheck = declareQuery({ name: 'recognition.recheck', label: '类别复核', may: staff, input: JustTheRecheck, output: Recheck })

export const hearPerson = declareAction({
  name: 'recognition.hear',
  label: '听取本人意见',
  may: recheckHands,
  input: JustTheRecheck,
  output: z.object({ hearBy: PlainDateField }),
  refusals: { notOpen: '这件复核不在待核查，不能再发起听取意见' },
})

export const giveStatement = declareAction({
  name: 'recognition.giveStatement',
  label: '提交陈述',
  may: ['talent'],
  input: JustTheRecheck.extend({ statement: z.string().trim().min(2, '请写明您的意见').max(2000, '不超过 2000 字') }),
  output: Nothing,
  refusals: { notHearing: '这件复核不在听取意见的期间' },
})

export const proposeOutcome = declareAction({
  name: 'recognition.proposeOutcome',
  label: '提出结论',
  may: recheckHands,
  input: JustTheRecheck.extend({
    outcome: z.discriminatedUnion('is', [
      z.object({ is: z.literal('kept'), validTo: PlainDateField.optional() }),
      z.object({ is: z.literal('lowered'), level: z.string().max(6) }),
      z.object({ is: z.literal('withdrawn') }),
    ]),
    reason: Sentence,
    document: z.string().trim().min(4, '请写明文号').max(100),
  }),
  output: Nothing,
  refusals: {
    notInState: '这件复核已经提出结论或者办结',
    notHeard: '降档、撤销之前要先听取本人意见',
    stillHearing: '本人陈述的期限还没有到',
    notLower: '降档只能降到目录里更低的类别',
    noLater: '续期的有效期止应当晚于现在的有效期和今天，且不超过目录规定的年限',
    classGone: '这个类别已经失效，不用再复核',
  },
})

export const confirmOutcome = declareAction({
  name: 'recognition.confirmOutcome',
  label: '确认结论',
  may: recheckHands,
  input: JustTheRecheck,
  output: z.object({ outcome: words(recheckOutcomes) }),
  refusals: { notProposed: '这件复核没有待确认的结论', samePerson: '提出和确认不能是同一个人', classGone: '这个类别已经失效，不用再复核' },
})

export const declineOutcome = declareAction({
  name: 'recognition.declineOutcome',
  label: '不予确认',
  may: recheckHands,
  input: JustTheRecheck.extend({ note: Sentence }),
  output: Nothing,
  refusals: { notProposed: '这件复核没有待确认的结论', samePerson: '提出和确认不能是同一个人' },
})

/** What a person reads of the re-check of his own class. */
export const myRechecks = declareQuery({
  name: 'recognition.myRechecks',
  label: '我的类别复核',
  may: ['talent'],
  input: Nothing,
  output: z.object({
    rechecks: z.array(z.object({ id: recheckId, number: z.string(), level: z.string(), cause: words(recheckCauses), finding: z.string(), openedOn: PlainDateField, state: words(recheckStates), hearBy: PlainDateField.nullable(), statement: z.string().nullable(), outcomeText: z.string(), outcomeReason: z.string().nullable() })),
  }),
})

export const openRechecks = declareJob({ name: 'recognition.openRechecks', label: '发起类别复核', payload: z.unknown() })
