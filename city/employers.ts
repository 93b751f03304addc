import { creditCheck, organisationCheck } from '../kernel/codes/credit-code.ts'
import type { Bulk } from './bulk.ts'
import { bytes } from './bulk.ts'
import { number, text } from './days.ts'
import { idOf } from './id.ts'
import { inventName, readingOf } from './names.ts'
import { countyWeights, townsOf } from './places.ts'
import { Random } from './random.ts'
import type { Sealer } from '../kernel/seal/seal.ts'
import { sealHint } from '../kernel/seal/hint.ts'

export type Employer = {
  id: string
  name: string
  kind: string
  size: '大型' | '中型' | '小型' | '微型'
  keyIndustry: string | null
  county: string
  place: string
  founded: number
  /** How likely a person works here. */
  weight: number
}

const words = ['澜海', '启明', '远航', '恒川', '云帆', '青禾', '瀚博', '星屿', '泽润', '岚光', '汇智', '博锐', '朗泰', '凌云', '安拓', '嘉源', '景程', '鼎峰', '思创', '德越', '锦程', '华屿', '天枢', '奥成', '正和', '九州湾', '海鲲', '森泰', '柏年', '联屿']
const seconds = ['瑞', '华', '盛', '德', '新', '源', '嘉', '和', '通', '达', '联', '宏']
const industries: readonly (readonly [key: string | null, code: string, section: string, trade: string, weight: number])[] = [
  ['高端装备制造', '3425', 'C', '智能装备', 9], ['高端装备制造', '3731', 'C', '船舶重工', 5], ['新能源', '3841', 'C', '电池科技', 7], ['新能源', '4415', 'D', '风电', 4],
  ['新材料', '2651', 'C', '新材料', 8], ['新材料', '3099', 'C', '先进陶瓷', 3], ['生物医药', '2762', 'C', '生物制药', 7], ['生物医药', '3581', 'C', '医疗器械', 5],
  ['新一代信息技术', '6513', 'I', '软件', 9], ['新一代信息技术', '3973', 'C', '集成电路', 5], ['传统产业升级', '1751', 'C', '纺织', 6], ['传统产业升级', '1361', 'C', '水产食品', 6],
  [null, '4790', 'E', '建设工程', 5], [null, '5430', 'G', '物流', 5], [null, '7121', 'L', '咨询服务', 4], [null, '0412', 'A', '海洋牧场', 2],
]
const institutions: readonly (readonly [kind: string, code: string, section: string, name: string, weight: number])[] = [
  ['高校', '8341', 'P', '学院', 3], ['职业学校', '8336', 'P', '职业技术学校', 3], ['科研院所', '7320', 'M', '研究院', 4], ['医院', '8411', 'Q', '人民医院', 6],
  ['中小学', '8334', 'P', '中学', 8], ['事业单位', '7519', 'M', '技术推广中心', 6], ['机关', '9221', 'S', '行政机关', 5], ['社会组织', '9521', 'S', '行业协会', 3],
]
const kinds: readonly (readonly [string, number])[] = [['企业', 84], ['事业', 16]]

/** Code characters of the registering department and the kind (GB 32100, positions 1 and 2). */
const registrar = (kind: string): string => (kind === '企业' ? '91' : kind === '社会组织' ? '51' : kind === '机关' ? '11' : '12')

/** A credit code with right check characters in a place code that was never issued. */
export const inventCreditCode = (kind: string, county: string, index: number): string => {
  const body = `M${String(index).padStart(7, '0')}`
  const first17 = `${registrar(kind)}${county}${body}${organisationCheck(body)}`
  return first17 + creditCheck(first17)
}

export const inventEmployer = (seed: number, index: number): Employer & { row: EmployerRow } => {
  const random = new Random(seed, index, 1)
  const county = random.weighted(countyWeights)
  const town = random.pick(townsOf(county))
  const series = Math.floor(index / words.length)
  const word = `${words[index % words.length] ?? ''}${series < 8 ? '' : (seconds[series % seconds.length] ?? '')}`
  const company = random.weighted(kinds) === '企业'
  const industry = company ? random.weighted(industries.map((one) => [one, one[4]] as const)) : undefined
  const institution = company ? undefined : random.weighted(institutions.map((one) => [one, one[4]] as const))
  const kind = institution?.[0] ?? '企业'
  const size = company ? random.weighted([['大型', 6], ['中型', 22], ['小型', 50], ['微型', 22]] as const) : random.weighted([['大型', 15], ['中型', 50], ['小型', 35]] as const)
  const name = institution ? `${town.name.replace(/(街道|镇|乡)$/, '')}${word}${institution[3]}` : `青屿${word}${industry?.[3] ?? ''}${random.chance(0.25) ? '股份有限公司' : '有限公司'}`
  const founded = number(random.between(1986, 2023), random.between(1, 12), random.between(1, 28))
  const weight = { 大型: 60, 中型: 18, 小型: 5, 微型: 1.5 }[size]
  const staff = Math.round({ 大型: 2600, 中型: 520, 小型: 90, 微型: 14 }[size] * (0.4 + random.next()))
  return {
    id: idOf(seed, 'employer', index), name, kind, size, keyIndustry: industry?.[0] ?? null, county, place: town.code, founded, weight,
    row: {
      ownership: company ? random.weighted([['民营', 78], ['国有', 14], ['外资', 8]] as const) : null,
      industryCode: industry?.[1] ?? institution?.[1] ?? null, section: industry?.[2] ?? institution?.[2] ?? null,
      creditCode: inventCreditCode(kind, county, index + 1), staff, contact: inventName(random, random.chance(0.5) ? '女' : '男'),
      phone: `1000${String(9_000_000 + index).padStart(7, '0')}`, random,
    },
  }
}
type EmployerRow = { ownership: string | null; industryCode: string | null; section: string | null; creditCode: string; staff: number; contact: string; phone: string; random: Random }

type Tables = { employer: Bulk; employerList: Bulk; employerFact: Bulk; platform: Bulk }

/** Invents the employers with their lists and platforms; returns them for the people to work at. */
export const inventEmployers = (seed: number, count: number, today: number, sealer: Sealer, tables: Tables): Employer[] => {
  const employers: Employer[] = []
  const names = new Set<string>()
  const year = Number(text(today).slice(0, 4))
  for (let i = 0; i < count; i++) {
    const { row, ...employer } = inventEmployer(seed, i)
    for (let n = 2; names.has(employer.name); n++) employer.name = employer.name.replace(/(（[^）]*）)?(股份有限公司|有限公司|)$/, (_, __, tail: string) => `（${'甲乙丙丁戊己庚辛壬癸'[n % 10] ?? ''}${n > 9 ? n : ''}）${tail}`)
    names.add(employer.name)
    employers.push(employer)
    const checked = text(today - row.random.between(5, 300))
    tables.employer.add(employer.id, `E${String(i + 1).padStart(6, '0')}`, employer.name, readingOf(employer.name).initials.slice(0, 20), row.creditCode, employer.kind, row.ownership, row.industryCode,
      row.section, employer.keyIndustry, employer.size, employer.place, employer.county, text(employer.founded), row.staff, row.contact,
      bytes(sealer.seal({ table: 'registry.employer', column: 'phone', row: employer.id }, row.phone)), sealHint('phone', row.phone), '市市场监管局', checked, 'verified')
    if (employer.kind === '企业') listsOf(employer, row.random, year, checked, tables)
    platformsOf(employer, row.random, year, checked, tables)
  }
  zones(year, text(today), tables)
  return employers
}

const lists: readonly (readonly [list: string, issuer: string, p: Readonly<Record<Employer['size'], number>>, years: number])[] = [
  ['规上企业', '市统计局', { 大型: 1, 中型: 0.9, 小型: 0.35, 微型: 0 }, 1], ['高新技术企业', '省高新技术企业认定机构', { 大型: 0.5, 中型: 0.4, 小型: 0.2, 微型: 0.05 }, 3],
  ['专精特新中小企业', '省工业和信息化厅', { 大型: 0, 中型: 0.2, 小型: 0.1, 微型: 0.01 }, 3], ['专精特新小巨人企业', '工业和信息化部', { 大型: 0, 中型: 0.06, 小型: 0.02, 微型: 0 }, 3],
  ['青屿市重点企业名单', '市工信局', { 大型: 0.7, 中型: 0.15, 小型: 0.02, 微型: 0 }, 1],
]

const listsOf = (employer: Employer, random: Random, year: number, asOf: string, tables: Tables): void => {
  for (const [list, issuer, p, years] of lists) {
    if (!random.chance(p[employer.size])) continue
    for (let edition = year - 3 + random.between(0, 2); edition <= year; edition += years) {
      tables.employerList.add(employer.id, employer.place, list, String(edition), issuer, `${edition}-01-01`, `${edition + years - 1}-12-31`, issuer, asOf, 'verified')
    }
  }
  if (random.chance(0.9)) {
    const fen = BigInt(Math.round({ 大型: 900, 中型: 160, 小型: 22, 微型: 3 }[employer.size] * (0.3 + 1.5 * random.next()) * 10_000)) * 100n
    tables.employerFact.add(employer.id, employer.place, '上年度综合贡献', JSON.stringify(String(fen)), '市税务局', asOf, 'verified')
  }
  if (random.chance(0.94)) tables.employerFact.add(employer.id, employer.place, '诚信记录良好', JSON.stringify(random.chance(0.97)), '市发改委', asOf, 'verified')
}

const platforms: readonly (readonly [kind: string, p: number, levels: readonly (readonly [string, string, number])[]])[] = [
  ['企业技术中心', 0.14, [['国家级', '国家发展改革委', 1], ['省级', '省工业和信息化厅', 6], ['市级', '市工信局', 12]]],
  ['博士后科研工作站', 0.03, [['国家级', '人力资源社会保障部', 1]]], ['博士后创新实践基地', 0.03, [['省级', '省人力资源社会保障厅', 1]]],
  ['院士专家工作站', 0.02, [['省级', '省科协', 1]]], ['工程研究中心', 0.04, [['省级', '省发展改革委', 2], ['市级', '市发改委', 3]]],
  ['重点实验室', 0.03, [['国家级', '科技部', 1], ['省级', '省科技厅', 5]]], ['众创空间', 0.03, [['国家级', '工业和信息化部', 1], ['省级', '省科技厅', 3], ['市级', '市科技局', 5]]],
  ['科技企业孵化器', 0.02, [['国家级', '工业和信息化部', 1], ['省级', '省科技厅', 3], ['市级', '市科技局', 4]]],
  ['技能大师工作室', 0.04, [['省级', '省人力资源社会保障厅', 1], ['市级', '市人社局', 3]]], ['高技能人才培训基地', 0.02, [['省级', '省人力资源社会保障厅', 1], ['市级', '市人社局', 2]]],
]

const platformsOf = (employer: Employer, random: Random, year: number, asOf: string, tables: Tables): void => {
  if (employer.kind === '机关' || employer.kind === '中小学') return
  const factor = { 大型: 3, 中型: 1.6, 小型: 0.6, 微型: 0.1 }[employer.size]
  for (const [kind, p, levels] of platforms) {
    if (!random.chance(p * factor)) continue
    const [level, certifier] = random.weighted(levels.map((one) => [one, one[2]] as const))
    const from = random.between(year - 8, year)
    const withdrawn = random.chance(0.04) && from < year - 1 ? `${random.between(from + 1, year - 1)}-12-01` : null
    tables.platform.add(`${employer.name}${kind}`, kind, level, certifier, `${certifier}〔${from}〕${random.between(1, 90)}号`, employer.id, employer.place, `${from}-${String(random.between(1, 9)).padStart(2, '0')}-15`, null, withdrawn, certifier, asOf, 'verified')
  }
}

const zones = (year: number, asOf: string, tables: Tables): void => {
  tables.platform.add('青屿国家高新技术产业开发区', '高新区', '国家级', '国务院', null, null, '980101005', `${year - 9}-03-01`, null, null, '国务院', asOf, 'verified')
  tables.platform.add('澄江高新技术产业园区', '高新区', '省级', '省人民政府', null, null, '980104001', `${year - 4}-06-01`, null, null, '省人民政府', asOf, 'verified')
}
