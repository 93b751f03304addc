import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { responders } from './hands.ts'

/** 办后评价: asked once of each case, answered once or not at all; a low one is the office's to respond to. */

const surveyId = IdField('survey')
const Nothing = z.object({})

export const ratingWords: Readonly<Record<number, string>> = { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '很满意' }
/** So many days a person may answer; so low is work for the office. */
export const openDays = 30
export const lowest = 2
export const causes = { closed: '办结', paid: '钱已到账' } as const
const cause = z.enum(Object.keys(causes) as [keyof typeof causes])
export const surveyStates = { asked: '等评价', answered: '已评价', skipped: '不评价' } as const

export const MySurvey = z.object({
  id: surveyId,
  caseId: IdField('case'),
  title: z.string(),
  number: z.string(),
  cause,
  until: PlainDateField,
  state: z.enum(Object.keys(surveyStates) as [keyof typeof surveyStates]),
  /** May still be answered today. */
  open: z.boolean(),
  rating: z.number().nullable(),
  words: z.string(),
  response: z.string().nullable(),
  respondedByName: z.string().nullable(),
  respondedOn: PlainDateField.nullable(),
})
export const mySurveys = declareQuery({ name: 'satisfaction.mine', label: '我的评价', may: ['talent'], input: Nothing, output: z.object({ surveys: z.array(MySurvey) }) })

const closing = { answered: '这件已经评价过，或已表示不评价', over: `评价只收 ${openDays} 天，这件已经过了` } as const
export const rateCase = declareAction({
  name: 'satisfaction.rate',
  label: '提交评价',
  may: ['talent'],
  input: z.object({ surveyId, rating: z.number().int().min(1, '请选 1 至 5 分').max(5, '请选 1 至 5 分'), words: z.string().trim().max(500, '不超过 500 字').default('') }),
  output: Nothing,
  refusals: closing,
})
export const skipRating = declareAction({ name: 'satisfaction.skip', label: '不评价', may: ['talent'], input: z.object({ surveyId }), output: Nothing, refusals: closing })

export const LowRow = z.object({
  id: surveyId,
  caseId: IdField('case'),
  number: z.string(),
  title: z.string(),
  placeName: z.string(),
  holderName: z.string(),
  rating: z.number(),
  words: z.string(),
  answeredOn: PlainDateField,
  response: z.string().nullable(),
  respondedByName: z.string().nullable(),
})
export const listLow = declareList({
  name: 'satisfaction.low',
  label: '不满意的办件',
  may: responders,
  filters: z.object({ search: z.string().max(50).optional(), waiting: z.literal('1').optional() }),
  row: LowRow,
  columns: { number: '办件', title: '事项', placeName: '所在地', holderName: '申报人', rating: '评分', words: '本人的话', answeredOn: '评价', response: '回应', respondedByName: '回应人' },
  sorts: ['-answeredOn', 'answeredOn', 'number'],
})
export const respond = declareAction({
  name: 'satisfaction.respond',
  label: '回应',
  may: responders,
  input: z.object({ surveyId, response: z.string().trim().min(4, '请写明怎么处理的，本人会看到').max(500, '不超过 500 字') }),
  output: Nothing,
  refusals: { responded: '已经回应过', notLow: `评 ${lowest} 分及以下的才要回应` },
})

export const tellResponse = declareJob({ name: 'satisfaction.tellResponse', label: '告知评价的回应', payload: z.object({ surveyId: z.string() }) })
