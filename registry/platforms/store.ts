import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Instant, Id, PlainDate } from '../../kernel/types.ts'
import type { EventFields, EventKind, PlatformFields, PlatformState } from './contract.ts'

/** Queries of platforms. The register is public to all desks; what changes it is held to the place by row security. */

/** The state of the day out of certificate, withdrawal and assessment. */
const stateOf = sql<PlatformState>`case when f.withdrawn_on <= kernel.today() then 'withdrawn' when f.valid_to < kernel.today() then 'expired' when f.rectify_by is not null then 'rectifying' else 'valid' end`

export const platforms = (db: Tx) =>
  db
    .selectFrom('registry.innovationPlatform as f')
    .leftJoin('registry.employer as e', 'e.id', 'f.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'f.placeCode')
    .select([
      sql<Id<'platform'>>`f.id`.as('id'),
      'f.number',
      'f.name',
      'f.kind',
      'f.level',
      'f.certifier',
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      'f.validFrom',
      'f.validTo',
      stateOf.as('state'),
      sql<string | null>`(select v.result from registry.platform_event v where v.platform_id = f.id and v.kind = 'assessment' and v.state = 'confirmed' order by v.year desc limit 1)`.as('lastResult'),
      sql<number>`(select count(*)::int from registry.platform_person m where m.platform_id = f.id and m.joined_on <= kernel.today() and (m.left_on is null or m.left_on >= kernel.today()))`.as('people'),
    ])

export const inState = (state: PlatformState) => sql<boolean>`${stateOf} = ${state}`

/** What needs a hand. The year before is due to be assessed once it has ended, for whoever was certified before it began. */
const alive = sql`f.withdrawn_on is null`
export const alerts = (days: number) => ({
  expiring: sql<boolean>`(${alive} and f.valid_to between kernel.today() and kernel.today() + ${days}::int)`,
  expired: sql<boolean>`(${alive} and f.valid_to < kernel.today())`,
  unassessed: sql<boolean>`(${stateOf} in ('valid', 'rectifying') and extract(year from f.valid_from) < extract(year from kernel.today()) - 1 and not exists (select from registry.platform_event v
    where v.platform_id = f.id and v.kind = 'assessment' and v.state = 'confirmed' and v.year >= extract(year from kernel.today()) - 1))`,
  overdue: sql<boolean>`(${alive} and f.rectify_by < kernel.today())`,
  waiting: sql<boolean>`exists (select from registry.platform_event v where v.platform_id = f.id and v.state = 'proposed')`,
})

export const countAlerts = async (db: Tx, scope: string, days: number) => {
  const by = alerts(days)
  const { rows } = await sql<Record<keyof typeof by, number>>`
    select count(*) filter (where ${by.expiring})::int as expiring, count(*) filter (where ${by.expired})::int as expired, count(*) filter (where ${by.unassessed})::int as unassessed,
      count(*) filter (where ${by.overdue})::int as overdue, count(*) filter (where ${by.waiting})::int as waiting
    from registry.innovation_platform f where starts_with(f.place_code, ${scope})`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count without a row')
  return row
}

export const getPlatformRow = async (db: Tx, id: Id<'platform'>) => {
  const row = await platforms(db)
    .select(['f.certificateNumber', sql<Id<'employer'> | null>`f.employer_id`.as('employerId'), 'f.placeCode', 'f.rectifyBy', 'f.withdrawnOn', 'f.source', 'f.asOf'])
    .where('f.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

/** Locks the platform; another place's is not there for who changes it. */
export const getPlatformForUpdate = async (db: Tx, id: string) => {
  const row = await db
    .selectFrom('registry.innovationPlatform as f')
    .select([sql<Id<'platform'>>`f.id`.as('id'), 'f.placeCode', 'f.level', 'f.validFrom', 'f.validTo', stateOf.as('state')])
    .where('f.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const findSamePlatform = (db: Tx, name: string, certificateNumber: string) =>
  db.selectFrom('registry.innovationPlatform').select('id').where('name', '=', name).where('certificateNumber', '=', certificateNumber).executeTakeFirst()

export const findEmployerByNumber = (db: Tx, number: string) => db.selectFrom('registry.employer').select(sql<Id<'employer'>>`id`.as('id')).where('number', '=', number.toUpperCase()).executeTakeFirst()

export const insertPlatform = (db: Tx, { employerNumber: _, validTo, ...fields }: PlatformFields, more: { employerId: Id<'employer'> | null; asOf: PlainDate }) =>
  db
    .insertInto('registry.innovationPlatform')
    .values({ ...fields, ...more, validTo: validTo ?? null, verification: 'verified' })
    .returning([sql<Id<'platform'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()

/** What an event says, as one sentence of the record. */
const said = sql<string>`concat_ws('，', v.year || '年度' || v.result, '整改至' || v.rectify_by, '升为' || v.level, v.certifier, v.certificate_number, '有效期至' || v.valid_to, v.reason)`

export const eventsOf = (db: Tx, platformId: string, human: string | null) =>
  db
    .selectFrom('registry.platformEvent as v')
    .innerJoin('kernel.account as a', 'a.id', 'v.proposedBy')
    .leftJoin('kernel.account as s', 's.id', 'v.settledBy')
    .select([
      sql<Id<'platformEvent'>>`v.id`.as('id'), sql<EventKind>`v.kind`.as('kind'), 'v.happenedOn', 'v.document', said.as('text'), sql<'proposed' | 'confirmed' | 'declined'>`v.state`.as('state'),
      'a.name as proposedByName', sql<Instant>`v.proposed_at`.as('proposedAt'), 's.name as settledByName', 'v.settledNote', sql<boolean>`v.proposer_person = ${human}::uuid`.as('mine'),
    ])
    .where('v.platformId', '=', platformId)
    .orderBy('v.proposedAt', 'desc')
    .execute()

export const findWaiting = (db: Tx, platformId: string) => db.selectFrom('registry.platformEvent').select('id').where('platformId', '=', platformId).where('state', '=', 'proposed').executeTakeFirst()
export const findAssessment = (db: Tx, platformId: string, year: number) =>
  db.selectFrom('registry.platformEvent').select('id').where('platformId', '=', platformId).where('kind', '=', 'assessment').where('state', '=', 'confirmed').where('year', '=', year).executeTakeFirst()

export const insertEvent = async (db: Tx, event: EventFields, more: { platformId: string; placeCode: string; proposedBy: string; proposerPerson: string }): Promise<Id<'platformEvent'>> => {
  const { id } = await db.insertInto('registry.platformEvent').values({ ...event, ...more }).returning(sql<Id<'platformEvent'>>`id`.as('id')).executeTakeFirstOrThrow()
  return id
}

export const getEventForUpdate = async (db: Tx, id: Id<'platformEvent'>) => {
  const row = await db.selectFrom('registry.platformEvent').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
export type EventRow = Awaited<ReturnType<typeof getEventForUpdate>>

export const settleEvent = (db: Tx, id: string, by: { state: 'confirmed' | 'declined'; settledBy: string; settlerPerson: string; settledNote?: string }) =>
  db.updateTable('registry.platformEvent').set({ ...by, settledAt: sql<Instant>`now()` }).where('id', '=', id).execute()

/** What a confirmed event does to the certificate. */
export const applyEvent = async (db: Tx, event: EventRow): Promise<void> => {
  const told = { source: event.document, asOf: event.happenedOn }
  const change =
    event.kind === 'assessment'
      ? { rectifyBy: event.rectifyBy }
      : event.kind === 'withdrawal'
        ? { ...told, withdrawnOn: event.happenedOn, rectifyBy: null }
        : event.kind === 'renewal'
          ? { ...told, validTo: event.validTo }
          : { ...told, validTo: event.validTo, ...(event.level ? { level: event.level } : {}), ...(event.certifier ? { certifier: event.certifier } : {}), certificateNumber: event.certificateNumber }
  await db.updateTable('registry.innovationPlatform').set(change).where('id', '=', event.platformId).executeTakeFirstOrThrow()
  // Who is inside when a platform is withdrawn leaves with it; the history of both stays.
  if (event.kind !== 'withdrawal') return
  for (const table of ['registry.platformPerson', 'registry.platformTeam'] as const) {
    await db.updateTable(table).set({ leftOn: sql<PlainDate>`greatest(joined_on, ${event.happenedOn}::date)` }).where('platformId', '=', event.platformId).where('leftOn', 'is', null).execute()
  }
}
