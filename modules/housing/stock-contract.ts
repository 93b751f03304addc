import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { keepers } from './hands.ts'
import { unitStates, type UnitState } from './states.ts'

/** 人才公寓的楼盘、房源和规则: what there is, and who may apply for it. Applying and living there is contract.ts. */

const buildingId = IdField('building')
const unitId = IdField('unit')
const Nothing = z.object({})
const document = z.string().trim().min(4, '请写明文号和条款').max(80)
/** Square metres with two decimals at most, as text: never a float. */
const areaOf = (most: number, says: string) =>
  z.string().trim().regex(/^\d{1,9}(\.\d{1,2})?$/, '面积写作 89.50 这样，单位平方米').refine((text) => Number(text) > 0 && Number(text) <= most, says)
export const AreaField = areaOf(500, '一套的面积应在 0 到 500 平方米之间')

export const BuildingFields = z.object({
  name: z.string().trim().min(2, '请写明楼盘名称').max(40),
  placeCode: z.string().regex(/^\d{6}(\d{3})?$/, '请选区县或乡镇街道'),
  address: z.string().trim().min(4, '请写明地址').max(100),
  operator: z.string().trim().min(4, '请写明运营单位全称').max(60),
  document,
  floorArea: areaOf(9_999_999, '建筑面积应大于 0'),
  openedOn: PlainDateField,
})
export const BuildingRow = BuildingFields.extend({ id: buildingId, number: z.string(), placeName: z.string(), units: z.number(), vacant: z.number(), occupied: z.number(), out: z.number() })
export type BuildingRow = z.output<typeof BuildingRow>

export const listBuildings = declareList({
  name: 'housing.buildings',
  label: '人才公寓楼盘',
  may: staff,
  filters: z.object({ search: z.string().max(50).optional() }),
  row: BuildingRow,
  columns: { number: '楼盘编号', name: '名称', placeName: '所在地', address: '地址', operator: '运营单位', document: '依据', floorArea: '建筑面积（平方米）', openedOn: '投入使用', units: '房源（套）', vacant: '可配', occupied: '占用', out: '维修' },
  sorts: ['number', 'name', '-openedOn'],
  openExport: true,
})

/** Places where the office may enter a building: its own and those below; or all, for where somebody wants to live. */
export const askPlaces = declareQuery({ name: 'housing.places', label: '可选的区划', may: ['talent', ...staff], reach: 'all', input: z.object({ everywhere: z.literal(true).optional() }), output: z.object({ places: z.array(z.object({ code: z.string(), name: z.string() })) }) })

export const addBuilding = declareAction({
  name: 'housing.addBuilding',
  label: '登记楼盘',
  may: keepers,
  input: BuildingFields,
  output: z.object({ buildingId, number: z.string() }),
  refusals: { notHere: '楼盘不在您的辖区', nameTaken: '同一地方已有同名的楼盘' },
})

export const UnitFields = z.object({
  room: z.string().trim().min(1, '请写房号').max(20),
  bedrooms: z.number().int().min(0).max(6, '至多 6 室'),
  area: AreaField,
  rentFen: FenField.refine((rent) => rent >= 0n && rent <= 10_000_000n, '月租金应在 0 到 10 万元之间'),
})
export type UnitFields = z.output<typeof UnitFields>
const stateOf = z.enum(Object.keys(unitStates) as [UnitState])
export const UnitRow = UnitFields.extend({ id: unitId, number: z.string(), buildingId, buildingName: z.string(), placeName: z.string(), state: stateOf, since: PlainDateField.nullable() })
export type UnitRow = z.output<typeof UnitRow>

export const listUnits = declareList({
  name: 'housing.units',
  label: '人才公寓房源',
  may: staff,
  filters: z.object({ search: z.string().max(50).optional(), state: stateOf.optional(), buildingId: buildingId.optional() }),
  row: UnitRow,
  columns: { number: '房源编号', buildingName: '楼盘', room: '房号', bedrooms: '几室', area: '面积（平方米）', rentFen: '月租金', state: '状态', placeName: '所在地', since: '投入使用' },
  words: { state: unitStates },
  sorts: ['number', 'room'],
})

export const mostUnits = 500
export const addUnits = declareAction({
  name: 'housing.addUnits',
  label: '登记房源',
  may: keepers,
  input: z.object({ buildingId, since: PlainDateField, units: z.array(UnitFields).min(1, '请至少登记一套').max(mostUnits, `一次至多 ${mostUnits} 套`) }),
  output: z.object({ added: z.number() }),
  refusals: { notHere: '楼盘不在您的辖区', beforeOpening: '房源的投入使用日期早于楼盘', roomTaken: '这个楼盘里已有同一房号', moreThanBuilding: '各套面积之和超过楼盘的建筑面积' },
})
export const setRent = declareAction({
  name: 'housing.setRent',
  label: '调整租金',
  may: keepers,
  input: z.object({ unitId, rentFen: UnitFields.shape.rentFen }),
  output: Nothing,
  refusals: { notHere: '房源不在您的辖区', same: '租金没有变化' },
})
export const outReasons = { repair: '维修', withdrawn: '退出人才公寓' } as const
export const takeOut = declareAction({
  name: 'housing.takeOut',
  label: '停用',
  may: keepers,
  input: z.object({ unitId, because: z.enum(Object.keys(outReasons) as ['repair', 'withdrawn']) }),
  output: Nothing,
  refusals: { notHere: '房源不在您的辖区', occupied: '这套房有人住着，退房以后才能停用', held: '这套房已经配给一件申请，取消配租以后才能停用', notLettable: '这套房现在不可配' },
})
export const putBack = declareAction({
  name: 'housing.putBack',
  label: '恢复可配',
  may: keepers,
  input: z.object({ unitId }),
  output: Nothing,
  refusals: { notHere: '房源不在您的辖区', notInRepair: '只有维修中的房源可以恢复' },
})

export const ruleWays = { class: '人才类别', measure: '政策事项' } as const
export type RuleWay = keyof typeof ruleWays
export const Rule = z.object({ id: IdField('housingRule'), way: z.enum(Object.keys(ruleWays) as [RuleWay]), value: z.string(), title: z.string(), mostArea: z.string(), document: z.string(), validFrom: PlainDateField, validTo: PlainDateField.nullable() })
export type Rule = z.output<typeof Rule>
export const Terms = z.object({ answerDays: z.number(), mostMisses: z.number(), termMonths: z.number(), document: z.string() })
export const askRules = declareQuery({
  name: 'housing.rules',
  label: '配租规则',
  may: ['talent', ...staff],
  reach: 'all',
  input: Nothing,
  output: z.object({ rules: z.array(Rule), terms: Terms, measures: z.array(z.object({ measure: z.string(), title: z.string() })) }),
})
const notCity = '配租规则全市统一，由市人才办登记'
export const makeRule = declareAction({
  name: 'housing.makeRule',
  label: '登记规则',
  may: keepers,
  input: z.object({ way: z.enum(Object.keys(ruleWays) as [RuleWay]), value: z.string().trim().min(1, '请填写类别或事项').max(60), mostArea: AreaField.refine((area) => Number(area) >= 10 && Number(area) <= 500, '至多配的面积在 10 到 500 平方米之间'), document, validFrom: PlainDateField }),
  output: z.object({ endedBefore: PlainDateField.nullable() }),
  refusals: { notCity, notLater: '同一对象已有的规则施行得更晚或同一天施行，请核对施行日期', noSuchMeasure: '政策库里没有这个事项' },
})
export const endRule = declareAction({
  name: 'housing.endRule',
  label: '停止施行',
  may: keepers,
  input: z.object({ ruleId: IdField('housingRule') }),
  output: Nothing,
  refusals: { notCity, over: '这一条已经停止施行', notBegun: '还没有施行的规则，请登记一条新的来代替' },
})
export const setTerms = declareAction({
  name: 'housing.setTerms',
  label: '改定期限',
  may: keepers,
  input: z.object({ answerDays: z.number().int().min(1).max(30, '至多 30 个工作日'), mostMisses: z.number().int().min(1).max(5, '至多 5 次'), termMonths: z.number().int().min(1).max(60, '至多 60 个月'), document }),
  output: Nothing,
  refusals: { notCity },
})
