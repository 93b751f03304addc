import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { IdField, InstantField, PlainDateField, OrdinalField } from '../../kernel/types.ts'
import { outcomes } from '../contract.ts'
import { readers, writers } from './hands.ts'

export { readers, writers } from './hands.ts'

export { writtenAs } from '../../policy/laboratory/written.ts'

/** 政策实验室·草稿: from an edition in force to its successor, through a second person. */

export const draftStates = { draft: '起草中', submitted: '待审核', approved: '已审核', published: '已发布', discarded: '已作废' } as const
export type DraftState = keyof typeof draftStates

export const draftCan = lifecycle<DraftState>()({
  save: ['draft'],
  submit: ['draft'],
  approve: ['submitted'],
  sendBack: ['submitted', 'approved'],
  publish: ['approved'],
  discard: ['draft', 'submitted', 'approved'],
})

export const longestText = 200_000
export const draftId = IdField('draft')
export const DraftText = z.string().min(1, '草稿是空的').max(longestText, '草稿不能超过 20 万字')
const version = OrdinalField
const stateOf = z.enum(Object.keys(draftStates) as [DraftState])
const outcomeOf = z.enum(Object.keys(outcomes) as [keyof typeof outcomes])
const Nothing = z.object({})

export const DraftRow = z.object({
  id: draftId,
  number: z.string(),
  measure: z.string(),
  title: z.string(),
  state: stateOf,
  version: z.number(),
  base: z.string(),
  savedByName: z.string(),
  savedAt: InstantField,
})
export type DraftRow = z.output<typeof DraftRow>

export const listDrafts = declareList({
  name: 'lab.drafts',
  label: '政策草稿',
  may: readers,
  filters: z.object({ search: z.string().max(50).optional(), state: stateOf.optional() }),
  row: DraftRow,
  columns: { number: '草稿编号', title: '事项', measure: '事项代码', base: '由来', state: '状态', version: '第几稿', savedByName: '最近保存', savedAt: '保存时间' },
  words: { state: draftStates },
  sorts: ['-number', 'title', 'savedAt'],
})

export const getDraft = declareQuery({
  name: 'lab.draft',
  label: '政策草稿',
  may: readers,
  input: z.object({ draftId }),
  output: DraftRow.extend({
    text: z.string(),
    /** The edition that it began from, and what is in force today: text for the comparison. */
    baseText: z.string().nullable(),
    submittedByName: z.string().nullable(),
    submittedAt: InstantField.nullable(),
    reviewedByName: z.string().nullable(),
    reviewedAt: InstantField.nullable(),
    reviewWords: z.string().nullable(),
    publishedEdition: z.number().nullable(),
    /** This actor has written on it: somebody else must approve. */
    wroteIt: z.boolean(),
    versions: z.array(z.object({ version: z.number(), savedByName: z.string(), savedAt: InstantField })),
  }),
})

export const getDraftVersion = declareQuery({
  name: 'lab.draftVersion',
  label: '草稿的一稿',
  may: readers,
  input: z.object({ draftId, version }),
  output: z.object({ version: z.number(), text: z.string(), savedByName: z.string(), savedAt: InstantField }),
})

export const openDraft = declareAction({
  name: 'lab.openDraft',
  label: '开始起草',
  may: writers,
  /** From the edition in force (or the latest) of a measure; without one, from the template under a new code. */
  input: z.union([z.object({ measure: z.string().max(80) }), z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{2,79}$/, '事项代码只用小写字母、数字和连字符，3 到 80 个'), title: z.string().trim().min(2, '名称至少 2 个字').max(60) })]),
  output: z.object({ draftId, number: z.string() }),
  refusals: { noSuchMeasure: '没有这个事项', codeTaken: '这个事项代码已经有了', alreadyOpen: '这个事项已有一份没有办完的草稿' },
})

export const saveDraft = declareAction({
  name: 'lab.saveDraft',
  label: '保存',
  may: writers,
  input: z.object({ draftId, version, text: DraftText }),
  output: z.object({ version: z.number() }),
  refusals: { notDraft: '这份草稿不在起草中，不能修改', savedMeanwhile: '您打开之后，别人已经保存过', otherMeasure: '草稿的事项代码不能改' },
})

export const submitDraft = declareAction({
  name: 'lab.submitDraft',
  label: '提交审核',
  may: writers,
  input: z.object({ draftId, version }),
  output: Nothing,
  refusals: { notDraft: '这份草稿不在起草中', savedMeanwhile: '您打开之后，别人已经保存过', notReady: '草稿还不能提交', unchanged: '草稿与现行版本没有任何不同' },
})

export const approveDraft = declareAction({
  name: 'lab.approveDraft',
  label: '审核通过',
  may: writers,
  input: z.object({ draftId, version, words: z.string().trim().max(500).default('') }),
  output: Nothing,
  refusals: { notSubmitted: '这份草稿不在待审核', savedMeanwhile: '您打开之后，草稿已经变了', sameHand: '起草的人不能审核自己的草稿，请另一人审核', notReady: '草稿还有错误，不能通过' },
})

export const sendBackDraft = declareAction({
  name: 'lab.sendBackDraft',
  label: '退回修改',
  may: writers,
  input: z.object({ draftId, reason: z.string().trim().min(4, '请用一句话写明原因').max(500) }),
  output: Nothing,
  refusals: { notSubmitted: '这份草稿没有提交审核' },
})

export const discardDraft = declareAction({
  name: 'lab.discardDraft',
  label: '作废',
  may: writers,
  input: z.object({ draftId }),
  output: Nothing,
  refusals: { finished: '这份草稿已经发布或作废' },
})

export const publishDraft = declareAction({
  name: 'lab.publishDraft',
  label: '发布施行',
  may: writers,
  input: z.object({ draftId, from: PlainDateField }),
  output: z.object({ measure: z.string(), edition: z.number(), supersedes: z.number().nullable() }),
  refusals: {
    notApproved: '草稿还没有审核通过',
    cityOnly: '政策由市人才办发布',
    fromPast: '施行日期不能早于今天',
    notReady: '草稿按这个施行日期还不能发布',
    laterEdition: '已有一个版本在这一天以后施行，请选更晚的日期',
    beforeFormer: '施行日期必须晚于现行版本的施行日期',
  },
})

const DiagnosticShown = z.object({ severity: z.enum(['error', 'warning']), code: z.string(), message: z.string(), suggestion: z.string().nullable(), line: z.number(), column: z.number() })
export type DiagnosticShown = z.output<typeof DiagnosticShown>
export const ParameterShown = z.object({
  path: z.string(),
  kind: z.enum(['number', 'money', 'percent', 'date', 'months', 'days', 'rank', 'set']),
  of: z.string(),
  within: z.string(),
  value: z.string(),
  from: z.number(),
  to: z.number(),
  unit: z.string().nullable(),
  range: z.object({ low: z.number(), high: z.number(), step: z.number() }).nullable(),
  choices: z.array(z.string()),
})
export type ParameterShown = z.output<typeof ParameterShown>
const ConditionWords = z.object({ says: z.string(), words: z.string() })
export const ExampleShown = z.object({ name: z.string(), on: z.string(), outcome: outcomeOf, holds: z.boolean(), tested: z.boolean(), differences: z.array(z.string()), line: z.number() })

/** While somebody types: what is wrong, what was understood, what can be moved, whether the test people agree. Nothing is kept. */
export const checkDraft = declareQuery({
  name: 'lab.check',
  label: '检查草稿',
  may: readers,
  input: z.object({ text: DraftText }),
  output: z.object({
    diagnostics: z.array(DiagnosticShown),
    parameters: z.array(ParameterShown),
    title: z.string().nullable(),
    measure: z.string().nullable(),
    subject: z.enum(['person', 'employer', 'team']).nullable(),
    budget: z.string().nullable(),
    understood: z.array(ConditionWords),
    gives: z.array(z.string()),
    examples: z.array(ExampleShown),
  }),
})

/** Names that the editor completes. */
export const listWords = declareQuery({
  name: 'lab.words',
  label: '规则用词',
  may: readers,
  input: z.object({}),
  output: z.object({
    facts: z.array(z.object({ name: z.string(), type: z.string(), kind: z.string(), codes: z.array(z.string()), fields: z.array(z.string()), source: z.string(), subject: z.string() })),
    functions: z.array(z.string()),
    lists: z.array(z.string()),
    statistics: z.array(z.string()),
    measures: z.array(z.object({ code: z.string(), title: z.string() })),
  }),
})
