import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { implementList } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { ConfidenceLevel } from '../confidence/contract.ts'
import { correctable } from '../corrections/contract.ts'
import { containing } from '../search.ts'
import { listUnverified } from './contract.ts'
import { entryKindNames, type EntryKind } from './kinds.ts'

/** 待核验: what was entered and nobody has verified, with how sure it is and to how many measures its person is entitled. */

interface Waiting {
  id: Id<'record'>
  personId: Id<'person'>
  kind: EntryKind
  text: string
  source: string
  asOf: PlainDate
}
const waiting = sql<Waiting>`(
  select id, person_id, 'project' as kind, concat_ws('，', name, number, level, role) as text, source, as_of from registry.project where verification = 'declared' and withdrawn_on is null
  union all select id, person_id, 'patent', concat_ws('，', name, kind, number, status), source, as_of from registry.patent where verification = 'declared' and withdrawn_on is null
  union all select id, person_id, 'contest', concat_ws('，', name, edition, level, award), source, as_of from registry.contest where verification = 'declared' and withdrawn_on is null
  union all select id, person_id, 'part_time_post', concat_ws('，', organisation, post), source, as_of from registry.part_time_post where verification = 'declared' and withdrawn_on is null)`
// Asked of each row by its person: over everybody the view would read the whole registry.
const weighed = sql<{ level: ConfidenceLevel; score: number }>`(select c.level, c.score::float8 as score from pub.record_confidence c where c.person_id = w.person_id and c.record = w.kind and c.row_id = w.id offset 0)`

const unverified = (db: Tx) =>
  db
    .selectFrom(waiting.as('w'))
    .innerJoin('registry.person as p', 'p.id', 'w.personId')
    .innerJoinLateral(weighed.as('c'), (join) => join.onTrue())
    .select([
      'w.id',
      'w.personId',
      'p.number as personNumber',
      'p.name as personName',
      'w.kind',
      'w.text',
      'w.source',
      'w.asOf',
      'c.level',
      'c.score',
      sql<number>`(select count(*)::int from pub.entitlement e where e.subject_kind = 'person' and e.subject_id = w.person_id)`.as('entitled'),
    ])

export const listUnverifiedHandler = implementList(listUnverified, ({ db, actor }, { search, kind, level }) => {
  let rows = unverified(db)
  // A department sees what it may verify, the talent office all of it.
  const mine = entryKindNames.filter((one) => actor.role !== 'reviewer' || correctable[one].department === actor.department)
  rows = rows.where('w.kind', 'in', mine.length > 0 ? mine : [sql<EntryKind>`null`])
  if (kind) rows = rows.where('w.kind', '=', kind)
  if (level) rows = rows.where('c.level', '=', level)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || w.text) ilike ${containing(search)}`)
  return rows
})
