import { z } from 'zod'
import { declareAction, declareQuery } from '../../kernel/action.ts'
import { IdField, PlainDateField, OrdinalField } from '../../kernel/types.ts'
import { JustTheStep, Nothing, Reason, reviewers, stepId, stepRefusals } from '../fields.ts'
import { caseStateOf } from '../states.ts'

/** 机构内外怎样办一步：领办、放回、移交、加签、退回任一环节、中止。 */

const desks = [...reviewers, 'employerClerk'] as const

export const claim = declareAction({
  name: 'cases.claim',
  label: '领办',
  may: desks,
  input: JustTheStep,
  output: Nothing,
  refusals: stepRefusals,
})

export const release = declareAction({
  name: 'cases.release',
  label: '放回',
  may: desks,
  /** A colleague who takes back what another holds says why. */
  input: JustTheStep.extend({ reason: z.string().trim().max(500).default('') }),
  output: Nothing,
  refusals: { ...stepRefusals, notHeld: '这一步没有人领办', reasonNeeded: '这一步由同事领办，请写明为什么放回' },
})

export const delegate = declareAction({
  name: 'cases.delegate',
  label: '移交同事',
  may: desks,
  input: JustTheStep.extend({ accountId: IdField('account'), reason: Reason }),
  output: z.object({ name: z.string() }),
  refusals: { ...stepRefusals, notColleague: '只能移交给本机构在岗的同事', alreadyTheirs: '这一步已经由其办理' },
})

export const colleagues = declareQuery({
  name: 'cases.colleagues',
  label: '本机构同事',
  may: desks,
  input: z.object({ stepId }),
  output: z.object({ colleagues: z.array(z.object({ accountId: IdField('account'), name: z.string() })) }),
})

export const addReviewer = declareAction({
  name: 'cases.addReviewer',
  label: '加签',
  may: reviewers,
  input: JustTheStep.extend({
    level: z.enum(['county', 'city']),
    department: z.string().min(1).max(60),
    question: z.string().trim().min(4, '请写明要对方就什么出具意见').max(500),
    workingDays: z.number().int().min(1, '至少一个工作日').max(30, '不超过 30 个工作日').default(5),
  }),
  output: z.object({ officeName: z.string(), dueOn: PlainDateField }),
  refusals: { ...stepRefusals, noSuchOffice: '没有这个部门', ownOffice: '不能请本机构出具意见', alreadyAsked: '已经请该机构出具意见，还没有答复' },
})

export const offices = declareQuery({
  name: 'cases.offices',
  label: '可以加签的部门',
  may: reviewers,
  input: z.object({}),
  output: z.object({ departments: z.array(z.object({ department: z.string(), name: z.string() })) }),
})

export const stances = { for: '无异议', against: '有不同意见', neutral: '提供情况' } as const
export const giveOpinion = declareAction({
  name: 'cases.giveOpinion',
  label: '出具意见',
  may: reviewers,
  input: JustTheStep.extend({ stance: z.enum(['for', 'against', 'neutral']), opinion: Reason }),
  output: Nothing,
  refusals: stepRefusals,
})

export const returnTo = declareAction({
  name: 'cases.returnTo',
  label: '退回前面环节',
  may: reviewers,
  input: JustTheStep.extend({ stage: OrdinalField, reason: Reason }),
  output: z.object({ state: caseStateOf, dueOn: PlainDateField }),
  refusals: { ...stepRefusals, noSuchStage: '只能退回到本环节之前的环节', tooManyRounds: '退回的次数已到上限，请作出决定' },
})

export const suspend = declareAction({
  name: 'cases.suspend',
  label: '中止办理',
  may: reviewers,
  input: JustTheStep.extend({ reason: Reason }),
  output: Nothing,
  refusals: stepRefusals,
})

export const resume = declareAction({
  name: 'cases.resume',
  label: '恢复办理',
  may: reviewers,
  input: JustTheStep.extend({ finding: Reason }),
  output: z.object({ state: caseStateOf, dueOn: PlainDateField }),
  refusals: { ...stepRefusals, notSuspended: '该办件没有中止' },
})
