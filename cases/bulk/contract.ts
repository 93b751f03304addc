import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { FenField, IdField } from '../../kernel/types.ts'
import { Ground, Lacking, Opinion, Reason, reviewers, stepId } from '../fields.ts'
import { Answers } from '../answers.ts'
import { signedPeriod } from '../../fund/contract.ts'

/** 批量：每一件各自成败，不因一件不成而退回别的；逐件说明结果。 */

export const bulkLimit = 200
const stepIds = z.array(stepId).min(1, '请至少选择一件').max(bulkLimit, `一次不超过 ${bulkLimit} 件`)

export const bulkAgree = declareAction({
  name: 'cases.bulkAgree',
  label: '批量通过',
  may: reviewers,
  input: z.object({ stepIds }),
  output: z.object({ agreed: z.number().int(), left: z.number().int(), report: z.array(z.object({ stepId, number: z.string(), agreed: z.boolean(), why: z.string() })) }),
  refusals: {},
})

/** What became of each; `why` is the sentence of the refusal, or what was done. */
const BulkReport = z.object({ done: z.number().int(), left: z.number().int(), report: z.array(z.object({ stepId, number: z.string(), done: z.boolean(), why: z.string() })) })
export type BulkReport = z.infer<typeof BulkReport>

export const bulkSendBack = declareAction({
  name: 'cases.bulkSendBack',
  label: '批量退回补正',
  may: reviewers,
  input: z.object({ stepIds, lacking: Lacking }),
  output: BulkReport,
  refusals: {},
})

export const bulkReject = declareAction({
  name: 'cases.bulkReject',
  label: '批量不予通过',
  may: reviewers,
  input: z.object({ stepIds, ground: Ground, opinion: Reason }),
  output: BulkReport,
  refusals: {},
})

/** Only cases that are green throughout; each commits its own money or none. */
export const bulkDecide = declareAction({
  name: 'cases.bulkDecide',
  label: '批量审定',
  may: reviewers,
  input: z.object({ stepIds, opinion: Opinion }),
  output: BulkReport.extend({ amount: FenField }),
  refusals: { ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const batchLimit = 200
export const submitBatch = declareAction({
  name: 'cases.submitBatch',
  label: '批量申报',
  may: ['employerClerk'],
  input: z.object({
    measure: z.string().min(1).max(80),
    personIds: z.array(IdField('person')).min(1, '请至少选择一名员工').max(batchLimit, `一次不超过 ${batchLimit} 人`),
    /** The same for all: what the city does not know and the employer does. */
    answers: Answers.default({}),
  }),
  output: z.object({
    filed: z.number().int(),
    left: z.number().int(),
    report: z.array(z.object({ personId: IdField('person'), name: z.string(), filed: z.boolean(), caseId: IdField('case').nullable(), number: z.string(), why: z.string() })),
  }),
  refusals: { notInForce: '该事项目前不在执行期内', notForPersons: '该事项不是为个人申报的' },
})
