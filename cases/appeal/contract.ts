import { z } from 'zod'
import { declareAction, declareList } from '../../kernel/action.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { Reason } from '../fields.ts'
import { caseStateOf } from '../states.ts'

/** 复核：对不予通过不服的，可以申请一次，由上一级机构中没有办过这一件的人办理。 */

/** Days, the day of the rejection not counted; as long as for administrative review (行政复议法第二十条). */
export const appealDays = 60
/** Working days that the hearing office has. */
export const hearingDays = 30

export const appeal = declareAction({
  name: 'cases.appeal',
  label: '申请复核',
  may: ['talent', 'employerClerk'],
  input: z.object({ caseId: IdField('case'), reason: z.string().trim().min(10, '请用不少于 10 个字写明理由').max(2000, '不超过 2000 字') }),
  output: z.object({ officeName: z.string(), dueOn: PlainDateField }),
  refusals: {
    notRejected: '只有不予通过的办件可以申请复核',
    notApplicant: '请由原申报人申请',
    alreadyAppealed: '这一件已经复核过，复核决定是最终决定',
    tooLate: `申请复核的期限是 ${appealDays} 日，已经过了`,
    alreadyOpen: '该事项已经重新申报并在办理，请先撤回再申请复核',
  },
})

export const settleAppeal = declareAction({
  name: 'cases.settleAppeal',
  label: '办结复核',
  may: ['reviewer', 'talentOffice'],
  input: z.object({ appealId: IdField('appeal'), outcome: z.enum(['upheld', 'dismissed']), finding: Reason }),
  output: z.object({ state: caseStateOf }),
  refusals: {
    alreadySettled: '该复核已经办结',
    involved: '办过这一件的人不能复核，请交由其他同事办理',
    tooManyRounds: '重新办理的次数已到上限，只能维持原决定',
  },
})

export const appealOutcomes = { pending: '复核中', upheld: '成立，重新办理', dismissed: '维持原决定' } as const

export const listAppeals = declareList({
  name: 'cases.appeals',
  label: '复核',
  may: ['reviewer', 'talentOffice'],
  filters: z.object({ search: z.string().trim().max(50).optional(), state: z.enum(['pending', 'upheld', 'dismissed']).optional() }),
  row: z.object({
    id: IdField('appeal'),
    caseId: IdField('case'),
    number: z.string(),
    title: z.string(),
    holderName: z.string(),
    reason: z.string(),
    closedBecause: z.string(),
    lodgedOn: PlainDateField,
    dueOn: PlainDateField,
    state: z.enum(['pending', 'upheld', 'dismissed']),
  }),
  columns: { number: '办件编号', title: '事项', holderName: '申报对象', reason: '复核理由', closedBecause: '原决定', lodgedOn: '申请日', dueOn: '到期日', state: '状态' },
  words: { state: appealOutcomes },
  sorts: ['dueOn', 'number'],
})
