import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'

/** Who is in a platform over time: people behind their own place's row security, teams in the open. */

type Of = 'person' | 'team'
const tableOf = { person: 'registry.platformPerson', team: 'registry.platformTeam' } as const

export const membersOf = async (db: Tx, platformId: string) => {
  const { rows } = await sql<{ id: Id<'platformMember'>; of: Of; subjectId: string; number: string; name: string; role: string; joinedOn: PlainDate; leftOn: PlainDate | null }>`
    select m.id, 'person' as "of", p.id as subject_id, p.number, p.name, m.role, m.joined_on, m.left_on
      from registry.platform_person m join registry.person p on p.id = m.person_id where m.platform_id = ${platformId}
    union all select m.id, 'team', t.id, t.number, t.name, '团队', m.joined_on, m.left_on
      from registry.platform_team m join registry.team t on t.id = m.team_id where m.platform_id = ${platformId}
    order by left_on nulls first, joined_on desc, number limit 500`.execute(db)
  return rows
}

export const findByNumber = (db: Tx, of: Of, number: string) =>
  db.selectFrom(of === 'person' ? 'registry.person' : 'registry.team').select(['id', 'placeCode']).where('number', '=', number.toUpperCase()).executeTakeFirst()

/** Whether the subject is inside on that day or comes in later, so that an open membership from that day would overlap. */
export const overlaps = async (db: Tx, of: Of, platformId: string, subjectId: string, from: PlainDate): Promise<boolean> => {
  const { rows } = await sql`select from ${sql.table(of === 'person' ? 'registry.platform_person' : 'registry.platform_team')}
    where platform_id = ${platformId} and ${sql.ref(of === 'person' ? 'person_id' : 'team_id')} = ${subjectId} and (left_on is null or left_on >= ${from}::date) limit 1`.execute(db)
  return rows.length > 0
}

interface Joining {
  platformId: string
  joinedOn: PlainDate
  source: string
  asOf: PlainDate
}
export const insertPerson = (db: Tx, person: Joining & { personId: string; placeCode: string; role: string }) =>
  db.insertInto('registry.platformPerson').values({ ...person, verification: 'verified' }).returning(sql<Id<'platformMember'>>`id`.as('id')).executeTakeFirstOrThrow()
export const insertTeam = (db: Tx, team: Joining & { teamId: string; placeCode: string }) =>
  db.insertInto('registry.platformTeam').values({ ...team, verification: 'verified' }).returning(sql<Id<'platformMember'>>`id`.as('id')).executeTakeFirstOrThrow()

export const getMemberForUpdate = async (db: Tx, of: Of, id: Id<'platformMember'>) => {
  const row = await db.selectFrom(tableOf[of]).select(['joinedOn', 'leftOn']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export const setLeft = (db: Tx, of: Of, id: Id<'platformMember'>, leftOn: PlainDate) => db.updateTable(tableOf[of]).set({ leftOn }).where('id', '=', id).execute()
