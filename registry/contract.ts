import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../kernel/action.ts'
import { HintField } from '../kernel/hint-field.ts'
import { staff } from '../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../kernel/types.ts'
import { Confidence } from './confidence/contract.ts'

/** 人才与单位库: who is here, where each fact comes from, and who may add one. Import has its own page (import/contract.ts). */

export const verifications = { verified: '已核验', declared: '申报', disputed: '有异议' } as const
export type Verification = keyof typeof verifications
const verification = z.enum(Object.keys(verifications) as [Verification])

export const programmes = ['高层次人才引进计划', '名校优生引进计划', '技能人才振兴计划'] as const
export const keyIndustryNames = ['高端装备制造', '新能源', '新材料', '生物医药', '新一代信息技术', '传统产业升级'] as const
export const classLevels = ['A', 'B', 'C', 'D', 'E'] as const
export const employerKinds = ['企业', '事业单位', '机关', '高校', '科研院所', '医院', '中小学', '职业学校', '社会组织', '农民合作社'] as const

const personId = IdField('person')
const employerId = IdField('employer')
const search = z.string().trim().max(50).optional()
const place = z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').optional()

export const PersonRow = z.object({
  id: personId,
  number: z.string(),
  name: z.string(),
  sex: z.string(),
  birthDate: PlainDateField,
  documentHint: HintField,
  placeName: z.string(),
  employerName: z.string(),
  education: z.string().nullable(),
  titleLevel: z.string().nullable(),
  skillLevel: z.string().nullable(),
  classLevel: z.string().nullable(),
  programme: z.string().nullable(),
  firstIntroducedOn: PlainDateField.nullable(),
})
export type PersonRow = z.infer<typeof PersonRow>
const personColumns = {
  number: '人才编号', name: '姓名', sex: '性别', birthDate: '出生日期', documentHint: '证件号码（末四位）', placeName: '所在地', employerName: '用人单位', education: '学历',
  titleLevel: '职称', skillLevel: '技能等级', classLevel: '人才类别', programme: '引进计划', firstIntroducedOn: '首次引进',
} as const

export const listPeople = declareList({
  name: 'registry.people',
  label: '人才名单',
  may: staff,
  filters: z.object({ search, place, classLevel: z.enum(classLevels).optional(), keyIndustry: z.enum(keyIndustryNames).optional(), programme: z.enum(programmes).optional() }),
  row: PersonRow,
  columns: personColumns,
  sorts: ['number', '-number', 'name', 'birthDate', '-birthDate'],
})

export const listStaff = declareList({
  name: 'registry.staff',
  label: '单位人才名单',
  may: [...staff, 'employerClerk'],
  filters: z.object({ employerId, search }),
  row: PersonRow,
  columns: personColumns,
  sorts: ['number', 'name'],
})

/** One fact of a person or an employer, with where it comes from and since when it is known. */
export const RecordedFact = z.object({
  group: z.string(),
  text: z.string(),
  source: z.string(),
  asOf: PlainDateField,
  verification,
  /** Which table and row say so; null where nothing can be disputed row by row. */
  record: z.string().nullable(),
  rowId: z.string().nullable(),
  /** How far it can be relied on; null where nothing is computed, as for an employer's. */
  confidence: Confidence.nullable(),
})
export type RecordedFact = z.infer<typeof RecordedFact>

export const getPerson = declareQuery({
  name: 'registry.person',
  label: '人才',
  may: [...staff, 'employerClerk', 'talent'],
  input: z.object({ personId }),
  output: PersonRow.extend({
    documentType: z.string(),
    phoneHint: HintField.nullable(),
    corps: z.array(z.string()),
    employerId: employerId.nullable(),
    insuredConsecutiveMonths: z.number().nullable(),
    source: z.string(),
    asOf: PlainDateField,
    verification,
    /** Other documents of the same person, with the name on them. */
    otherDocuments: z.array(z.object({ documentType: z.string(), documentHint: HintField, name: z.string(), validTo: PlainDateField.nullable() })),
    formerRecords: z.array(z.object({ number: z.string(), name: z.string(), documentType: z.string(), documentHint: HintField })),
    facts: z.array(RecordedFact),
  }),
})

export const revealDocument = declareAction({
  name: 'registry.revealDocument',
  label: '查看证件号码',
  shownOnce: true,
  stepUp: true,
  may: ['windowClerk', 'reviewer', 'talentOffice', 'financeMaker', 'specialist'],
  reach: { reviewer: 'case' },
  input: z.object({ personId, reason: z.string().trim().min(4, '请用一句话写明用途').max(200) }),
  output: z.object({ documentNumber: z.string(), phone: z.string().nullable() }),
  refusals: { notReadable: '这条记录的证件号码无法解密，请联系管理员核对密钥', notYourCase: '此人没有办件到过您所在的机构，审核人员不能查看完整证件号码' },
})

export const recordFact = declareAction({
  name: 'registry.recordFact',
  label: '登记事实',
  may: ['talentOffice', 'reviewer', 'windowClerk', 'talent'],
  input: z.object({
    personId,
    fact: z.string().trim().min(1, '请写明事实名称').max(60),
    value: z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(100)).max(50)]),
    source: z.string().trim().min(2, '请写明来源').max(100),
    asOf: PlainDateField,
  }),
  output: z.object({ verification }),
  refusals: { asOfAhead: '截至日期不能晚于今天', unreadable: '规则读不懂这样登记的事实，没有登记' },
})

export const recordableFacts = declareQuery({
  name: 'registry.recordableFacts',
  label: '可登记的事实',
  may: ['talentOffice', 'reviewer', 'windowClerk', 'talent'],
  input: z.object({}),
  output: z.object({ facts: z.array(z.object({ name: z.string(), type: z.enum(['boolean', 'number', 'money', 'date', 'code', 'text', 'other']), unit: z.string().nullable(), codes: z.array(z.string()) })) }),
})

export const EmployerRow = z.object({
  id: employerId,
  number: z.string(),
  name: z.string(),
  creditCode: z.string(),
  kind: z.string(),
  keyIndustry: z.string().nullable(),
  size: z.string().nullable(),
  placeName: z.string(),
  talents: z.number(),
  introducedTotal: z.number(),
})
export type EmployerRow = z.infer<typeof EmployerRow>

export const listEmployers = declareList({
  name: 'registry.employers',
  label: '用人单位名单',
  may: staff,
  filters: z.object({ search, place, kind: z.enum(employerKinds).optional(), keyIndustry: z.enum(keyIndustryNames).optional() }),
  row: EmployerRow,
  columns: { number: '单位编号', name: '单位名称', creditCode: '统一社会信用代码', kind: '类型', keyIndustry: '重点产业', size: '规模', placeName: '所在地', talents: '在库人才', introducedTotal: '累计引进' },
  sorts: ['number', '-talents', '-introducedTotal', 'name'],
})

export const getEmployer = declareQuery({
  name: 'registry.employer',
  label: '用人单位',
  may: [...staff, 'employerClerk'],
  /** What the market register says of an employer is every office's to read; whom to call there is not. */
  reach: { ...Object.fromEntries(staff.map((role) => [role, 'all'])), employerClerk: 'employer' },
  input: z.object({ employerId }),
  output: EmployerRow.extend({
    ownership: z.string().nullable(),
    industryCode: z.string().nullable(),
    foundedOn: PlainDateField.nullable(),
    staffCount: z.number().nullable(),
    contactName: z.string().nullable(),
    phoneHint: HintField.nullable(),
    introducedThisYear: z.number(),
    source: z.string(),
    asOf: PlainDateField,
    verification,
    facts: z.array(RecordedFact),
  }),
})

/** Places by code, for choosing and showing. */
export const listPlaces = declareQuery({
  name: 'registry.places',
  label: '行政区划',
  may: 'public',
  input: z.object({}),
  output: z.array(z.object({ code: z.string(), name: z.string(), level: z.enum(['city', 'county', 'town']) })),
})
