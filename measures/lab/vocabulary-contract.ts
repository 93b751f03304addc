import { z } from 'zod'
import { declareAction, declareQuery } from '../../kernel/action.ts'
import { IdField, InstantField } from '../../kernel/types.ts'
import { readers, writers } from './contract.ts'

/** 事实词表: what rules may ask of a subject, each with its source; a new one comes by two persons and without a programmer. */

export const factTypes = { boolean: '是否', number: '数字', money: '金额', date: '日期', code: '代码', text: '文字', 'list of code': '代码清单' } as const
export const factSubjects = { person: '个人', employer: '用人单位', team: '团队' } as const
export const changeStates = { proposed: '待审核', approved: '已生效', rejected: '未采纳' } as const

const keysOf = <T extends Record<string, string>>(words: T) => z.enum(Object.keys(words) as [keyof T & string])
const optional = (most: number) => z.string().trim().max(most, `不超过 ${most} 个字`).optional()

export const FactFields = z.object({
  name: z.string().trim().min(2, '名称至少 2 个字').max(30),
  id: z.string().trim().regex(/^[a-z][a-z0-9_]{1,62}$/, '标识只用小写字母、数字和下划线，字母开头'),
  subject: keysOf(factSubjects),
  type: keysOf(factTypes),
  codes: z.array(z.string().trim().min(1).max(60)).max(500).optional(),
  ordered: z.boolean().optional(),
  unit: optional(10),
  source: z.string().trim().min(2, '请写明由哪个部门掌握').max(40),
  derive: optional(4000),
  ask: optional(200),
  verify: optional(200),
  note: optional(300),
})
export type FactFields = z.output<typeof FactFields>

const Use = z.object({ measure: z.string(), title: z.string(), edition: z.number() })
export const FactShown = z.object({
  name: z.string(),
  id: z.string(),
  subject: z.string(),
  type: z.string(),
  typeWords: z.string(),
  codes: z.array(z.string()),
  ordered: z.boolean(),
  unit: z.string().nullable(),
  source: z.string().nullable(),
  derive: z.string().nullable(),
  ask: z.string().nullable(),
  verify: z.string().nullable(),
  note: z.string().nullable(),
  uses: z.array(Use),
})
export type FactShown = z.output<typeof FactShown>

export const ChangeShown = z.object({
  id: IdField('vocabularyChange'),
  number: z.string(),
  kind: z.enum(['add', 'change']),
  fact: z.string(),
  text: z.string(),
  reason: z.string(),
  state: keysOf(changeStates),
  proposedByName: z.string(),
  proposedAt: InstantField,
  reviewedByName: z.string().nullable(),
  reviewWords: z.string().nullable(),
  /** This actor proposed it: somebody else must approve. */
  mine: z.boolean(),
})
export type ChangeShown = z.output<typeof ChangeShown>

export const listFacts = declareQuery({ name: 'lab.facts', label: '事实词表', may: readers, input: z.object({}), output: z.object({ facts: z.array(FactShown), changes: z.array(ChangeShown) }) })

/** What a fact would yield and what it would break, before anybody proposes it. */
export const tryFact = declareQuery({
  name: 'lab.tryFact',
  label: '试算',
  may: writers,
  input: FactFields,
  output: z.object({
    /** Why it cannot be taken; empty when it can. */
    problems: z.array(z.string()),
    /** Published editions that would no longer read or would judge their people otherwise. */
    broken: z.array(Use.extend({ message: z.string() })),
    sample: z.object({ rows: z.number(), known: z.number(), values: z.array(z.object({ value: z.string(), count: z.number() })) }).nullable(),
  }),
})

export const proposeFact = declareAction({
  name: 'lab.proposeFact',
  label: '提交审核',
  may: writers,
  input: z.object({ fact: FactFields, reason: z.string().trim().min(4, '请用一句话写明为什么').max(300) }),
  output: z.object({ changeId: IdField('vocabularyChange'), number: z.string() }),
  refusals: { notSound: '这项事实还不能收入词表', breaks: '会让已发布的事项读不通', alreadyOpen: '这项事实已有一个变更在等审核', derived: '记录清单类的事实要在政策库的词表文件里改' },
})

export const approveFact = declareAction({
  name: 'lab.approveFact',
  label: '审核通过',
  may: writers,
  input: z.object({ changeId: IdField('vocabularyChange') }),
  output: z.object({ fact: z.string() }),
  refusals: { notProposed: '这个变更不在待审核', sameHand: '提出的人不能审核自己的变更，请另一人审核', cityOnly: '词表由市人才办审核', breaks: '会让已发布的事项读不通', notSound: '这项事实还不能收入词表' },
})

export const rejectFact = declareAction({
  name: 'lab.rejectFact',
  label: '不采纳',
  may: writers,
  input: z.object({ changeId: IdField('vocabularyChange'), words: z.string().trim().min(4, '请用一句话写明原因').max(300) }),
  output: z.object({}),
  refusals: { notProposed: '这个变更不在待审核' },
})
