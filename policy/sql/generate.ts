import fc, { type Arbitrary } from 'fast-check'
import { readVocabulary } from '../vocabulary/read.ts'
import type { Facts } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

/** Typed rules, measures and facts for the agreement tests: text that the checker must accept, and subjects full of edges. */
const vocabularyText = `
facts:
  - { name: 学历, id: education, type: code, codes: [专科, 本科, 硕士, 博士], ordered: true }
  - { name: 职称, type: code, codes: [无, 中级, 副高, 正高] }
  - { name: 全日制, type: boolean }
  - { name: 失信, type: boolean }
  - { name: 年龄, type: number }
  - { name: 月数, type: number }
  - { name: 工资, id: pay, type: money }
  - { name: 引进日, type: date }
  - { name: 生日, type: date }
  - { name: 院校, type: text }
  - { name: 身份, type: list of code, codes: [留学, 港澳, 台湾] }
  - { name: 获奖, type: records, of: { 级别: { type: code, codes: [市级, 省级, 国家级], ordered: true }, 日期: { type: date }, 奖金: { type: money }, 集体: { type: boolean } } }
  - { name: 社保, type: records, of: { 月份: { type: date }, 补缴: { type: boolean } } }
  - { name: 任职, type: records, of: { 起: { type: date }, 止: { type: date } } }
lists:
  - { name: 名校, editions: [ { from: 2017-09-21, to: 2022-02-13, members: [甲, "乙'丙"] }, { from: 2022-02-14, members: [甲, 丁] } ] }
statistics:
  - { name: 平均工资, values: { 2022: 7900, 2023: 8000.55, 2024: 8400 } }
calendar: { from: 2020-01-01, to: 2026-12-31, holidays: [2024-10-01, 2024-10-02, 2024-10-03, 2024-02-12], workdays: [2024-09-29, 2024-02-18] }
`

export function testVocabulary(): Vocabulary {
  const { vocabulary, diagnostics } = readVocabulary('generate.yaml', vocabularyText)
  if (diagnostics.length > 0) throw new Error(diagnostics.map((d) => d.message).join('; '))
  return vocabulary
}

const educations = ['专科', '本科', '硕士', '博士']
const titles = ['无', '中级', '副高', '正高']
const levels = ['市级', '省级', '国家级']
const schools = ['甲', "乙'丙", '丁', '戊\\己']
const identities = ['留学', '港澳', '台湾']
const days = ['2024-02-29', '2023-02-28', '2024-01-31', '2024-08-31', '2024-09-01', '2024-09-30', '2000-02-29', '1999-12-31', '2022-02-13', '2022-02-14', '2024-07-01', '9999-12-31', '0001-01-01', '2004-02-29']
const day = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...days) }, { weight: 1, arbitrary: fc.date({ min: new Date('1960-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)) })
const number = fc.constantFrom(0, 1, 2, 3, 5, 6, 17, 18, 35, 45, -1, 2.5, 0.1, 0.2, 0.3)
const money = fc.constantFrom('0', '0.01', '3999.99', '4000', '8000.55', '12345.675', '1000000', '33333.33')
const recentMonth = fc.integer({ min: 0, max: 20 }).map((back) => {
  const total = 2024 * 12 + 8 - back
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-${back % 2 === 0 ? '01' : '15'}`
})

function facts(maybe: <T>(value: Arbitrary<T>) => Arbitrary<T | null>): Arbitrary<Facts> {
  return fc.record({
    学历: maybe(fc.constantFrom(...educations)),
    职称: maybe(fc.constantFrom(...titles)),
    全日制: maybe(fc.boolean()),
    失信: maybe(fc.boolean()),
    年龄: maybe(number),
    月数: maybe(number),
    工资: maybe(money),
    引进日: maybe(day),
    生日: maybe(day),
    院校: maybe(fc.constantFrom(...schools)),
    身份: maybe(fc.array(fc.constantFrom(...identities), { maxLength: 2 })),
    获奖: maybe(fc.array(fc.record({ 级别: maybe(fc.constantFrom(...levels)), 日期: maybe(day), 奖金: maybe(money), 集体: maybe(fc.boolean()) }), { maxLength: 3 })),
    社保: maybe(fc.array(fc.record({ 月份: recentMonth, 补缴: maybe(fc.boolean()) }), { maxLength: 12 })),
    任职: maybe(fc.array(fc.record({ 起: maybe(recentMonth), 止: maybe(recentMonth) }), { maxLength: 3 })),
  })
}

/** About one value in five unknown. */
export const anyFacts: Arbitrary<Facts> = facts((value) => fc.option(value, { freq: 5, nil: null }))
export const knownFacts: Arbitrary<Facts> = facts((value) => value)

function quoted(text: string): string {
  return JSON.stringify(text)
}
const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=')
const equality = fc.constantFrom('=', '!=')
const text = (template: TemplateStringsArray, ...parts: Arbitrary<unknown>[]): Arbitrary<string> => fc.tuple(...parts).map((values) => template.map((piece, i) => piece + String(values[i] ?? '')).join(''))
const literalDay = day.map((d) => `@"${d}"`)
const literalNumber: Arbitrary<string> = fc.constantFrom('0', '1', '2', '3', '6', '18', '45', '0.1', '0.3', '2.5')
const period = fc.constantFrom('P1Y', 'P6M', 'P1M', 'P30D', 'P2Y', 'P100Y').map((p) => `duration("${p}")`)

interface Kinds {
  boolean: string
  number: string
  date: string
  inItem: string
}

const kinds = fc.letrec<Kinds>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('年龄', '月数', '工资'), literalNumber,
    { weight: 3, arbitrary: text`(${tie('number')} ${fc.constantFrom('+', '-', '*', '/')} ${tie('number')})` },
    { weight: 2, arbitrary: text`(${fc.constantFrom('年龄', '工资', '-月数', '1')} / ${fc.constantFrom('3', '年龄', '月数', '0.7', '(- 6)')})` },
    text`周岁(${tie('date')}, ${tie('date')}${fc.constantFrom('', ', "生日次日"')})`,
    text`月数(${tie('date')}, ${tie('date')})`, text`天数(${tie('date')}, ${tie('date')})`, text`年(${tie('date')})`,
    text`${fc.constantFrom('min', 'max')}(${tie('number')}, ${tie('number')})`,
    text`${fc.constantFrom('floor', 'ceiling', 'abs')}(${tie('number')})`, text`round(${tie('number')}, ${fc.constantFrom('0', '1', '2', '-1')})`, text`modulo(${tie('number')}, ${tie('number')})`,
    text`(if ${tie('boolean')} then ${tie('number')} else ${tie('number')})`, text`(- ${tie('number')})`, text`(年龄 ** ${fc.constantFrom('0', '2', '3')})`,
    text`count(获奖[${tie('inItem')}])`, text`sum(获奖[${tie('inItem')}].奖金)`, text`${fc.constantFrom('min', 'max', 'sum')}(获奖.奖金)`, fc.constant('count(身份)'),
    text`连续月数(社保${fc.constantFrom('', '[补缴 = false]')}, ${fc.constantFrom('申请日', '引进日')}${fc.constantFrom('', ', 1', ', 3')})`, text`累计月数(社保, 申请日${fc.constantFrom('', ', 引进日', ', 生日')})`, text`连续月数(社保, 申请日, ${fc.constantFrom('0', '2')}, 引进日)`,
    text`${fc.constantFrom('连续月数', '累计月数')}(任职, 申请日${fc.constantFrom('', ', 引进日')})`,
    text`年度统计("平均工资", 年(申请日) - ${fc.constantFrom('0', '1', '5')})`, fc.constant('string length(院校)'),
  ),
  date: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('引进日', '生日', '申请日'), literalDay,
    text`(${tie('date')} ${fc.constantFrom('+', '-')} ${period})`, text`${fc.constantFrom('年初', '月初')}(${tie('date')})`,
    text`${fc.constantFrom('min', 'max')}(获奖.日期)`, text`${fc.constantFrom('min', 'max')}(${tie('date')}, ${tie('date')})`, text`工作日后(${tie('date')}, ${fc.constantFrom('0', '1', '5', '40')})`,
    text`(if ${tie('boolean')} then ${tie('date')} else ${tie('date')})`, text`(${fc.constantFrom('引进日', '生日', '申请日')} ${fc.constantFrom('+', '-')} duration("${fc.constantFrom('P1D', 'P1M')}") * ${fc.constantFrom('年龄', '工资', '(月数 * 100000)', '(- 1000000000000 * 年龄)')})`,
  ),
  inItem: fc.oneof(
    { maxDepth: 2 },
    text`级别 ${equality} ${fc.constantFrom(...levels).map(quoted)}`, text`奖金 ${comparator} ${literalNumber}`, text`日期 ${comparator} ${literalDay}`, fc.constantFrom('集体', 'not(集体)', '已知(日期)'), text`不低于(级别, ${fc.constantFrom(...levels).map(quoted)})`,
    text`(${tie('inItem')} and ${tie('inItem')})`, text`(${tie('inItem')} or ${tie('inItem')})`,
  ),
  boolean: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('全日制', '失信', 'true', 'false'),
    text`年龄 ${comparator} ${literalNumber}`, text`月数 ${comparator} 年龄`, text`工资 ${comparator} ${literalNumber}`,
    text`学历 ${equality} ${fc.constantFrom(...educations).map(quoted)}`,
    text`学历 in [${fc.uniqueArray(fc.constantFrom(...educations), { minLength: 1, maxLength: 3 }).map((codes) => codes.map(quoted).join(', '))}]`,
    text`${fc.constantFrom('不低于', '高于', '不高于', '低于')}(学历, ${fc.constantFrom(...educations).map(quoted)})`,
    text`${tie('number')} ${comparator} ${tie('number')}`, text`${tie('date')} ${comparator} ${tie('date')}`,
    text`${tie('number')} between ${fc.constantFrom('0', '年龄', '月数 + 1')} and ${fc.constantFrom('18', '年龄', '工资')}`, text`${tie('number')} in ${fc.constantFrom('[', '(', ']')}${fc.constantFrom('0..3', '1..18', '0.1..2.5', '2..45')}${fc.constantFrom(']', ')')}`,
    text`${tie('number')} in (< ${literalNumber}, > ${literalNumber}, ${literalNumber})`, text`${tie('date')} in [${fc.constantFrom('@"2000-02-29"..@"2024-02-29"', '@"2023-02-28"..申请日')}]`,
    text`(${tie('boolean')} and ${tie('boolean')})`, text`(${tie('boolean')} or ${tie('boolean')})`, text`not(${tie('boolean')})`, text`${tie('boolean')} and ${tie('boolean')} or ${tie('boolean')}`.map((rule) => `(${rule})`),
    text`(if ${tie('boolean')} then ${tie('boolean')} else ${tie('boolean')})`, text`(${tie('boolean')}) = (${tie('boolean')})`,
    text`已知(${fc.constantFrom('年龄', '引进日', '获奖', '身份', '获奖[集体]', '周岁(生日, 引进日)')})`,
    text`(some x in 获奖 satisfies x.级别 ${equality} ${fc.constantFrom(...levels).map(quoted)} and x.奖金 ${comparator} ${tie('number')})`,
    text`(every x in 获奖[${tie('inItem')}] satisfies x.日期 ${comparator} ${tie('date')})`, text`(some x in 获奖[${tie('inItem')}] satisfies (every y in 获奖 satisfies x.奖金 >= y.奖金))`,
    text`${fc.constantFrom(...levels).map(quoted)} in 获奖${fc.constantFrom('', '[集体]')}.级别`, text`${fc.constantFrom(...identities).map(quoted)} in 身份`, fc.constantFrom('院校 in 身份', '院校 in 身份[item != "港澳"]', '学历 in 获奖[集体].级别'), text`(${fc.constantFrom('some', 'every')} x in 身份 satisfies x ${equality} "留学")`,
    text`在名单("名校", 院校, ${tie('date')})`, text`${fc.constantFrom('contains', 'starts with', 'ends with')}(院校, ${fc.constantFrom('甲', "'", '\\', '')
      .map(quoted)})`, text`院校 + "x" ${equality} ${fc.constantFrom('甲x', '丁x').map(quoted)}`, text`引进日 - 生日 ${comparator} duration("P30D")`,
  ),
}))
const { boolean: anyBoolean, number: anyNumber, date: anyDate } = kinds

export const anyRule: Arbitrary<string> = fc.oneof(anyBoolean, anyNumber, anyNumber, anyDate)

/** Rules inside what FEEL proper and we share: all facts known, no named functions of ours, arithmetic exact in doubles. */
export const plainRule: Arbitrary<string> = fc.letrec<{ boolean: string; number: string }>((tie) => ({
  number: fc.oneof({ maxDepth: 3 }, fc.constantFrom('年龄', '月数', '2', '3', '18'), text`(${tie('number')} ${fc.constantFrom('+', '-', '*')} ${fc.constantFrom('2', '3', '1')})`, text`floor(${tie('number')})`, text`(if ${tie('boolean')} then ${tie('number')} else ${tie('number')})`, text`count(获奖[级别 = ${fc.constantFrom(...levels).map(quoted)}])`).map((rule) => rule),
  boolean: fc.oneof(
    { maxDepth: 4 }, fc.constantFrom('全日制', '失信'),
    text`(学历 in [${fc.uniqueArray(fc.constantFrom(...educations), { minLength: 1, maxLength: 3 }).map((codes) => codes.map(quoted).join(', '))}])`, text`(学历 ${equality} ${fc.constantFrom(...educations).map(quoted)})`,
    text`(年龄 between ${fc.constantFrom('0 and 3', '2 and 18', '0.1 and 45', '3 and 3')})`, text`(${tie('number')} >= ${tie('number')})`.filter((rule) => !/0\.\d/.test(rule)),
    text`(${tie('boolean')} and ${tie('boolean')})`, text`(${tie('boolean')} or ${tie('boolean')})`, text`not(${tie('boolean')})`, text`(some x in 获奖 satisfies x.级别 = ${fc.constantFrom(...levels).map(quoted)})`, text`(every x in 获奖 satisfies x.集体)`, text`(${fc.constantFrom(...identities).map(quoted)} in 身份)`,
  ),
})).boolean

const rule = (value: Arbitrary<string>) => value.map((written) => JSON.stringify(written))
const sum = fc.constantFrom('1000', '30000', '500000', '0.01', '33333.33')
const table = fc.tuple(sum, sum, sum, sum).map((sums) => `{ by: 学历, table: { ${educations.map((code, i) => `${code}: ${sums[i]}`).join(', ')} } }`)
const amount: Arbitrary<string> = fc.oneof(
  sum, table,
  fc.tuple(sum, sum).map(([a, b]) => `{ best: [{ by: 学历, table: { 博士: ${a}, 硕士: ${b} } }, { by: 职称, table: { 正高: ${b}, 副高: 20000 } }] }`),
  fc.tuple(table, sum).map(([inner, a]) => `{ by: 全日制, table: { 是: ${inner}, 否: ${a} } }`),
  fc.tuple(fc.constantFrom('30%', '12.5%', '33.333%'), sum, sum).map(([p, a, b]) => `{ percent: ${p}, of: 工资, floor: ${Number(a) < Number(b) ? a : b}, cap: ${Number(a) < Number(b) ? b : a} }`),
  fc.tuple(sum, rule(anyNumber)).map(([unit, quantity]) => `{ unit: ${unit}, quantity: ${quantity}, cap: 800000 }`),
  fc.tuple(rule(anyBoolean), sum, sum).map(([when, a, b]) => `{ rows: [{ when: ${when}, amount: ${a} }], otherwise: ${b} }`),
  rule(fc.constantFrom('min(工资 * 0.3, 5000)', 'round(工资 / 7, 0) + 100', 'max(工资, 0) * 3')).map((formula) => `{ formula: ${formula} }`),
)
const schedule = fc.constantFrom('', ', schedule: [{ share: 50%, due: 申请日 }, { share: 50%, when: 月数 >= 6 }]', ', schedule: { every: month, times: 36, while: 全日制 }', ', schedule: { every: year, times: "if 全日制 then 3 else 2" }', ', schedule: { every: year, times: 3, rates: [100%, 80%, 60%] }', ', schedule: { every: month, times: 7, amountIs: total }',
  ', schedule: { every: month, times: 12, from: 引进日, events: [{ says: 离开, on: 生日, does: stop, affects: total }, { says: 再停, on: max(获奖.日期), does: stop, affects: total }] }',
  ', schedule: { every: quarter, times: 9, from: 引进日, rates: [100%, 50%], events: [{ says: 停缴, on: min(获奖.日期), until: 生日, does: suspend, affects: total }, { says: 购房, on: max(获奖.日期), does: extend, by: 3 }, { says: 离开, on: "申请日 + duration(\\"P1Y\\")", does: stop, affects: total }] }',
  ', schedule: { every: month, times: 6, events: [{ says: 停缴, on: 引进日, until: 生日, does: suspend, makeUp: true }, { says: 付清, on: 引进日, does: accelerate }] }',
  ', schedule: { parts: [{ share: 40%, due: 引进日 }, { share: 60%, when: 月数 >= 6, due: 申请日 }], events: [{ says: 付清, on: 生日, does: accelerate }] }',
  ', schedule: { every: month, times: 24 }, maxTotal: 100000', ', schedule: { every: year, times: 3, rates: [100%, 80%] }, maxTotal: { percent: 50%, of: 工资 }')
const uplift = fc.oneof(fc.constant(''), rule(anyBoolean).map((when) => `, uplifts: [{ says: 上浮, when: ${when}, percent: 20% }, { says: 再加, when: 失信, add: 100 }]`), rule(anyBoolean).map((when) => `, upliftsCombine: best, uplifts: [{ says: 上浮, when: ${when}, percent: 20% }, { says: 再加, when: 失信, add: 100 }]`))
const give = fc.tuple(amount, schedule, uplift, fc.option(rule(anyBoolean), { freq: 3, nil: undefined })).map(([a, s, u, when]) => `{ kind: money, amount: ${a}${s}${u}${when === undefined ? '' : `, when: ${when}`} }`)
const condition = fc.tuple(rule(anyBoolean), fc.option(rule(anyBoolean), { freq: 4, nil: undefined })).map(([written, exempt]) => `{ says: 条件, rule: ${written}${exempt === undefined ? '' : `, exempt: ${exempt}`} }`)
const anyOf = fc.array(fc.tuple(condition, fc.option(give, { nil: undefined })), { minLength: 2, maxLength: 3 }).map((list) => `anyOf: [${list.map(([c, g], i) => `{ name: 第${i}项, conditions: [${c}]${g === undefined ? '' : `, gives: [${g}]`} }`).join(', ')}]\n`)

export const anyMeasure: Arbitrary<string> = fc.tuple(fc.array(condition, { minLength: 1, maxLength: 3 }), fc.option(anyOf, { freq: 2, nil: '' }), fc.array(give, { minLength: 1, maxLength: 2 }), fc.constantFrom('', 'limits: { window: { after: 引进日, within: P2Y } }\n', 'limits: { window: { yearly: { from: "07-01", to: "12-31" } } }\n', 'limits: { window: { yearly: { from: "11-01", to: "03-31" } } }\n')).map(
  ([conditions, alternatives, gives, limits]) => `measure: generated\ntitle: 生成的事项\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01, to: 2028-12-31 }\nconditions: [${conditions.join(', ')}]\n${alternatives}gives: [${gives.join(', ')}]\n${limits}`,
)
