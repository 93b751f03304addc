import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { correctionAskers, correctionDeciders } from './hands.ts'

export { correctionAskers, correctionDeciders } from './hands.ts'

/** 更正申请 (“不对？”): the person or his employer disputes a fact → the department of the record decides with evidence → both sayings stay, each with when it was known. */

export const correctionStates = { open: '待决定', corrected: '已更正', kept: '维持原记录' } as const
export type CorrectionState = keyof typeof correctionStates
export const correctionCan = lifecycle<CorrectionState>()({ decide: ['open'] })

/** Working days until the decision is due. */
export const decideWithin = 10

/** Which records can be disputed, who decides, and which of their columns a decision can change. */
export const correctable = {
  degree: { says: '学历学位', department: 'education', fields: { education: '学历', degree: '学位', school: '院校', major: '专业', graduated_on: '毕业日期' } },
  title: { says: '职称', department: 'hr', fields: { level: '级别', name: '职称名称', obtained_on: '取得日期' } },
  skill: { says: '技能等级', department: 'hr', fields: { level: '等级', occupation: '职业（工种）', certificate_number: '证书编号', obtained_on: '取得日期' } },
  employment: { says: '任职', department: 'hr', fields: { post: '岗位', started_on: '到岗日期', ended_on: '离岗日期', contract_from: '合同期起', contract_to: '合同期止' } },
  honour: { says: '荣誉奖项', department: 'talent-office', fields: { name: '名称', level: '层级', issuer: '颁发机关', awarded_on: '颁发日期' } },
  housing: { says: '家庭住房', department: 'housing', fields: { homes_in_city: '本市住房套数', bought_on: '购买日期', last_transfer_on: '转让日期' } },
  household_registration: { says: '户籍', department: 'talent-office', fields: { registered_in: '户籍地', since: '迁入日期' } },
  appraisal: { says: '年度考核', department: 'hr', fields: { result: '结果' } },
  project: { says: '项目', department: 'science', fields: { name: '项目名称', number: '项目编号', level: '层级', grantor: '立项机关', role: '主持或参与', rank: '本人排名', amount_fen: '立项经费（分）', started_on: '立项日期', ended_on: '结题日期' } },
  patent: { says: '专利', department: 'talent-office', fields: { name: '专利名称', kind: '种类', number: '专利号', status: '法律状态', rank: '发明人排名', applied_on: '申请日期', granted_on: '授权公告日期' } },
  contest: { says: '竞赛', department: 'hr', fields: { name: '竞赛名称', edition: '届次', level: '层级', award: '奖次', rank: '名次', held_on: '举办日期' } },
  part_time_post: { says: '兼职', department: 'talent-office', fields: { organisation: '兼职机构', post: '职务', started_on: '起始日期', ended_on: '终止日期' } },
} as const satisfies Record<string, { says: string; department: string; fields: Record<string, string> }>
export type CorrectableRecord = keyof typeof correctable
const record = z.enum(Object.keys(correctable) as [CorrectableRecord])
export const isCorrectable = (name: string | null): name is CorrectableRecord => name !== null && Object.hasOwn(correctable, name)

const correctionId = IdField('correction')
const personId = IdField('person')

export const CorrectionRow = z.object({
  id: correctionId,
  number: z.string(),
  personId,
  personName: z.string(),
  record,
  factText: z.string(),
  says: z.string(),
  state: z.enum(Object.keys(correctionStates) as [CorrectionState]),
  askedOn: PlainDateField,
  dueOn: PlainDateField,
  departmentName: z.string(),
  outcome: z.string().nullable(),
  decidedOn: PlainDateField.nullable(),
})
export type CorrectionRow = z.infer<typeof CorrectionRow>

export const listCorrections = declareList({
  name: 'registry.corrections',
  label: '更正申请',
  may: [...correctionAskers, ...correctionDeciders],
  filters: z.object({ state: z.enum(Object.keys(correctionStates) as [CorrectionState]).optional(), search: z.string().trim().max(50).optional() }),
  row: CorrectionRow,
  columns: { number: '申请编号', personName: '姓名', factText: '原记录', says: '申请', state: '状态', askedOn: '申请日期', dueOn: '应办结', departmentName: '决定部门', outcome: '决定', decidedOn: '决定日期' },
  words: { state: correctionStates },
  sorts: ['dueOn', '-askedOn'],
})

export const getCorrection = declareQuery({
  name: 'registry.correction',
  label: '更正申请',
  may: correctionDeciders,
  input: z.object({ correctionId }),
  output: CorrectionRow.extend({
    evidence: z.string(),
    /** It is this desk's department to decide. */
    mine: z.boolean(),
    now: z.array(z.object({ field: z.string(), label: z.string(), value: z.string().nullable() })),
    former: z.array(z.object({ knownFrom: z.string(), knownTo: z.string(), values: z.array(z.object({ label: z.string(), value: z.string().nullable() })) })),
  }),
})

export const askCorrection = declareAction({
  name: 'registry.askCorrection',
  label: '不对？',
  may: correctionAskers,
  input: z.object({ record, rowId: z.uuid(), says: z.string().trim().min(4, '请写明哪里不对、应当是什么').max(300), evidence: z.string().trim().min(2, '请写明凭什么材料').max(300) }),
  output: z.object({ number: z.string(), dueOn: PlainDateField }),
  refusals: { alreadyAsked: '这条记录已经有一件更正申请在办' },
})

export const decideCorrection = declareAction({
  name: 'registry.decideCorrection',
  label: '作出决定',
  may: correctionDeciders,
  /** Columns and their new values as text; null empties. Nothing changed: the record stays as it is. */
  input: z.object({ correctionId, changes: z.record(z.string(), z.string().max(200).nullable()), outcome: z.string().trim().min(4, '请写明决定和依据，申请人看得到').max(300) }),
  output: z.object({ state: z.enum(Object.keys(correctionStates) as [CorrectionState]) }),
  refusals: {
    decided: '这件申请已经决定过',
    otherDepartment: '这类记录由主管部门决定，不归本部门',
    otherField: '这一项不在可更正的范围内',
    badValue: '新的值不合格，请按目录中的写法或日期格式填写',
    gone: '这条记录已经不在库里，只能维持并说明',
  },
})
