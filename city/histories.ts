import { randomUUIDv7 } from 'node:crypto'
import type { Sealer } from '../kernel/seal/seal.ts'
import { sealHint } from '../kernel/seal/hint.ts'
import { documentIndex, phoneIndex } from '../registry/identity.ts'
import { sealedSum } from '../registry/sealed-sums.ts'
import { bytes } from './bulk.ts'
import { text } from './days.ts'
import { idOf } from './id.ts'
import { readingOf } from './names.ts'
import type { Person } from './person.ts'
import { townsOf } from './places.ts'
import { qualifications } from './qualifications.ts'
import { localUniversities, majors } from './schools.ts'
import type { CityTables } from './tables.ts'
import { working } from './working.ts'

export type Told = readonly [source: string, asOf: string, verification: string]

/** What one person leaves in every table; returns the place where he is kept. */
export const writePerson = (person: Person, identity: string, seed: number, today: number, sealer: Sealer, tables: CityTables): string => {
  const { random, employer } = person
  const id = idOf(seed, 'person', person.index)
  const place = random.chance(0.7) ? employer.place : random.pick(townsOf(employer.county)).code
  const reading = readingOf(person.name)
  // 7,919 and ten million have no common divisor: no two people share a phone.
  const phone = random.chance(0.97) ? `1000${String((person.index * 7919 + 1234) % 9_000_000).padStart(7, '0')}` : undefined
  const asOf = text(today - random.between(3, 200))
  tables.person.add(id, `P${String(person.index + 1).padStart(7, '0')}`, person.name, reading.pinyin, reading.initials, person.sex, text(person.birth), '居民身份证',
    bytes(sealer.seal({ table: 'registry.person', column: 'document', row: id }, identity)), bytes(documentIndex(sealer, '居民身份证', identity)), sealHint('document', identity),
    phone === undefined ? null : bytes(sealer.seal({ table: 'registry.person', column: 'phone', row: id }, phone)), phone === undefined ? null : bytes(phoneIndex(sealer, phone)), phone === undefined ? null : sealHint('phone', phone),
    place, person.departed === undefined && !person.flexible ? employer.id : null, corpsOf(person), `${text(Math.max(person.introduced ?? person.began, today - 2500))}T01:00:00Z`, '市人社局', asOf, random.chance(0.92) ? 'verified' : 'declared')
  const told = (source: string): Told => [source, asOf, random.weighted([['verified', 88], ['declared', 10], ['disputed', 2]] as const)]
  qualifications(person, id, place, today, told, tables)
  working(person, id, place, today, told, tables, sealer)
  const home = household(person, id, place, today, told, tables, sealer)
  afterwards(person, home, id, place, today, told, tables)
  return place
}

/** 六支队伍: they overlap, and each person counts once in the total. */
const corpsOf = ({ employer, titleLevel, skillLevel, random }: Person): string => {
  const corps: string[] = []
  if (employer.kind === '机关') corps.push('党政人才')
  if (employer.kind === '企业' && random.chance(0.14)) corps.push('企业经营管理人才')
  if (titleLevel !== undefined) corps.push('专业技术人才')
  if (skillLevel !== undefined && skillLevel !== '中级工') corps.push('高技能人才')
  if (employer.kind === '社会组织' && random.chance(0.5)) corps.push('社会工作人才')
  if (corps.length === 0) corps.push(employer.kind === '企业' && random.chance(0.04) ? '农村实用人才' : '专业技术人才')
  return `{${corps.join(',')}}`
}

type Home = { married: boolean; founder: boolean }

const household = (person: Person, id: string, place: string, today: number, told: (source: string) => Told, tables: CityTables, sealer: Sealer): Home => {
  const { random } = person
  const age = (today - person.birth) / 365
  const local = person.introduced === undefined ? random.chance(0.85) : random.chance(0.45)
  if (random.chance(0.95)) {
    const since = local && person.introduced !== undefined ? text(Math.min(today - 1, person.introduced + random.between(10, 400))) : null
    tables.householdRegistration.add(id, place, local, local ? '青屿市' : random.pick(['海东省外', '海东省外', '海东省内其他市']), since, ...told('市公安局'))
  }
  if (random.chance(0.94)) {
    const homes = random.chance(Math.min(0.8, Math.max(0.03, (age - 23) / 22))) ? (random.chance(0.12) ? 2 : 1) : 0
    const bought = homes > 0 ? text(today - random.between(30, 3000)) : null
    const rents = homes === 0 ? random.chance(0.6) : false
    const transferred = random.chance(0.04) ? text(today - random.between(60, 2400)) : null
    const row = randomUUIDv7()
    tables.housing.add(id, place, row, homes, transferred, bought, rents, rents ? sealedSum('rent', row, random.between(8, 40) * 10_000, sealer) : null, ...told('市住建局'))
  }
  const married = age > 27 && random.chance(0.6)
  if (married) {
    tables.householdMember.add(id, place, '配偶', text(person.birth + random.between(-1500, 1500)), ...told('市民政局'))
    if (random.chance(0.6)) tables.householdMember.add(id, place, '子女', text(Math.min(today - 30, person.birth + random.between(9500, 14_000))), ...told('市民政局'))
  }
  const founder = person.employer.kind === '企业' && random.chance(0.008)
  if (founder) tables.personFact.add(id, place, '创业身份', '"主要负责人"', ...told('市市场监管局'))
  if (random.chance(0.03)) tables.personFact.add(id, place, '紧缺急需岗位', 'true', ...told('市人才办'))
  return { married, founder }
}

/** Drawn last, so that what was invented before keeps its numbers: honours register, work of husbands and wives, loans of founders, degrees taken on the job. */
const afterwards = (person: Person, { married, founder }: Home, id: string, place: string, today: number, told: (source: string) => Told, tables: CityTables): void => {
  const { random } = person
  if (random.chance(0.95)) tables.recordCheck.add(id, place, '荣誉', ...told('市人才办'))
  if (person.departed !== undefined) return
  if (random.chance(married ? 0.85 : 0.5)) {
    const status = married ? random.weighted([['已就业', 88], ['待就业', 12]] as const) : '无配偶'
    tables.personFact.add(id, place, '配偶就业状况', JSON.stringify(status), ...told('市人社局'))
  }
  if (founder && random.chance(0.85)) {
    // Yuan: a fact is written in the unit that the vocabulary gives it, as a desk would type it.
    const loan = random.chance(0.6) ? random.between(5, 80) * 10_000 : 0
    tables.personFact.add(id, place, '创业贷款余额', JSON.stringify(loan), ...told('市人社局'))
    if (loan > 0) tables.personFact.add(id, place, '创业贷款年利率', JSON.stringify(random.pick([0.026, 0.031, 0.0345, 0.042])), ...told('市人社局'))
  }
  const arrived = person.introduced ?? person.began
  if (person.education === '本科' && !person.flexible && today - arrived > 1100 && random.chance(0.03)) {
    const taken = text(Math.max(arrived + 400, today - random.between(20, 1500)))
    tables.degree.add(id, place, '硕士研究生', '硕士', false, random.pick(localUniversities), '中国', random.pick(majors), taken, ...told('市教育局'))
  }
}
