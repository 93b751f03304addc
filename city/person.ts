import { identityCheck } from '../kernel/codes/identity-number.ts'
import { number, text, yearOf } from './days.ts'
import type { Employer } from './employers.ts'
import { inventName } from './names.ts'
import { Random } from './random.ts'

export type Education = '中专' | '专科' | '本科' | '硕士研究生' | '博士研究生'

/** The person before the histories: everything that the histories follow from. */
export type Person = {
  index: number
  random: Random
  name: string
  sex: '男' | '女'
  birth: number
  education: Education
  graduated: number
  /** Day on which the first job began. */
  began: number
  employer: Employer
  titleLevel: string | undefined
  skillLevel: string | undefined
  classLevel: string | undefined
  /** Came from outside through an introduction on this day. */
  introduced: number | undefined
  departed: number | undefined
  eliteSchool: boolean
  flexible: boolean
}

const educations: readonly (readonly [Education, number])[] = [['博士研究生', 3], ['硕士研究生', 16], ['本科', 48], ['专科', 22], ['中专', 11]]
const graduationAge: Readonly<Record<Education, number>> = { 中专: 18, 专科: 21, 本科: 22, 硕士研究生: 25, 博士研究生: 29 }

/** Alias table over the employers' weights: one draw each for a million people. */
export const employerPicker = (employers: readonly Employer[]): ((random: Random) => Employer) => {
  const cumulative: number[] = []
  let sum = 0
  for (const employer of employers) cumulative.push((sum += employer.weight))
  return (random) => {
    const at = random.next() * sum
    let low = 0
    let high = cumulative.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    const employer = employers[low]
    if (employer === undefined) throw new RangeError('a city needs employers')
    return employer
  }
}

export const inventPerson = (seed: number, index: number, today: number, pick: (random: Random) => Employer): Person => {
  const random = new Random(seed, index, 2)
  const employer = pick(random)
  const sex = random.chance(0.56) ? '男' : '女'
  const education = random.weighted(educations)
  // Half of the people finished school in the last eight years: the city is young.
  const thisYear = yearOf(today)
  const since = Math.floor(random.next() ** 1.7 * 34)
  const graduationYear = thisYear - since - (text(today).slice(5) < '07-10' ? 1 : 0)
  const graduated = number(graduationYear, random.chance(0.85) ? 6 : 12, random.between(15, 30))
  const birth = number(graduationYear - graduationAge[education] - random.weighted([[0, 6], [1, 3], [2, 1]] as const), random.between(1, 12), random.between(1, 28))
  const began = Math.min(graduated + random.between(5, 200), today - random.between(1, 40))
  const years = (today - began) / 365
  const eliteSchool = random.chance({ 中专: 0, 专科: 0, 本科: 0.12, 硕士研究生: 0.3, 博士研究生: 0.6 }[education])
  const titleLevel = titleOf(random, education, years)
  const skillLevel = skillOf(random, education, years)
  const outside = random.chance(0.46)
  const introduced = outside ? Math.max(began, today - Math.floor(random.next() ** 1.35 * 2500) - 3) : undefined
  const departed = introduced !== undefined && random.chance(0.11) ? introduced + random.between(120, 1800) : undefined
  return {
    index, random, name: inventName(random, sex), sex, birth, education, graduated, began, employer, titleLevel, skillLevel,
    classLevel: classOf(random, education, titleLevel, skillLevel, years), introduced,
    departed: departed !== undefined && departed < today - 20 ? departed : undefined, eliteSchool, flexible: introduced !== undefined && random.chance(0.05),
  }
}

const titleOf = (random: Random, education: Education, years: number): string | undefined => {
  const chance = { 中专: 0.06, 专科: 0.22, 本科: 0.48, 硕士研究生: 0.6, 博士研究生: 0.85 }[education]
  if (years < 1 || !random.chance(chance)) return undefined
  const head = { 中专: 0, 专科: 0, 本科: 0, 硕士研究生: 3, 博士研究生: 6 }[education]
  const reached = years + head + random.around(0, 3)
  return reached > 22 ? '正高级' : reached > 12 ? '副高级' : reached > 5 ? '中级' : '助理级'
}

const skillOf = (random: Random, education: Education, years: number): string | undefined => {
  const chance = { 中专: 0.85, 专科: 0.45, 本科: 0.08, 硕士研究生: 0, 博士研究生: 0 }[education]
  if (!random.chance(chance)) return undefined
  const reached = years + random.around(2, 4)
  return reached > 26 ? '特级技师' : reached > 19 ? '高级技师' : reached > 12 ? '技师' : reached > 5 ? '高级工' : '中级工'
}

/** About one in twenty has a class; the upper ones are rare as they are in life. */
const classOf = (random: Random, education: Education, title: string | undefined, skill: string | undefined, years: number): string | undefined => {
  const at = random.next()
  if (education === '博士研究生') return at < 0.006 ? 'A' : at < 0.03 ? 'B' : at < 0.11 ? 'C' : at < 0.32 ? 'D' : at < 0.7 ? 'E' : undefined
  if (title === '正高级') return at < 0.003 ? 'B' : at < 0.02 ? 'C' : at < 0.12 ? 'D' : at < 0.4 ? 'E' : undefined
  if (education === '硕士研究生') return at < 0.004 ? 'C' : at < 0.02 ? 'D' : at < 0.09 && years > 3 ? 'E' : undefined
  if (skill === '高级技师' || skill === '特级技师') return at < 0.02 ? 'D' : at < 0.14 ? 'E' : undefined
  return undefined
}

/** Identity numbers in place codes never issued, each birthday's sequence counted on so that no number comes twice. */
export class IdentityNumbers {
  private readonly used = new Map<string, number>()

  next(county: string, birth: number, sex: '男' | '女'): string {
    for (let place = Number(county.slice(4)); ; place = (place % 89) + 10) {
      const prefix = `9801${String(place).padStart(2, '0')}${text(birth).replaceAll('-', '')}`
      const key = `${prefix}${sex}`
      const sequence = this.used.get(key) ?? 0
      if (sequence >= 499) continue
      this.used.set(key, sequence + 1)
      const first17 = `${prefix}${String(sequence * 2 + (sex === '男' ? 1 : 2)).padStart(3, '0')}`
      return first17 + identityCheck(first17)
    }
  }
}
