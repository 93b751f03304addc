import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { FenField, PlainDateField } from '../../kernel/types.ts'
import { JustTheStep, Nothing, reviewers, stepRefusals } from '../fields.ts'

/** 一事一议：专家意见、审定机构的会议决定。金额由会议定，审定照它承诺。 */

export const recordExpert = declareAction({
  name: 'cases.recordExpert',
  label: '登记专家意见',
  may: reviewers,
  input: JustTheStep.extend({
    /** A named expert, or a group of experts with its result. */
    expert: z.string().trim().min(2, '请写明专家或专家组').max(100),
    score: z.number().min(0).max(100, '评分为百分制').optional(),
    amount: FenField.optional(),
    opinion: z.string().trim().min(4, '请写明意见').max(2000),
    givenOn: PlainDateField,
  }),
  output: Nothing,
  refusals: { ...stepRefusals, inFuture: '日期不能晚于今天', amountNotPositive: '建议金额应大于零' },
})

export const recordBody = declareAction({
  name: 'cases.recordBody',
  label: '登记会议决定',
  may: reviewers,
  input: JustTheStep.extend({
    body: z.string().trim().min(2, '请写明审定机构').max(100),
    minutesNumber: z.string().trim().min(2, '请写明会议纪要文号').max(60),
    metOn: PlainDateField,
    amount: FenField,
  }),
  output: Nothing,
  refusals: {
    ...stepRefusals,
    amountFixed: '该事项的金额由条款确定，不由会议决定',
    expertsFirst: '一事一议先有专家意见，请先登记',
    inFuture: '会议日期不能晚于今天',
    belowFloor: '低于条款规定的下限',
    aboveCap: '超过条款规定的上限',
    amountNotPositive: '金额应大于零',
    alreadyRecorded: '本轮的会议决定已经登记',
  },
})
