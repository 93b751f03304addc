import { z } from 'zod'
import { declareAction, declareList } from '../../kernel/action.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'

/** 单位名录: which employer stands in which edition of which published list, from when to when. Rules ask for it by the list's name. */

export const employerLists = ['高新技术企业', '专精特新中小企业', '专精特新小巨人企业', '规上企业', '青屿市重点企业名单', '急需紧缺人才需求单位'] as const
export const listingStates = { inForce: '有效', ahead: '尚未生效', ended: '已失效' } as const
export type ListingState = keyof typeof listingStates
export const listingHands = ['reviewer', 'talentOffice'] as const satisfies readonly Role[]

const stateOf = z.enum(Object.keys(listingStates) as [ListingState])
const listingId = IdField('listing')

export const ListingRow = z.object({
  id: listingId,
  list: z.string(),
  edition: z.string(),
  employerId: IdField('employer'),
  employerNumber: z.string(),
  employerName: z.string(),
  creditCode: z.string(),
  placeName: z.string(),
  issuer: z.string(),
  validFrom: PlainDateField,
  validTo: PlainDateField.nullable(),
  state: stateOf,
  source: z.string(),
})
export type ListingRow = z.infer<typeof ListingRow>

export const listListings = declareList({
  name: 'registry.listings',
  label: '单位名录',
  may: staff,
  filters: z.object({ search: z.string().trim().max(50).optional(), list: z.enum(employerLists).optional(), edition: z.string().max(20).optional(), state: stateOf.optional() }),
  row: ListingRow,
  columns: { list: '名录', edition: '版次', employerNumber: '单位编号', employerName: '单位名称', creditCode: '统一社会信用代码', placeName: '所在地', issuer: '公布机关', validFrom: '有效期起', validTo: '有效期止', state: '状态', source: '来源' },
  words: { state: listingStates },
  sorts: ['-validFrom', 'validFrom', 'employerName'],
})

/** All or nothing: a list that names somebody whom the register does not know is put right first. */
export const enlistEmployers = declareAction({
  name: 'registry.enlistEmployers',
  label: '列入名录',
  may: listingHands,
  input: z.object({
    list: z.enum(employerLists),
    edition: z.string().trim().regex(/^\d{4}(年第.{1,4}批)?$/, '版次写作 2026 或 2026年第一批'),
    issuer: z.string().trim().min(2, '请写明公布机关').max(60),
    document: z.string().trim().min(4, '请写明文号').max(100),
    validFrom: PlainDateField,
    validTo: PlainDateField.optional(),
    creditCodes: z.array(z.string().trim().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码为 18 位')).min(1, '至少一家单位').max(2000, '一次不超过 2000 家'),
  }),
  output: z.object({ enlisted: z.number() }),
  refusals: { endsBeforeStart: '有效期止早于有效期起', unknown: '单位库里没有这些信用代码', notYours: '这些单位不在您的管辖范围内', already: '这些单位已经在这个版次里' },
})

export const endListing = declareAction({
  name: 'registry.endListing',
  label: '移出名录',
  may: listingHands,
  input: z.object({ listingId, lastDay: PlainDateField, document: z.string().trim().min(4, '请写明文号').max(100) }),
  output: z.object({}),
  refusals: { ended: '已经失效', beforeStart: '最后一天早于有效期起', later: '最后一天应当不晚于原有效期止' },
})
