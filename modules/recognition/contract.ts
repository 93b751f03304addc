import { z } from 'zod'
import { caseDecided } from '../../cases/contract.ts'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, OpenEndField, PlainDateField } from '../../kernel/types.ts'
import { roadNames, roadWords } from './words.ts'

/** 人才分类认定: the catalogue, who holds which class, what the city decided for one person by a named body. Re-checks and the card stand beside it. */
export * from './words.ts'

const search = z.string().trim().max(50).optional()
const level = z.string().regex(/^[A-Z][A-Z0-9+-]{0,5}$/, '类别写作 A、B、C 这样')
const roadOf = z.enum(roadNames)
const place = z.string().regex(/^\d{4}(\d{2}(\d{3})?)?$/, '区划代码为 4、6 或 9 位数字').optional()

export const Entry = z.object({ name: z.string(), road: roadOf, conditions: z.array(z.object({ says: z.string(), words: z.string() })) })
export const CatalogueClass = z.object({
  measure: z.string(),
  measureEdition: z.number().int(),
  scheme: z.string(),
  edition: z.string(),
  level: z.string(),
  years: z.number().int(),
  title: z.string(),
  document: z.string(),
  validFrom: PlainDateField,
  validTo: PlainDateField.nullable(),
  inForce: z.boolean(),
  conditions: z.array(z.string()),
  entries: z.array(Entry),
  /** Who of the actor's place holds it today, and who could have it by the last match over the city. */
  holding: z.number().int(),
  eligible: z.number().int(),
})
export type CatalogueClass = z.output<typeof CatalogueClass>

export const getCatalogue = declareQuery({ name: 'recognition.catalogue', label: '人才分类目录', may: staff, input: z.object({}), output: z.object({ classes: z.array(CatalogueClass) }) })

export const standings = { held: '有效', lapsing: '九十天内到期', lapsed: '已到期', revoked: '已撤销' } as const
export type Standing = keyof typeof standings

export const HolderRow = z.object({
  id: IdField('talentClass'),
  personId: IdField('person'),
  personNumber: z.string(),
  personName: z.string(),
  level: z.string(),
  road: z.string(),
  scheme: z.string(),
  edition: z.string(),
  issuer: z.string(),
  document: z.string(),
  employerName: z.string(),
  keyIndustry: z.string(),
  placeName: z.string(),
  recognisedOn: PlainDateField,
  /** 9999-12-31 where it has no end. */
  validTo: OpenEndField,
  standing: z.enum(Object.keys(standings) as [Standing]),
})
export type HolderRow = z.output<typeof HolderRow>

export const listHolders = declareList({
  name: 'recognition.holders',
  label: '人才类别名单',
  may: [...staff, 'employerClerk'],
  filters: z.object({ search, level: level.optional(), place, keyIndustry: z.string().max(20).optional(), road: roadOf.optional(), standing: z.enum(Object.keys(standings) as [Standing]).optional() }),
  row: HolderRow,
  columns: {
    personNumber: '人才编号', personName: '姓名', level: '类别', road: '途径', edition: '目录版次', scheme: '目录', issuer: '认定机关', document: '认定文件', employerName: '用人单位', keyIndustry: '重点产业', placeName: '所在地', recognisedOn: '认定日期', validTo: '有效期止', standing: '状态',
  },
  words: { standing: standings, road: roadWords },
  sorts: ['-recognisedOn', 'recognisedOn', 'validTo', 'level', 'personNumber'],
})

/** Who could have a class and has not applied, by the last match over the city: what the employer and the county may tell people. */
export const EligibleRow = z.object({
  id: z.string(),
  personId: IdField('person'),
  personNumber: z.string(),
  personName: z.string(),
  level: z.string(),
  measure: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  foundOn: PlainDateField,
})
export const listEligible = declareList({
  name: 'recognition.eligible',
  label: '符合而未认定',
  may: [...staff, 'employerClerk'],
  filters: z.object({ search, level: level.optional() }),
  row: EligibleRow,
  columns: { personNumber: '人才编号', personName: '姓名', level: '可认定为', employerName: '用人单位', placeName: '所在地', foundOn: '首次符合' },
  sorts: ['level', 'personNumber'],
})

export const MyClass = z.object({
  classId: IdField('talentClass'),
  level: z.string(),
  scheme: z.string(),
  edition: z.string(),
  issuer: z.string(),
  document: z.string(),
  road: z.string(),
  recognisedOn: PlainDateField,
  validTo: PlainDateField.nullable(),
  standing: z.enum(Object.keys(standings) as [Standing]),
})
export const ConditionShown = z.object({
  says: z.string(),
  outcome: z.enum(['eligible', 'ineligible', 'unknown']),
  nearest: z.string().nullable(),
  facts: z.array(z.object({ name: z.string(), value: z.string().nullable(), source: z.string().nullable(), asOf: PlainDateField.nullable(), verification: z.enum(['verified', 'declared', 'disputed']).nullable() })),
})
/** 您符合C类: what I hold, the highest class that I could have, what each other asks. */
export const getMine = declareQuery({
  name: 'recognition.mine',
  label: '我的人才类别',
  may: ['talent'],
  input: z.object({}),
  output: z.object({
    held: MyClass.nullable(),
    past: z.array(MyClass),
    /** From the highest down. */
    classes: z.array(
      z.object({ level: z.string(), measure: z.string(), title: z.string(), outcome: z.enum(['eligible', 'ineligible', 'unknown']), roads: z.array(z.object({ name: z.string(), road: roadOf })), conditions: z.array(ConditionShown), missing: z.array(z.string()), openCase: IdField('case').nullable() }),
    ),
    /** The highest that I could apply for today. */
    best: z.string().nullable(),
  }),
})

const bodyDecisionId = IdField('bodyDecision')
export const bodyStates = { proposed: '待核对', confirmed: '已核对', declined: '不予核对' } as const
export type BodyState = keyof typeof bodyStates
export const BodyRow = z.object({
  id: bodyDecisionId,
  number: z.string(),
  personId: IdField('person'),
  personNumber: z.string(),
  personName: z.string(),
  level: z.string(),
  body: z.string(),
  document: z.string(),
  metOn: PlainDateField,
  reason: z.string(),
  state: z.enum(Object.keys(bodyStates) as [BodyState]),
  proposedByName: z.string(),
  mine: z.boolean(),
})
export type BodyRow = z.output<typeof BodyRow>
export const listBodyDecisions = declareList({
  name: 'recognition.bodyDecisions',
  label: '专项认定',
  may: ['talentOffice', 'leader'],
  filters: z.object({ search, state: z.enum(Object.keys(bodyStates) as [BodyState]).optional() }),
  row: BodyRow,
  columns: { number: '编号', personNumber: '人才编号', personName: '姓名', level: '类别', body: '审定机构', document: '会议纪要', metOn: '会议日期', reason: '理由', state: '状态', proposedByName: '登记人' },
  words: { state: bodyStates },
  sorts: ['-metOn', 'number'],
})

export const proposeBodyDecision = declareAction({
  name: 'recognition.proposeBodyDecision',
  label: '登记专项认定',
  may: ['talentOffice'],
  input: z.object({
    personNumber: z.string().trim().min(2, '请填写人才编号').max(20),
    level,
    body: z.string().trim().min(2, '请写明审定机构').max(60),
    document: z.string().trim().min(4, '请写明会议纪要文号').max(100),
    metOn: PlainDateField,
    reason: z.string().trim().min(4, '请用一句话写明理由').max(1000),
  }),
  output: z.object({ bodyDecisionId, number: z.string() }),
  refusals: { cityOnly: '专项认定由市人才办登记', nobody: '没有这个编号的人才', ahead: '会议日期不能晚于今天', noSuchLevel: '现行目录没有这一类别', waiting: '这个人有一件专项认定还没有核对' },
})
export const confirmBodyDecision = declareAction({
  name: 'recognition.confirmBodyDecision',
  label: '核对无误',
  may: ['talentOffice'],
  input: z.object({ bodyDecisionId }),
  output: z.object({}),
  refusals: { settled: '这件专项认定已经核对过', samePerson: '登记和核对不能是同一个人' },
})
export const declineBodyDecision = declareAction({
  name: 'recognition.declineBodyDecision',
  label: '不予核对',
  may: ['talentOffice'],
  input: z.object({ bodyDecisionId, note: z.string().trim().min(4, '请用一句话写明理由').max(200) }),
  output: z.object({}),
  refusals: { settled: '这件专项认定已经核对过', samePerson: '登记和核对不能是同一个人' },
})

export const recogniseDecided = declareJob({
  name: 'recognition.recogniseDecided',
  label: '写入认定的类别',
  payload: caseDecided.payload,
})
