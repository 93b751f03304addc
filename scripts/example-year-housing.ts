import { sql } from 'kysely'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { yuan, type Id, type PlainDate } from '../kernel/types.ts'
import { acceptOffer, apply, askCandidates, checkIn, declineOffer, leave, nightly, noteRent, offerUnit } from '../modules/housing/contract.ts'
import { askDraws, holdDraw, openDraw } from '../modules/housing/draw-contract.ts'
import { addBuilding, addUnits, askRules, makeRule, setTerms, takeOut } from '../modules/housing/stock-contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** A year of talent apartments: buildings that open one after another, people who apply, a draw, keys, rent, one who leaves; so that every screen of today has work in it. */

const document = '青建发〔2021〕17号第十五条'
const classes = [['A', '120'], ['B', '120'], ['C', '120'], ['D', '120'], ['E', '120']] as const
const buildings = [
  { name: '海棠苑', address: '海棠路18号', operator: '青屿安居发展有限公司', document: '青建发〔2025〕21号', floorArea: '3860.50', opened: -350, units: 24 },
  { name: '松涛人才公寓', address: '松涛路6号', operator: '青屿安居发展有限公司', document: '青建发〔2026〕4号', floorArea: '2450.00', opened: -200, units: 16 },
  { name: '未来社区人才公寓', address: '学府大道99号', operator: '青屿城发公寓管理有限公司', document: '青建发〔2026〕15号', floorArea: '5120.75', opened: -60, units: 20 },
] as const
const applicants = 46
const witnessSource = '摇号当日公开开奖号码，顺写'

interface Applicant {
  personId: Id<'person'>
  number: string
  name: string
}
interface Stage {
  house: House
  cast: Cast
  city: Actor
  today: PlainDate
}

export const liveHousing = async (house: House, cast: Cast, { today, seed }: { today: PlainDate; seed: number }): Promise<void> => {
  const city = cast.demoActor('talent-office')
  const stage: Stage = { house, cast, city, today }
  const began = addDays(today, -355)
  for (const [value, mostArea] of classes) await house.does({ actor: city, today: began }, makeRule, { way: 'class', value, mostArea, document, validFrom: began })
  const { measures } = await house.asks({ actor: city, today: began }, askRules, {})
  if (measures.some(({ measure }) => measure === 'talent-apartment')) await house.does({ actor: city, today: began }, makeRule, { way: 'measure', value: 'talent-apartment', mostArea: '70', document, validFrom: began })
  // Contracts of eleven months, so that some of them end within the month of today.
  await house.does({ actor: city, today: began }, setTerms, { answerDays: 5, mostMisses: 2, termMonths: 11, document: '青建发〔2025〕20号' })
  const unitIds = await build(stage)
  const people = await house.database.asSystem(today, (db) => sql<Applicant>`
    select p.id as "personId", p.number, p.name from pub.person p join pub.person_class c on c.person_id = p.id and c.level in ('A', 'B', 'C', 'D', 'E') and c.valid_from <= ${began}::date and coalesce(c.valid_to, 'infinity') > ${today}::date and c.revoked_on is null
    where p.survivor_id is null and c.place_code = p.place_code and c.in_force group by p.id, p.number, p.name order by md5(p.id::text || ${`housing ${seed}`}) limit ${applicants}`.execute(db).then(({ rows }) => rows))
  const demo = cast.demo.flatMap(({ actor }) => (actor.role === 'talent' && actor.personId ? [actor] : []))
  const applied = await applyAll(stage, people)
  const [firstBatch, secondBatch] = [unitIds.slice(0, 24), unitIds.slice(24, 40)]
  await draw(stage, '第一批', addDays(today, -335), addDays(today, -325))
  await give(stage, applied, firstBatch.slice(0, 16), addDays(today, -320))
  await draw(stage, '第二批', addDays(today, -190), addDays(today, -180))
  await give(stage, applied, secondBatch.slice(0, 9), addDays(today, -175))
  await leaveOne(stage, addDays(today, -40))
  const [spare] = unitIds.slice(-1)
  if (spare) await house.does({ actor: city, today: addDays(today, -10) }, takeOut, { unitId: spare, because: 'repair' })
  await live(stage)
  // Two offers wait for an answer today, one of them of the last batch; the demo's talent has applied, where the rules allow it.
  for (const unitId of unitIds.slice(40, 42)) await offerNext(stage, unitId, addDays(today, -1))
  for (const actor of demo) await house.does({ actor, today: addDays(today, -3) }, apply, { family: 2, wantedPlace: null }).catch(onlyNotEntitled)
  await house.does({ actor: city, today: addDays(today, -5) }, openDraw, { name: '第三批', document, appliedUntil: addDays(today, 10), witnessSource })
}

/** Not everybody of the demo may have a flat; anything else that goes wrong is a fault of the year. */
const onlyNotEntitled = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'notEntitled')) throw error
}

const build = async ({ house, city, today }: Stage): Promise<Id<'unit'>[]> => {
  const counties = await house.database.asSystem(today, (db) => sql<{ code: string; name: string }>`select code, name from kernel.place where level = 'county' order by code limit 3`.execute(db).then(({ rows }) => rows))
  for (const [at, { units, opened, ...one }] of buildings.entries()) {
    const county = counties[at % counties.length]
    const day = addDays(today, opened)
    const { buildingId } = await house.does({ actor: city, today: day }, addBuilding, { ...one, placeCode: county?.code ?? '', address: `${county?.name ?? ''}${one.address}`, openedOn: day })
    const rooms = Array.from({ length: units }, (_, turn) => {
      const bedrooms = turn % 4
      return { room: `${1 + Math.floor(turn / 8)}-${1 + Math.floor((turn % 8) / 2)}0${1 + (turn % 2)}`, bedrooms, area: `${38 + bedrooms * 22}.${turn % 2 === 0 ? '50' : '25'}`, rentFen: String(yuan(600 + bedrooms * 300)) }
    })
    await house.does({ actor: city, today: day }, addUnits, { buildingId, since: day, units: rooms })
  }
  return house.database.asSystem(today, (db) => sql<{ id: Id<'unit'> }>`select id from housing.unit order by number`.execute(db).then(({ rows }) => rows.map(({ id }) => id)))
}

/** Two thirds apply in the first weeks, the others over the year; each wants what he wants. */
const applyAll = async ({ house, cast, today }: Stage, people: readonly Applicant[]): Promise<Map<string, Actor>> => {
  const actors = new Map<string, Actor>()
  for (const [index, person] of people.entries()) {
    const actor = await cast.talent(person.personId, person)
    const day = index < 28 ? addDays(today, -348 + (index % 12)) : addDays(today, -300 + index * 2)
    const { applicationId } = await house.does({ actor, today: day }, apply, { family: 1 + (index % 4), wantedPlace: null })
    actors.set(applicationId, actor)
  }
  return actors
}

const draw = async ({ house, city }: Stage, name: string, opened: PlainDate, held: PlainDate): Promise<void> => {
  await house.does({ actor: city, today: opened }, openDraw, { name, document, appliedUntil: addDays(held, -1), witnessSource })
  const { draws } = await house.asks({ actor: city, today: held }, askDraws, {})
  const open = draws.find(({ drawnOn }) => drawnOn === null)
  if (open) await house.does({ actor: city, today: held }, holdDraw, { drawId: open.id, witness: held.replaceAll('-', '').slice(-3) })
}

/** To whose turn it is; undefined where nobody wants it. */
const offerNext = async ({ house, city }: Stage, unitId: Id<'unit'>, day: PlainDate): Promise<Id<'application'> | undefined> => {
  const { candidates: [first] } = await house.asks({ actor: city, today: day }, askCandidates, { unitId })
  if (first) await house.does({ actor: city, today: day }, offerUnit, { applicationId: first.id, unitId })
  return first?.id
}

/** Offered one after another, mostly accepted within days, moved in the week after; every eighth says no. */
const give = async (stage: Stage, applied: ReadonlyMap<string, Actor>, unitIds: readonly Id<'unit'>[], from: PlainDate): Promise<void> => {
  const { house, city } = stage
  for (const [index, unitId] of unitIds.entries()) {
    const day = addDays(from, index)
    const applicationId = await offerNext(stage, unitId, day)
    const actor = applicationId && applied.get(applicationId)
    if (!applicationId || !actor) continue
    const answered = workingDaysAfter(day, 1 + (index % 3))
    if (index % 8 === 7) {
      await house.does({ actor, today: answered }, declineOffer, { applicationId })
      continue
    }
    await house.does({ actor, today: answered }, acceptOffer, { applicationId })
    await house.does({ actor: city, today: addDays(answered, 6) }, checkIn, { applicationId, people: 1 + (index % 4) })
  }
}

const leaveOne = async ({ house, city, today }: Stage, day: PlainDate): Promise<void> => {
  const first = await house.database.asSystem(today, (db) => sql<{ id: Id<'tenancy'> }>`select id from housing.tenancy order by number limit 1`.execute(db).then(({ rows }) => rows[0]))
  if (first) await house.does({ actor: city, today: day }, leave, { tenancyId: first.id, reason: '在本市购房' })
}

/** The clock's nights are lived once, on the last day: rent of all months stands, whose contract ends is reminded. Most rent was received. */
const live = async ({ house, city, today }: Stage): Promise<void> => {
  await house.job(nightly.name, today)
  const due = await house.database.asSystem(today, (db) => sql<{ tenancyId: Id<'tenancy'>; dueOn: PlainDate }>`
    select r.tenancy_id as "tenancyId", r.due_on as "dueOn" from housing.rent r join housing.tenancy t on t.id = r.tenancy_id where r.due_on < ${addDays(today, -20)}::date order by t.number, r.due_on`.execute(db).then(({ rows }) => rows))
  for (const [index, { tenancyId, dueOn }] of due.entries()) {
    if (index % 40 !== 39) await house.does({ actor: city, today: addDays(dueOn, 3) }, noteRent, { tenancyId, dueOn, paidOn: addDays(dueOn, 2) })
  }
}
