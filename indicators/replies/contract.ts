import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { PlainDateField } from '../../kernel/types.ts'
import { writers } from '../writing/contract.ts'

/** 问数: a question in plain words, answered out of the records with number, change, source and definition, or said not to be on record. */

export const outcomes = { told: '已答', asked: '请选择', left: '没有记录' } as const
export type Outcome = keyof typeof outcomes

export const ReplyPart = z.object({
  /** The words of the question that it answers. */
  said: z.string(),
  outcome: z.enum(Object.keys(outcomes) as [Outcome]),
  /** The sentence with its number; null where there is none. */
  sentence: z.string().nullable(),
  why: z.string(),
  id: z.string().nullable(),
  /** The figure whose page opens the records. */
  figure: z.string().nullable(),
  title: z.string(),
  definition: z.string(),
  source: z.string(),
  records: z.string().nullable(),
  candidates: z.array(z.object({ id: z.string(), title: z.string(), definition: z.string() })),
})
export type ReplyPart = z.infer<typeof ReplyPart>

export const ReplyQuestion = z.object({
  question: z.string().trim().min(2, '请写出问题').max(300, '问题不超过 300 字，请分开问'),
  asOf: PlainDateField.optional(),
  place: z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').optional(),
  /** Which of the candidates is meant, by the number of the part from 1. */
  choices: z.array(z.object({ part: z.number().int().min(1), id: z.string().min(3).max(200) })).max(20).default([]),
})
export const askReply = declareQuery({
  name: 'writing.reply',
  label: '问数',
  may: writers,
  input: ReplyQuestion,
  output: z.object({ question: z.string(), asOf: PlainDateField, place: z.object({ code: z.string(), name: z.string() }), parts: z.array(ReplyPart) }),
})

/** The same as a Word document: `question` as JSON in the address. */
export const replyFilePath = '/api/writing.replyFile'
