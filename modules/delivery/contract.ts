import { z } from 'zod'
import { submit, withdraw } from '../../cases/contract.ts'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { HintField } from '../../kernel/hint-field.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { deliveryStates, type DeliveryState } from './states.ts'
import { claimants, deliverers, funnelReaders } from './hands.ts'

export { claimants, deliverers, funnelReaders } from './hands.ts'

/** 免申即享: what a page of the procedure would say, in the same order. */
export * from './states.ts'

const deliveryId = IdField('delivery')
const stateOf = z.enum(Object.keys(deliveryStates) as [DeliveryState])
const JustTheDelivery = z.object({ deliveryId })

/** What one agrees to, by version. A new text is a new version, and an old one is asked again; none is ever taken out, because somebody agreed to it. */
export const consentTexts = {
  '2026-1': '本人（本单位）确认领取这一待遇，同意主管部门为办理、拨付和到期复核比对所列的信息；信息有误或条件变化的，会如实告知。审定以前可以撤回。',
} as const
const newest = '2026-1'
export const consent = { version: newest, text: consentTexts[newest] } as const

export const tiers = { straight: '直接办理', look: '人工复核' } as const
const tierOf = z.enum(Object.keys(tiers) as [keyof typeof tiers])

const DeliveryShown = z.object({
  id: deliveryId,
  measure: z.string(),
  title: z.string(),
  state: stateOf,
  amount: FenField.nullable(),
  toldOn: PlainDateField,
  expectedOn: PlainDateField,
  confirmBy: PlainDateField.nullable(),
  tier: tierOf.nullable(),
  tierReasons: z.array(z.string()),
  caseId: IdField('case').nullable(),
  paidOn: PlainDateField.nullable(),
  endedBecause: z.string().nullable(),
})
export type DeliveryShown = z.output<typeof DeliveryShown>

export const listMyDeliveries = declareQuery({ name: 'delivery.mine', label: '我的免申即享', may: claimants, input: z.object({}), output: z.object({ deliveries: z.array(DeliveryShown) }) })

const Fact = z.object({ name: z.string(), value: z.string(), source: z.string().nullable() })
export const openDelivery = declareAction({
  name: 'delivery.open',
  label: '查看免申即享',
  may: claimants,
  input: JustTheDelivery,
  output: z.object({
    delivery: DeliveryShown,
    /** As it stands now; null when it is over. */
    offer: z
      .object({
        /** What is confirmed is exactly this. */
        hash: z.string(),
        amount: FenField.nullable(),
        because: z.string().nullable(),
        schedule: z.array(z.object({ no: z.number(), dueOn: PlainDateField.nullable(), amount: FenField, condition: z.string().nullable() })),
        facts: z.array(Fact),
        /** What differs from what was told or shown before, in words. */
        changed: z.string().nullable(),
        money: z.boolean(),
        account: z.object({ bank: z.string(), hint: HintField, rejected: z.string().nullable() }).nullable(),
        consent: z.object({ version: z.string(), text: z.string() }),
      })
      .nullable(),
  }),
  refusals: {},
})

export const confirmDelivery = declareAction({
  name: 'delivery.confirm',
  label: '确认领取',
  may: claimants,
  input: z.object({ deliveryId, hash: z.string().length(64), consentVersion: z.string().max(20) }),
  output: z.object({ caseId: IdField('case'), number: z.string(), tier: tierOf, reasons: z.array(z.string()), state: stateOf }),
  refusals: {
    ...submit.refusals,
    over: '这一项已经了结',
    notOpened: '请先打开看过金额和所用信息，再确认',
    late: '已经过了最后确认日',
    consentOld: '同意书有了新版本，请重新看过再确认',
    changed: '和您看到的不一样了，请重新看过再确认',
    noAccount: '还没有收款账户，请先登记',
    accountRejected: '收款账户被银行退回过，请先更换',
  },
})

export const withdrawConsent = declareAction({
  name: 'delivery.withdrawConsent',
  label: '撤回同意',
  may: claimants,
  input: JustTheDelivery,
  output: z.object({}),
  refusals: { ...withdraw.refusals, notConfirmed: '没有等待审定的确认可以撤回；已经审定的，请联系服务专员' },
})

/** Everything that the asker ever agreed to here: the latest first, with what can still be taken back. */
export const ConsentShown = z.object({ deliveryId, title: z.string(), state: stateOf, version: z.string(), text: z.string(), givenAt: InstantField, withdrawnAt: InstantField.nullable() })
export type ConsentShown = z.output<typeof ConsentShown>
export const listMyConsents = declareQuery({ name: 'delivery.consents', label: '我的同意', may: claimants, input: z.object({}), output: z.object({ consents: z.array(ConsentShown) }) })

/** One line a measure, county or age band: how far people have come. */
export const FunnelLine = z.object({ key: z.string(), label: z.string(), eligible: z.number(), told: z.number(), opened: z.number(), confirmed: z.number(), decided: z.number(), paid: z.number(), amount: FenField, medianDays: z.number().nullable() })
export type FunnelLine = z.output<typeof FunnelLine>
export const funnelBy = { measure: '事项', county: '区县', age: '年龄' } as const
export const askFunnel = declareQuery({
  name: 'delivery.funnel',
  label: '免申即享进度',
  may: funnelReaders,
  input: z.object({ by: z.enum(Object.keys(funnelBy) as [keyof typeof funnelBy]), measure: z.string().max(80).optional() }),
  output: z.object({ lines: z.array(FunnelLine) }),
})

/** Why somebody who is due has not received. */
export const missedReasons = { noAccount: '没有账号，请寄信或上门', unreachable: '短信、邮件没有送达', employerSilent: '单位没有打开', notOpened: '告知了没有打开', notConfirmed: '打开了没有确认', factUnverified: '有信息未经来源部门核实', waitsForLook: '等待人工复核', accountFailed: '收款账户付不成' } as const
export type MissedReason = keyof typeof missedReasons
const reasonOf = z.enum(Object.keys(missedReasons) as [MissedReason])
export const MissedRow = z.object({ id: deliveryId, name: z.string(), employerName: z.string(), placeName: z.string(), title: z.string(), amount: FenField.nullable(), reason: reasonOf, toldOn: PlainDateField, days: z.number().int() })
export type MissedRow = z.output<typeof MissedRow>
export const listMissed = declareList({
  name: 'delivery.missed',
  label: '应享未享',
  may: deliverers,
  filters: z.object({ search: z.string().max(50).optional(), reason: reasonOf.optional(), measure: z.string().max(80).optional() }),
  row: MissedRow,
  columns: { name: '对象', employerName: '所在单位', placeName: '所在地', title: '事项', amount: '金额（分）', reason: '原因', toldOn: '告知日', days: '已过天数' },
  words: { reason: missedReasons },
  sorts: ['toldOn', 'name'],
})

export const tellDeliveries = declareJob({ name: 'delivery.tell', label: '告知新符合条件的人', payload: z.unknown() })
export const tellClosings = declareJob({ name: 'delivery.tellClosing', label: '提醒快到申报截止日的人', payload: z.unknown() })
export const followCases = declareJob({ name: 'delivery.followCases', label: '免申即享跟进办件', payload: z.object({ caseId: z.string(), to: z.string(), verb: z.string() }).loose() })
export const followPayments = declareJob({ name: 'delivery.followPayments', label: '免申即享跟进拨付', payload: z.object({ batchId: z.string() }).loose() })
