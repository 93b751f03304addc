import { text } from './days.ts'
import { idOf } from './id.ts'
import type { Person } from './person.ts'
import { Random } from './random.ts'
import type { CityTables } from './tables.ts'

export type Candidate = { id: string; place: string; person: Person }

/** Teams led by people of classes A to D, with colleagues of the same employer. */
export const inventTeams = (seed: number, leaders: readonly Candidate[], colleagues: ReadonlyMap<string, readonly Candidate[]>, today: number, tables: CityTables): void => {
  const inTeam = new Set<string>()
  leaders.slice(0, 80).forEach((leader, i) => {
    const random = new Random(seed, i, 3)
    const { employer } = leader.person
    const founded = Math.max(leader.person.introduced ?? leader.person.began, today - random.between(100, 1800))
    const id = idOf(seed, 'team', i)
    const asOf = text(today - 10)
    const level = leader.person.classLevel === 'A' ? '国家级' : leader.person.classLevel === 'B' ? '省级' : '市级'
    tables.team.add(id, `T${String(i + 1).padStart(5, '0')}`, `${leader.person.name}${employer.keyIndustry ?? '创新'}团队`, employer.keyIndustry ?? '其他', employer.id, employer.place, level, text(founded), '市科技局', asOf, 'verified')
    tables.teamMember.add(leader.id, leader.place, id, '带头人', text(founded), null, '市科技局', asOf, 'verified')
    inTeam.add(leader.id)
    const members = (colleagues.get(employer.id) ?? []).filter((one) => !inTeam.has(one.id)).slice(0, random.between(3, 8))
    members.forEach((member, k) => {
      inTeam.add(member.id)
      const left = random.chance(0.1) && founded < today - 120 ? text(today - random.between(1, 90)) : null
      tables.teamMember.add(member.id, member.place, id, k < 3 ? '核心成员' : '成员', text(founded), left, '市科技局', asOf, 'verified')
    })
  })
}
