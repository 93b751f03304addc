import { z } from 'zod'
import { declareAction, declareQuery, lifecycle } from '../../kernel/action.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { officeDesk } from '../awards/contract.ts'
import { instalmentStates, payers, readers, type InstalmentState, type PublicPayer, signedPeriod } from '../contract.ts'

/** 团队资助：阶段、专家意见、社会配套资金。 */

export const stageStates = { open: '待评估', passed: '通过', reduced: '减付', failed: '不通过' } as const
export type StageState = keyof typeof stageStates
export const stageCan = lifecycle<StageState>()({ assess: ['open'], decide: ['open'] })
/** A stage passes, whole or reduced, with at least so many experts and this mean score. */
export const leastExperts = 2
export const passScore = 60

const awardId = IdField('award')
const stageId = IdField('stage')
const document = z.string().trim().min(4, '请写明依据文件').max(100, '依据文件不超过 100 字')
const amount = FenField.refine((value) => value > 0n, '金额应大于 0').refine((value) => value <= 10_000_000_000_000n, '金额超过了 1000 亿元，请核对')

export const getStages = declareQuery({
  name: 'fund.stages',
  label: '团队资助',
  may: readers,
  input: z.object({ awardId }),
  output: z.object({
    teamName: z.string(),
    employerName: z.string(),
    members: z.array(z.object({ name: z.string(), role: z.string(), joinedOn: PlainDateField, leftOn: PlainDateField.nullable() })),
    matchedFen: FenField,
    proofs: z.array(z.object({ source: z.string(), amountFen: FenField, receivedOn: PlainDateField, document: z.string() })),
    stages: z.array(
      z.object({
        id: stageId,
        no: z.number().int(),
        title: z.string(),
        matchFen: FenField,
        state: z.enum(Object.keys(stageStates) as [StageState]),
        decidedOn: PlainDateField.nullable(),
        document: z.string().nullable(),
        amountFen: FenField,
        instalmentNo: z.number().int(),
        /** One of each payer, on his own line; one alone, with no payer, where one line pays all. */
        parts: z.array(
          z.object({ payer: z.enum(Object.keys(payers) as [PublicPayer]).nullable(), lineId: IdField('budgetLine'), lineTitle: z.string(), amountFen: FenField, state: z.enum(Object.keys(instalmentStates) as [InstalmentState]) }),
        ),
        opinions: z.array(z.object({ expertName: z.string(), score: z.number().int(), opinion: z.string(), givenOn: PlainDateField, document: z.string() })),
        /** The reader recorded one of the opinions: he may not decide. */
        mine: z.boolean(),
      }),
    ),
  }),
})

export const planStage = declareAction({
  name: 'fund.planStage',
  label: '设立阶段',
  may: officeDesk,
  input: z.object({ instalmentId: IdField('instalment'), title: z.string().trim().min(2, '请写明阶段名称').max(60), match: FenField.refine((value) => value >= 0n, '金额不能是负数') }),
  output: z.object({ stageId }),
  refusals: { notTeam: '只有团队的资助分阶段', notPlanned: '只有未到期的分期可以设立阶段', alreadyPlanned: '这一期已经设立阶段' },
})

export const recordMatch = declareAction({
  name: 'fund.recordMatch',
  label: '登记配套资金',
  may: officeDesk,
  input: z.object({ awardId, source: z.string().trim().min(2, '请写明出资方').max(100), amount, receivedOn: PlainDateField, document }),
  output: z.object({ matchedFen: FenField }),
  refusals: { notTeam: '只有团队的资助有配套资金', notYet: '到位日期在今天以后', alreadyRecorded: '这份凭证已经登记过' },
})

export const recordOpinion = declareAction({
  name: 'fund.recordOpinion',
  label: '登记专家意见',
  may: officeDesk,
  input: z.object({
    stageId,
    expertId: IdField('person'),
    score: z.coerce.number().int('评分为整数').min(0, '评分为 0 到 100').max(100, '评分为 0 到 100'),
    opinion: z.string().trim().min(4, '请写明意见').max(1000),
    document,
  }),
  output: z.object({ opinions: z.number().int() }),
  refusals: { closed: '这一阶段已有结论', notRegistered: '人才库里没有这位专家', conflict: '专家是团队成员或者在依托单位任职，应当回避', alreadyGiven: '这位专家已经给过意见' },
})

export const decideStage = declareAction({
  name: 'fund.decideStage',
  label: '作出阶段结论',
  may: officeDesk,
  /** `keep`: what is still paid of this stage, when it is reduced. */
  input: z.object({ stageId, outcome: z.enum(['passed', 'reduced', 'failed']), keep: amount.optional(), document }),
  output: z.object({ dueFen: FenField, stoppedFen: FenField }),
  refusals: {
    closed: '这一阶段已有结论',
    notNext: '前一阶段还没有结论',
    sameHand: '登记专家意见的人不能作出结论',
    tooFewExperts: `专家意见不足 ${leastExperts} 份`,
    scoreLow: `专家平均分不到 ${passScore} 分，不能通过`,
    matchShort: '社会配套资金还没有到位',
    checkFails: '条款对这一期的要求目前不满足，或尚不能确定',
    keepNeeded: '减付的请写明付多少',
    keepWrong: '减付的数额应小于这一期的金额；通过和不通过的不用填写',
    notWaiting: '这一期已经终止或暂停',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})
