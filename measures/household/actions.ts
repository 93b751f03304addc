import { sql } from 'kysely'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Edition } from '../../policy/index.ts'
import { liveLibrary, type LiveLibrary } from '../library.ts'
import { myHousehold, type HouseholdMember } from './contract.ts'

const atHome = (kind: string | null | undefined): boolean => kind === 'household' || kind === 'dwelling'

/** The groups in which the household is one: what any of it had there counts for all of it. */
const sharedGroups = ({ combine }: Edition): string[] => combine.filter(({ per, rule }) => atHome(per) && rule !== 'stack').map(({ group }) => group)

/** In the words of the clause where it has them. */
const countsOf = (edition: Edition, asksForFamily: readonly string[]): string[] => [
  ...(edition.limits.once === 'household' ? ['一个家庭只享受一次'] : []),
  ...(edition.limits.once === 'dwelling' ? ['同一套住房，夫妻只享受一次'] : []),
  ...edition.combine.filter(({ per, rule }) => atHome(per) && rule !== 'stack').map(({ group, says }) => says ?? `“${group}”按家庭合并计算`),
  ...(asksForFamily.length ? [`条件要看家庭情况：${asksForFamily.join('、')}`] : []),
]

/** The facts of this edition that come from the records of the family. */
const familyFacts = (library: LiveLibrary, edition: Edition): string[] => {
  const text = JSON.stringify(edition, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  return [...library.vocabulary.facts.values()].filter(({ name, derive }) => derive?.includes('household_member') && text.includes(name)).map(({ name }) => name)
}

const relationsOf = async (db: Tx, personId: string) => {
  const { rows } = await sql<HouseholdMember & { memberId: string | null }>`
    select m.relation, m.birth_date as "bornOn", m.source, m.as_of as "asOf", m.verification, m.member_id is not null as known, m.member_id as "memberId"
    from pub.person_household_member m join pub.person_identity i on i.person_id = m.person_id
    where i.survivor_id = (select survivor_id from pub.person_identity where person_id = ${personId})
    union
    -- The other side may have named him where his own record names nobody.
    select '配偶', null, m.source, m.as_of, m.verification, true, m.person_id from pub.person_household_member m
    where m.member_id = ${personId} and m.relation = '配偶' and not exists (select from pub.person_household_member o where o.person_id = ${personId} and o.relation = '配偶' and o.member_id = m.person_id)
    order by 2, 1`.execute(db)
  return rows.toSorted((one, other) => Number(other.relation === '配偶') - Number(one.relation === '配偶'))
}

const grantsOf = async (db: Tx, holders: readonly string[]) => {
  const { rows } = await sql<{ measure: string; title: string; year: number }>`
    select distinct a.measure, a.title, extract(year from a.decided_on)::int as year from pub.award a
    where a.holder_kind = 'person' and a.holder_id = any (${sql.val([...holders])}::uuid[]) and a.state <> 'cancelled' and a.standing_fen > 0 order by 3 desc, 2`.execute(db)
  return rows
}

const missingOf = (family: readonly HouseholdMember[]): string[] => {
  const spouse = family.find(({ relation }) => relation === '配偶')
  return [
    ...(family.length === 0 ? ['没有配偶和子女的登记。有的话，请带结婚证、户口簿到乡镇街道窗口登记；没有的不用办'] : []),
    ...(spouse && !spouse.known ? ['配偶不在人才库里，配偶享受过什么这里查不到，由审核部门核对'] : []),
    ...(family.some(({ verification }) => verification === 'declared') ? ['有家庭成员还没有核验，由审核部门核对'] : []),
    ...(family.some(({ verification }) => verification === 'disputed') ? ['有家庭成员的登记正在更正，更正以后再算'] : []),
  ]
}

const householdOf = async (db: Tx, personId: string, measure: string, today: PlainDate) => {
  const library = await liveLibrary(db)
  const editions = library.inForce(today)
  const edition = editions.get(measure)?.edition
  if (!edition) throw new Missing()
  const counts = countsOf(edition, familyFacts(library, edition))
  if (counts.length === 0) return { counts, members: [], missing: [], spouse: [] }
  const family = await relationsOf(db, personId)
  const spouses = family.flatMap(({ relation, memberId }) => (relation === '配偶' && memberId ? [memberId] : []))
  const groups = sharedGroups(edition)
  // Nothing of the spouse is read that does not meet this very measure.
  const meets = (other: string): string | undefined => {
    if (other === measure && (atHome(edition.limits.once) || groups.length > 0)) return '夫妻只享受一份'
    const theirs = editions.get(other)?.edition
    const group = theirs && sharedGroups(theirs).find((one) => groups.includes(one))
    return group === undefined ? undefined : `与本事项同属“${group}”，按家庭合并计算`
  }
  const spouse = (await grantsOf(db, spouses)).flatMap(({ measure: other, title, year }) => {
    const why = meets(other)
    return why === undefined ? [] : [{ title, year, why }]
  })
  return { counts, members: family.map(({ memberId: _, ...member }) => member), missing: missingOf(family), spouse }
}

/** With the eyes of the house, for the spouse's awards are not his to read: what comes out is bounded above. */
const householdHandler = implementQuery(myHousehold, ({ db, actor, today }, { measure }) => {
  const { personId } = actor
  if (!personId) throw new Missing()
  return withHouseEyes(db, today, () => householdOf(db, personId, measure, today))
})

export const householdHandlers: readonly Handler[] = [householdHandler]
