import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { BuildingRow, Rule, RuleWay, UnitFields } from './stock-contract.ts'
import type { UnitState } from './states.ts'

/** What there is: buildings, units, and who may apply for them. Buildings and units are public; the desks' lists are of their place. */

/** The state of unit `u` today, by what is known of it and kept nowhere. */
export const unitState = sql<UnitState>`case
  when exists (select from housing.tenancy t where t.unit_id = u.id and t.span @> kernel.today()) then 'occupied'
  when exists (select from housing.offer o where o.unit_id = u.id and o.state in ('open', 'accepted')) then 'held'
  else coalesce((select case when l.span @> kernel.today() then 'vacant' when lower(l.span) > kernel.today() then 'ahead' else l.ended_because end
    from housing.lettable l where l.unit_id = u.id order by lower(l.span) desc limit 1), 'withdrawn') end`

const placeName = sql<string>`coalesce(w.name, '')`

export const buildings = (db: Tx, scope: string) =>
  db
    .selectFrom('housing.building as b')
    .leftJoin('kernel.place as w', 'w.code', 'b.placeCode')
    .leftJoinLateral(
      (units) =>
        units
          .selectFrom(sql<{ state: UnitState }>`(select ${unitState} as state from housing.unit u where u.building_id = b.id)`.as('s'))
          .select([
            sql<number>`count(*) filter (where s.state <> 'withdrawn')::int`.as('units'),
            sql<number>`count(*) filter (where s.state = 'vacant')::int`.as('vacant'),
            sql<number>`count(*) filter (where s.state = 'occupied')::int`.as('occupied'),
            sql<number>`count(*) filter (where s.state = 'repair')::int`.as('out'),
          ])
          .as('c'),
      (on) => on.onTrue(),
    )
    .select([
      sql<Id<'building'>>`b.id`.as('id'),
      'b.number',
      'b.name',
      'b.placeCode',
      placeName.as('placeName'),
      'b.address',
      'b.operator',
      'b.document',
      sql<string>`b.floor_area::text`.as('floorArea'),
      'b.openedOn',
      sql<number>`coalesce(c.units, 0)`.as('units'),
      sql<number>`coalesce(c.vacant, 0)`.as('vacant'),
      sql<number>`coalesce(c.occupied, 0)`.as('occupied'),
      sql<number>`coalesce(c.out, 0)`.as('out'),
    ])
    .where(sql<boolean>`starts_with(b.place_code, ${scope})`)

type NewBuilding = Pick<BuildingRow, 'name' | 'placeCode' | 'address' | 'operator' | 'document' | 'floorArea' | 'openedOn'> & { keptBy: string }
/** Undefined: another of that name stands there already. */
export const insertBuilding = (db: Tx, building: NewBuilding) =>
  db
    .insertInto('housing.building')
    .values({ ...building, number: sql<string>`kernel.next_number('LP', 4)` })
    .onConflict((conflict) => conflict.columns(['placeCode', 'name']).doNothing())
    .returning([sql<Id<'building'>>`id`.as('id'), 'number'])
    .executeTakeFirst()

export const getBuilding = async (db: Tx, buildingId: string) => {
  const building = await db.selectFrom('housing.building').select(['placeCode', 'openedOn', sql<string>`floor_area::text`.as('floorArea')]).where('id', '=', buildingId).executeTakeFirst()
  if (!building) throw new Missing()
  return building
}

export const units = (db: Tx, scope: string) =>
  db
    .selectFrom('housing.unit as u')
    .innerJoin('housing.building as b', 'b.id', 'u.buildingId')
    .leftJoin('kernel.place as w', 'w.code', 'u.placeCode')
    .select([
      sql<Id<'unit'>>`u.id`.as('id'),
      'u.number',
      sql<Id<'building'>>`u.building_id`.as('buildingId'),
      'b.name as buildingName',
      placeName.as('placeName'),
      'u.room',
      'u.bedrooms',
      sql<string>`u.area::text`.as('area'),
      sql<Fen>`u.rent_fen`.as('rentFen'),
      unitState.as('state'),
      sql<PlainDate | null>`(select min(lower(l.span)) from housing.lettable l where l.unit_id = u.id)`.as('since'),
    ])
    .where(sql<boolean>`starts_with(u.place_code, ${scope})`)

/** How many were new: a room stands once in its building. */
export const insertUnits = async (db: Tx, building: { id: string; placeCode: string }, rows: readonly UnitFields[], { since, keptBy }: { since: PlainDate; keptBy: string }): Promise<number> => {
  const made = await db
    .insertInto('housing.unit')
    .values(rows.map((row) => ({ ...row, buildingId: building.id, placeCode: building.placeCode, keptBy, number: sql<string>`kernel.next_number('FY', 6)` })))
    .onConflict((conflict) => conflict.columns(['buildingId', 'room']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of made) await openLettable(db, { unitId: id, placeCode: building.placeCode, from: since, keptBy })
  return made.length
}

export const areaOfUnits = async (db: Tx, buildingId: string): Promise<string> =>
  (await db.selectFrom('housing.unit').select(sql<string>`coalesce(sum(area), 0)::text`.as('area')).where('buildingId', '=', buildingId).executeTakeFirstOrThrow()).area

export interface HeldUnit {
  id: Id<'unit'>
  placeCode: string
  buildingName: string
  room: string
  area: string
  rentFen: Fen
  state: UnitState
  /** May be lived in today, whoever holds it. */
  lettable: boolean
}
export const getUnit = async (db: Tx, unitId: string): Promise<HeldUnit> => {
  const unit = await db
    .selectFrom('housing.unit as u')
    .innerJoin('housing.building as b', 'b.id', 'u.buildingId')
    .select([sql<Id<'unit'>>`u.id`.as('id'), 'u.placeCode', 'b.name as buildingName', 'u.room', sql<string>`u.area::text`.as('area'), sql<Fen>`u.rent_fen`.as('rentFen'), unitState.as('state'), sql<boolean>`exists (select from housing.lettable l where l.unit_id = u.id and l.span @> kernel.today())`.as('lettable')])
    .where('u.id', '=', unitId)
    .executeTakeFirst()
  if (!unit) throw new Missing()
  return unit
}
/**
 * Locked until the verb ends: whoever offers, moves in or takes out goes through here, one after another. The state is read after the lock, in a statement
 * of its own, so that it sees what whoever held the lock before has done.
 */
export const getUnitForUpdate = async (db: Tx, unitId: string): Promise<HeldUnit> => {
  await db.selectFrom('housing.unit').select('id').where('id', '=', unitId).forUpdate().execute()
  return getUnit(db, unitId)
}

export const setRent = async (db: Tx, unitId: string, rentFen: Fen, keptBy: string): Promise<void> => {
  await db.updateTable('housing.unit').set({ rentFen, keptBy, keptAt: sql`now()` }).where('id', '=', unitId).execute()
}
export const openLettable = async (db: Tx, { unitId, placeCode, from, keptBy }: { unitId: string; placeCode: string; from: PlainDate; keptBy: string }): Promise<void> => {
  await sql`insert into housing.lettable (unit_id, place_code, span, kept_by) values (${unitId}, ${placeCode}, daterange(${from}::date, null), ${keptBy})`.execute(db)
}
/** False: the span begins only today, and a span without a day is none. */
export const endLettable = async (db: Tx, unitId: string, today: PlainDate, because: 'repair' | 'withdrawn', endedBy: string): Promise<boolean> => {
  const ended = await sql`update housing.lettable set span = daterange(lower(span), ${today}::date), ended_because = ${because}, ended_by = ${endedBy} where unit_id = ${unitId} and upper_inf(span) and lower(span) < ${today}::date returning unit_id`.execute(db)
  return ended.rows.length === 1
}

export const rules = (db: Tx): Promise<Rule[]> =>
  db
    .selectFrom('housing.rule as r')
    .select([
      sql<Id<'housingRule'>>`r.id`.as('id'),
      sql<RuleWay>`r.way`.as('way'),
      'r.value',
      sql<string>`case when r.way = 'class' then r.value || '类人才' else coalesce((select e.title from pub.measure_edition e where e.measure = r.value order by e.valid_from desc limit 1), r.value) end`.as('title'),
      sql<string>`r.most_area::text`.as('mostArea'),
      'r.document',
      'r.validFrom',
      'r.validTo',
    ])
    .orderBy('r.way')
    .orderBy('r.value')
    .orderBy('r.validFrom', 'desc')
    .execute()

export const getTerms = (db: Tx) => db.selectFrom('housing.terms').select(['answerDays', 'mostMisses', 'termMonths', 'document']).executeTakeFirstOrThrow()
export const setTerms = async (db: Tx, terms: { answerDays: number; mostMisses: number; termMonths: number; document: string; setBy: string }): Promise<void> => {
  await db.updateTable('housing.terms').set({ ...terms, setAt: sql`now()` }).execute()
}

/** Measures of the library that concern a person, for the choice of a rule. */
export const measures = (db: Tx) =>
  db
    .selectFrom('pub.measureEdition')
    .select([sql<string>`measure`.as('measure'), sql<string>`title`.as('title')])
    .where('inForce', '=', true)
    .where('subjectKind', '=', 'person')
    .orderBy('title')
    .execute()

export const openRule = (db: Tx, placeCode: string, way: RuleWay, value: string) =>
  db.selectFrom('housing.rule').select(['id', 'validFrom', 'validTo']).where('placeCode', '=', placeCode).where('way', '=', way).where('value', '=', value).orderBy('validFrom', 'desc').forUpdate().executeTakeFirst()
export const getRule = async (db: Tx, ruleId: string) => {
  const rule = await db.selectFrom('housing.rule').select(['validFrom', 'validTo']).where('id', '=', ruleId).forUpdate().executeTakeFirst()
  if (!rule) throw new Missing()
  return rule
}
export const setRuleEnd = async (db: Tx, id: string, validTo: PlainDate): Promise<void> => {
  await db.updateTable('housing.rule').set({ validTo }).where('id', '=', id).execute()
}
export const insertRule = async (db: Tx, rule: { placeCode: string; way: RuleWay; value: string; mostArea: string; document: string; validFrom: PlainDate; madeBy: string }): Promise<void> => {
  await db.insertInto('housing.rule').values(rule).execute()
}

export interface Entitled {
  basis: string
  mostArea: string
}
/** By which rule this person may apply today, and how large a flat; the most generous where there are several. What he is due does not hang on who asks. */
export const findEntitlement = (db: Tx, personId: string, today: PlainDate): Promise<Entitled | undefined> =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<Entitled>`
      select case when r.way = 'class' then r.value || '类人才' else coalesce((select e.title from pub.measure_edition e where e.measure = r.value order by e.valid_from desc limit 1), r.value) end || '，' || r.document as basis, r.most_area::text as "mostArea"
      from housing.rule r join pub.person p on p.id = ${personId} and starts_with(p.place_code, r.place_code)
      where ${today}::date between r.valid_from and coalesce(r.valid_to, 'infinity') and case r.way
        when 'class' then exists (select from pub.person_class c where c.person_id = p.id and c.in_force and c.level = r.value)
        else exists (select from pub.entitlement e where e.subject_kind = 'person' and e.subject_id = p.id and e.measure = r.value)
          or exists (select from pub.case k where k.person_id = p.id and k.measure = r.value and k.state = 'decided') end
      order by r.most_area desc, r.way, r.value limit 1`.execute(db)
    return rows[0]
  })

/** County and town of a code, for a choice; of the city when nothing narrower is asked. */
export const placesFor = (db: Tx, scope: string) =>
  db.selectFrom('kernel.place').select(['code', 'name']).where(sql<boolean>`starts_with(code, ${scope}) and length(code) in (6, 9)`).orderBy('code').execute()
