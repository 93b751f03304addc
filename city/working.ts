import { randomUUIDv7 } from 'node:crypto'
import type { Sealer } from '../kernel/seal/seal.ts'
import { sealedSum } from '../registry/sealed-sums.ts'
import { monthOf, monthText, text, yearOf } from './days.ts'
import type { Told } from './histories.ts'
import type { Person } from './person.ts'
import type { CityTables } from './tables.ts'

/** Introduction, employments, insured months of the last six years, appraisals and departure. */
export const working = (person: Person, id: string, place: string, today: number, told: (source: string) => Told, tables: CityTables, sealer: Sealer): void => {
  const { random, employer } = person
  if (random.chance(0.95)) tables.recordCheck.add(id, place, '引进', ...told('市人才办'))
  if (person.introduced !== undefined) {
    const mode = person.flexible ? '柔性' : '全职'
    const channel = random.weighted([['用人单位自主引进', 55], ['校地合作', 14], ['引才活动', 12], ['人力资源机构', 9], ['招商项目引进', 7], ['亲缘乡情', 3]] as const)
    tables.introduction.add(id, place, employer.id, programmeOf(person), mode, channel, text(person.introduced), random.weighted([['省外', 50], ['省内其他市', 42], ['境外', 8]] as const), random.weighted([[3, 50], [5, 35], [1, 8], [8, 7]] as const), ...told('市人才办'))
  }
  const arrived = person.introduced ?? person.began
  const end = person.departed
  employments(person, id, place, arrived, today, told, tables, sealer)
  if (!person.flexible) insured(person, id, place, arrived, end ?? today, end !== undefined, told, tables, sealer)
  if (random.chance(0.95)) tables.recordCheck.add(id, place, '社保', ...told('市人社局'))
  for (let year = Math.max(yearOf(arrived) + 1, yearOf(today) - 3); year < yearOf(end ?? today); year++) {
    if (random.chance(0.93)) tables.appraisal.add(id, place, employer.id, year, random.weighted([['合格', 80], ['优秀', 15], ['基本合格', 3], ['不合格', 2]] as const), ...told('用人单位'))
  }
  if (end !== undefined) {
    tables.departure.add(id, place, employer.id, text(end), random.weighted([['合同期满', 30], ['主动辞职', 55], ['单位调整', 8], ['升学', 7]] as const), random.weighted([['省外', 60], ['省内其他市', 36], ['境外', 4]] as const), ...told('用人单位'))
  }
}

const programmeOf = (person: Person): string | null => {
  if ((person.classLevel !== undefined && person.classLevel <= 'D') || person.education === '博士研究生') return '高层次人才引进计划'
  if (person.eliteSchool) return '名校优生引进计划'
  return person.skillLevel !== undefined && person.skillLevel !== '中级工' ? '技能人才振兴计划' : null
}

const employments = (person: Person, id: string, place: string, arrived: number, today: number, told: (source: string) => Told, tables: CityTables, sealer: Sealer): void => {
  const { random, employer } = person
  const years = random.weighted([[3, 55], [5, 20], [2, 10], [1, 10], [10, 5]] as const)
  const ended = person.departed ?? null
  const open = (today - arrived) / 365 > 10 && random.chance(0.6)
  // Contracts are renewed from term to term: the current one began at a multiple of its length.
  const term = Math.round(years * 365.25)
  const from = arrived + Math.floor(((ended ?? today) - arrived) / term) * term
  const known = random.chance(0.95)
  const pay = payOf(person, today)
  const row = randomUUIDv7()
  tables.employment.add(id, place, row, employer.id, postOf(person), person.skillLevel !== undefined ? '生产技能' : person.titleLevel !== undefined ? '专业技术' : random.chance(0.3) ? '经营管理' : '其他',
    person.flexible ? '柔性' : '全职', text(arrived), ended === null ? null : text(ended), known ? text(open ? arrived : from) : null, known && !open ? text(from + term - 1) : null, known && open, random.chance(0.94) ? sealedSum('pay', row, pay, sealer) : null, ...told('用人单位'))
}

const postOf = ({ skillLevel, titleLevel, classLevel }: Person): string =>
  classLevel !== undefined && classLevel <= 'C' ? '首席专家' : skillLevel !== undefined ? '技能岗位' : titleLevel !== undefined ? '工程师' : '职员'

/** Monthly pay in fen, about a lognormal around what the degree, the years and the class earn. */
const payOf = ({ random, education, began, classLevel }: Person, today: number): number => {
  const base = { 中专: 5200, 专科: 5800, 本科: 7600, 硕士研究生: 11_500, 博士研究生: 19_000 }[education]
  const years = Math.min(25, (today - began) / 365)
  const rank = classLevel === undefined ? 1 : ({ A: 6, B: 4, C: 2.8, D: 1.9, E: 1.4 }[classLevel] ?? 1)
  return Math.round((base * (1 + years * 0.035) * rank * Math.exp(random.around(0, 0.25))) / 50) * 5000
}

/** Months of liability, paid through last month; some have a gap, some of the gap is paid back later, some are not insured at all. */
const insured = (person: Person, id: string, place: string, arrived: number, until: number, left: boolean, told: (source: string) => Told, tables: CityTables, sealer: Sealer): void => {
  const { random, employer } = person
  if (random.chance(0.03)) return
  const last = monthOf(until) + (left ? 1 : 0)
  const first = Math.max(monthOf(arrived) + (random.chance(0.7) ? 0 : 1), last - 72)
  if (first >= last) return
  const base = Math.round(payOf(person, until) / 10_000) * 10_000
  const add = (from: number, to: number, back: boolean): void => {
    if (to <= from) return
    const row = randomUUIDv7()
    tables.insurance.add(id, place, row, employer.id, '五险', true, `[${monthText(from)},${monthText(to)})`, back, sealedSum('base', row, base, sealer), ...told('市人社局'))
  }
  if (last - first > 8 && random.chance(0.16)) {
    const gap = random.between(first + 2, last - 4)
    const length = random.between(1, 5)
    const resumed = Math.min(gap + length, last)
    add(first, gap, false)
    if (random.chance(0.4)) add(gap, resumed, true)
    add(resumed, last, false)
  } else add(first, last, false)
}
