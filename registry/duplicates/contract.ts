import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { HintField } from '../../kernel/hint-field.ts'
import { declareEvent, declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { RecordedFact } from '../contract.ts'
import { duplicateReaders } from './hands.ts'

export { duplicateReaders } from './hands.ts'

/** 疑似重复: two records that may be one person → compared side by side → merged, or said to be two people → separated again without loss. */

export const duplicateStates = { open: '待判断', merged: '已合并', different: '不是同一人' } as const
export type DuplicateState = keyof typeof duplicateStates
export const duplicateCan = lifecycle<DuplicateState>()({ merge: ['open', 'different'], dismiss: ['open'], reopen: ['different'] })

/** Why two records may be one person, and what each reason is worth. From `flagFrom` on they are shown to the desk. */
export const evidence = {
  phone: { says: '手机号码相同', weight: 50 },
  name: { says: '姓名相同', weight: 30 },
  reading: { says: '姓名读音相同，用字不同', weight: 20 },
  birthDate: { says: '出生日期相同', weight: 30 },
  birthNear: { says: '出生日期只差年或月日', weight: 10 },
  school: { says: '同一院校毕业', weight: 20 },
  employer: { says: '同一用人单位任职', weight: 25 },
  certificate: { says: '技能证书编号相同', weight: 50 },
  hint: { says: '证件号码末四位相同', weight: 10 },
  otherType: { says: '证件类型不同，可能是同一人的两种证件', weight: 15 },
  sex: { says: '性别不同', weight: -30 },
  twoIdentities: { says: '两个不同的居民身份证号码', weight: -40 },
} as const
export type Evidence = keyof typeof evidence
export const flagFrom = 60

/** Fields of the record itself that are chosen one by one; documents stay each with its record, histories come together. */
export const mergeFields = { name: '姓名', sex: '性别', birthDate: '出生日期', nationality: '国籍', phone: '手机号码', placeCode: '所在地', corps: '人才队伍' } as const
export type MergeField = keyof typeof mergeFields
const mergeField = z.enum(Object.keys(mergeFields) as [MergeField])

const personId = IdField('person')
const pairId = IdField('duplicatePair')
const mergeId = IdField('personMerge')
const reason = (ask: string) => z.string().trim().min(4, ask).max(200)

export const DuplicateRow = z.object({
  id: pairId,
  oneName: z.string(),
  oneNumber: z.string(),
  otherName: z.string(),
  otherNumber: z.string(),
  score: z.number(),
  because: z.string(),
  placeName: z.string(),
  state: z.enum(Object.keys(duplicateStates) as [DuplicateState]),
  foundOn: PlainDateField,
})
export type DuplicateRow = z.infer<typeof DuplicateRow>

export const listDuplicates = declareList({
  name: 'registry.duplicates',
  label: '疑似重复',
  may: duplicateReaders,
  filters: z.object({ state: z.enum(Object.keys(duplicateStates) as [DuplicateState]).optional(), search: z.string().trim().max(50).optional() }),
  row: DuplicateRow,
  columns: { oneNumber: '人才编号', oneName: '姓名', otherNumber: '另一编号', otherName: '另一姓名', score: '得分', because: '依据', placeName: '地区', state: '状态', foundOn: '查出日期' },
  words: { state: duplicateStates },
  sorts: ['-score', 'foundOn'],
})

/** One record as it stands beside the other. */
export const Side = z.object({
  id: personId,
  number: z.string(),
  documentType: z.string(),
  documentHint: HintField,
  source: z.string(),
  asOf: PlainDateField,
  fields: z.record(mergeField, z.string()),
  facts: z.array(RecordedFact),
  account: z.boolean(),
})
export type Side = z.infer<typeof Side>

export const getDuplicate = declareQuery({
  name: 'registry.duplicate',
  label: '对照',
  may: duplicateReaders,
  input: z.object({ pairId }),
  output: z.object({
    state: z.enum(Object.keys(duplicateStates) as [DuplicateState]),
    score: z.number(),
    reasons: z.array(z.object({ says: z.string(), weight: z.number() })),
    note: z.string().nullable(),
    one: Side,
    other: Side,
  }),
})

export const findDuplicates = declareAction({
  name: 'registry.findDuplicates',
  label: '重新查找',
  may: ['talentOffice'],
  input: z.object({}),
  output: z.object({}),
  refusals: {},
})

export const mergePeople = declareAction({
  name: 'registry.mergePeople',
  label: '合并',
  may: ['talentOffice'],
  input: z.object({ pairId, survivorId: personId, take: z.array(mergeField), reason: reason('请写明判断为同一人的理由') }),
  output: z.object({ number: z.string(), records: z.number() }),
  refusals: {
    settled: '这一对已经合并',
    notOfPair: '保留的记录不在这一对里',
    alreadyMerged: '其中一条已并入别的记录，请打开保留记录再比对',
    hasFormer: '要并入的记录下面还有并入的记录，请改为保留它，或先拆分',
    notReadable: '手机号码无法解密，请联系管理员核对密钥',
  },
})

export const dismissDuplicate = declareAction({
  name: 'registry.dismissDuplicate',
  label: '不是同一人',
  may: ['talentOffice'],
  input: z.object({ pairId, note: reason('请写明判断为两个人的理由') }),
  output: z.object({}),
  refusals: { settled: '这一对已经判断过' },
})

export const reopenDuplicate = declareAction({
  name: 'registry.reopenDuplicate',
  label: '重新判断',
  may: ['talentOffice'],
  input: z.object({ pairId }),
  output: z.object({}),
  refusals: { notDismissed: '只有判断为“不是同一人”的可以重新判断' },
})

export const PersonMerge = z.object({
  id: mergeId,
  number: z.string(),
  survivorNumber: z.string(),
  survivorName: z.string(),
  mergedNumber: z.string(),
  mergedName: z.string(),
  survivorId: personId,
  reason: z.string(),
  mergedOn: PlainDateField,
  separatedOn: PlainDateField.nullable(),
  separateReason: z.string().nullable(),
})

export const listMerges = declareList({
  name: 'registry.merges',
  label: '合并记录',
  may: duplicateReaders,
  filters: z.object({ survivorId: personId.optional(), search: z.string().trim().max(50).optional() }),
  row: PersonMerge,
  columns: { number: '合并编号', survivorNumber: '保留', survivorName: '保留记录姓名', mergedNumber: '并入', mergedName: '并入记录姓名', reason: '理由', mergedOn: '合并日期', separatedOn: '拆分日期', separateReason: '拆分理由' },
  sorts: ['-number'],
})

export const separatePeople = declareAction({
  name: 'registry.separatePeople',
  label: '拆分',
  may: ['talentOffice'],
  input: z.object({ mergeId, reason: reason('请写明拆分的理由') }),
  output: z.object({ records: z.number() }),
  refusals: { separated: '这次合并已经拆分', laterFirst: '同一保留记录后来又并入了别的记录，请先拆分后来的' },
})

/** Two records became one person, or two again: what is held once per person follows. */
export const peopleMerged = declareEvent({ name: 'registry.peopleMerged', payload: z.object({ survivorId: personId, mergedId: personId }) })
export const peopleSeparated = declareEvent({ name: 'registry.peopleSeparated', payload: z.object({ survivorId: personId, mergedId: personId }) })

export const findDuplicatesJob = declareJob({ name: 'registry.findDuplicates', label: '查找疑似重复', payload: z.object({}) })
