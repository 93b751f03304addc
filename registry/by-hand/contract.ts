import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { IdField, PlainDateField, type PlainDate } from '../../kernel/types.ts'
import { confidenceLevels, type ConfidenceLevel } from '../confidence/contract.ts'
import { verifications, type Verification } from '../contract.ts'
import { correctable } from '../corrections/contract.ts'
import { enterers, verifiers } from './hands.ts'
import { Entry, entryKindNames, problemsOf } from './kinds.ts'

export { enterers, verifiers } from './hands.ts'

/**
 * 手工登记: projects, patents, contests and part-time posts of a person, entered one by one by an office or by himself. What was entered is declared
 * until another hand of the department that answers for it has verified it by a document. It can be amended and withdrawn with a reason; what it said
 * before stays, with the time from which to which it was known.
 */

export const recordActs = { amended: '改正', verified: '核验', withdrawn: '撤回', corrected: '更正' } as const

const kind = z.enum(entryKindNames)
const recordId = IdField('record')
const verification = z.enum(Object.keys(verifications) as [Verification])
const source = z.string().trim().min(2, '请写明凭什么说，例如 授权公告、立项通知').max(100)
const reason = z.string().trim().min(4, '请用一句话写明理由').max(200)
const said = { entry: Entry, source, asOf: PlainDateField }
/** Fields that do not fit together are told beside the field, on the page before anything is sent. */
const fits = ({ entry, asOf }: { entry: Entry; asOf: PlainDate }, context: z.RefinementCtx): void => {
  for (const { field, says } of problemsOf(entry, asOf)) context.addIssue({ code: 'custom', path: ['entry', field], message: says })
}

const common = {
  asOfAhead: '截至日期不能晚于今天',
  beforeBirth: '日期早于本人出生日期',
  known: '这一条已经登记过',
} as const
const standing = {
  notByHand: '这条记录不是手工登记的，由来源部门更正',
  notYours: '这条不是您登记的；如果不对，请点“不对？”申请更正',
  verified: '这条已经核验；如果不对，请点“不对？”申请更正',
  disputed: '这条记录的更正申请还没有决定',
  withdrawn: '这条记录已经撤回',
} as const

export const enterRecord = declareAction({
  name: 'registry.enterRecord',
  label: '登记经历',
  may: enterers,
  input: z.object({ personId: IdField('person'), ...said }).superRefine(fits),
  output: z.object({ recordId }),
  refusals: common,
})

export const amendRecord = declareAction({
  name: 'registry.amendRecord',
  label: '改正',
  may: enterers,
  input: z.object({ recordId, reason, ...said }).superRefine(fits),
  output: z.object({ verification }),
  refusals: { ...common, ...standing },
})

export const withdrawRecord = declareAction({
  name: 'registry.withdrawRecord',
  label: '撤回',
  may: enterers,
  input: z.object({ kind, recordId, reason }),
  output: z.object({}),
  refusals: standing,
})

export const verifyRecord = declareAction({
  name: 'registry.verifyRecord',
  label: '核验',
  may: verifiers,
  input: z.object({ kind, recordId, document: z.string().trim().min(2, '请写明核对了什么材料').max(200) }),
  output: z.object({ source: z.string() }),
  refusals: {
    disputed: standing.disputed,
    withdrawn: standing.withdrawn,
    alreadyVerified: '这条记录已经核验',
    ownEntry: '登记、改正和核验不能是同一个人',
    otherDepartment: '这类记录由主管部门核验，不归本部门',
  },
})

/** One record as it was entered, to amend it, and what became of it. */
export const getRecord = declareQuery({
  name: 'registry.record',
  label: '登记的经历',
  may: [...enterers, 'employerClerk'],
  input: z.object({ kind, recordId }),
  output: z.object({
    entry: Entry,
    source: z.string(),
    asOf: PlainDateField,
    verification,
    byHand: z.boolean(),
    withdrawnOn: PlainDateField.nullable(),
    changes: z.array(z.object({ act: z.enum(Object.keys(recordActs) as [keyof typeof recordActs]), reason: z.string(), at: z.string(), before: z.array(z.object({ label: z.string(), value: z.string() })) })),
  }),
})

/** What waits for a verifier, the least certain first. */
export const listUnverified = declareList({
  name: 'registry.unverified',
  label: '待核验经历',
  may: verifiers,
  filters: z.object({ search: z.string().trim().max(50).optional(), kind: kind.optional(), level: z.enum(Object.keys(confidenceLevels) as [ConfidenceLevel]).optional() }),
  row: z.object({
    id: recordId,
    personId: IdField('person'),
    personNumber: z.string(),
    personName: z.string(),
    kind,
    text: z.string(),
    source: z.string(),
    asOf: PlainDateField,
    level: z.enum(Object.keys(confidenceLevels) as [ConfidenceLevel]),
    score: z.number(),
    /** To how many measures the person is entitled by the last match. */
    entitled: z.number(),
  }),
  columns: { personNumber: '人才编号', personName: '姓名', kind: '类别', text: '内容', source: '来源', asOf: '截至', level: '可信度', entitled: '可享政策' },
  words: { kind: Object.fromEntries(entryKindNames.map((name) => [name, correctable[name].says])), level: confidenceLevels },
  sorts: ['score', '-entitled', 'asOf', '-asOf'],
})
