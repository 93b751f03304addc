import pg from 'pg'
import type { DatabaseAddress } from '../kernel/db/roles.ts'
import type { Sealer } from '../kernel/seal/seal.ts'
import { dayNumber } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import { inventEmployers } from './employers.ts'
import { writePerson } from './histories.ts'
import { idOf } from './id.ts'
import { employerPicker, IdentityNumbers, inventPerson, type Person } from './person.ts'
import { departments, places } from './places.ts'
import { cityLists } from './schools.ts'
import { statistics } from './statistics.ts'
import { cityTables, type CityTables } from './tables.ts'
import { withoutChecks } from './without-checks.ts'
import { inventTeams, type Candidate } from './teams.ts'

export type CityOptions = {
  address: DatabaseAddress
  sealer: Sealer
  today: PlainDate
  people?: number
  employers?: number
  seed?: number
  /** Told after each batch. */
  progress?: (done: number, total: number) => void
}
export type CityFigures = { people: number; employers: number; rows: number; seconds: number }

const BATCH = 2500

/**
 * Fills an empty registry with 青屿市, in one transaction: either the whole city is there or none of it. Deterministic by seed and day
 * (ciphertexts aside). Refuses a registry that already holds people.
 */
export const loadCity = async ({ address, sealer, today, people = 20_000, employers = 800, seed = 7, progress }: CityOptions): Promise<CityFigures> => {
  const started = performance.now()
  const client = new pg.Client({ connectionString: address.url('juying_migrator') })
  // A connection that is lost is told by the query under way; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('set role juying_owner')
    await client.query('begin')
    await client.query(`select set_config('app.role', 'system', true), set_config('app.today', $1, true), set_config('synchronous_commit', 'on', true)`, [today])
    if ((await client.query('select from registry.person limit 1')).rowCount) throw new Error('人才库里已经有人，示例城市只装进空库。')
    const tables = cityTables()
    await basics(client, people, today)
    await withoutChecks(client, people, async () => fill(client, tables, { sealer, today: dayNumber(today), people, employers, seed, progress }))
    await client.query(`select setval('registry.person_number', $1), setval('registry.employer_number', $2)`, [people, employers])
    await client.query(`select setval('registry.team_number', greatest(1, (select count(*) from registry.team)))`)
    await client.query('commit')
    await client.query('set role juying_owner')
    await client.query('analyze registry.person, registry.person_term, registry.employer, registry.employment, registry.insurance, registry.degree, registry.title, registry.skill, registry.talent_class, registry.introduction, registry.record_check, registry.housing, registry.household_registration, registry.appraisal, registry.household_member, registry.honour, registry.departure, registry.person_fact, registry.employer_list, registry.employer_fact, registry.innovation_platform, registry.team, registry.team_member')
    return { people, employers, rows: Object.values(tables).reduce((sum, table) => sum + table.rows, 0), seconds: Math.round((performance.now() - started) / 100) / 10 }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

const basics = async (client: pg.Client, people: number, today: PlainDate): Promise<void> => {
  for (const { code, name, level, parent, kind } of places) {
    await client.query('insert into kernel.place (code, name, level, parent_code, kind) values ($1, $2, $3, $4, $5) on conflict do nothing', [code, name, level, parent, kind])
  }
  for (const department of departments) await client.query('insert into kernel.department (code, name, short_name) values ($1, $2, $3) on conflict do nothing', [...department])
  const year = Number(today.slice(0, 4))
  for (const row of statistics(people, year)) {
    await client.query('insert into registry.statistic (place_code, year, kind, value, unit, source, document, page, as_of) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing', [row.place, row.year, row.kind, row.value, row.unit, row.source, row.document, row.page, row.asOf])
  }
  for (const row of cityLists([year - 4, year - 2, year])) {
    await client.query('insert into registry.school_list (list, edition, school, rank, source) values ($1, $2, $3, $4, $5) on conflict do nothing', [row.list, row.edition, row.school, row.rank, row.source])
  }
}

type Fill = { sealer: Sealer; today: number; people: number; employers: number; seed: number; progress: CityOptions['progress'] }

/** Inventing goes on while the database writes the batch before: two cores share the work. */
const fill = async (client: pg.Client, tables: CityTables, { sealer, today, people, employers, seed, progress }: Fill): Promise<void> => {
  const works = inventEmployers(seed, employers, today, sealer, tables)
  const pick = employerPicker(works)
  const numbers = new IdentityNumbers()
  const leaders: Candidate[] = []
  const colleagues = new Map<string, Candidate[]>()
  let writing: Promise<void> = Promise.resolve()
  for (let from = 0; from < people; from += BATCH) {
    const to = Math.min(from + BATCH, people)
    for (let index = from; index < to; index++) {
      const person = inventPerson(seed, index, today, pick)
      const place = writePerson(person, numbers.next(person.employer.county, person.birth, person.sex), seed, today, sealer, tables)
      // The writing of the batch before needs a turn for each table.
      if (index % 50 === 0) await new Promise((next) => setImmediate(next))
      remember({ id: idOf(seed, 'person', index), place, person }, leaders, colleagues)
    }
    await writing
    writing = flush(client, tables)
    // A rejection before the next await must not end the process.
    writing.catch(() => {})
    progress?.(to, people)
  }
  await writing
  inventTeams(seed, leaders.toSorted((a, b) => ((a.person.classLevel ?? '') < (b.person.classLevel ?? '') ? -1 : 1)), colleagues, today, tables)
  await flush(client, tables)
  // The trigger that does this for everybody else rests meanwhile.
  await client.query('insert into registry.person_term (person_id, term, place_code) select p.id, t.term, p.place_code from registry.person p, registry.search_terms(p.name, p.pinyin, p.initials) t (term)')
}

const remember = (candidate: Candidate, leaders: Candidate[], colleagues: Map<string, Candidate[]>): void => {
  const { person } = candidate
  if (person.departed !== undefined || person.flexible || ['机关', '中小学', '社会组织'].includes(person.employer.kind)) return
  if (person.classLevel !== undefined && person.classLevel <= 'D' && leaders.length < 400) leaders.push(candidate)
  else if (isColleague(person)) {
    const list = colleagues.get(person.employer.id) ?? []
    if (list.length < 40) list.push(candidate)
    colleagues.set(person.employer.id, list)
  }
}
const isColleague = ({ education, titleLevel }: Person): boolean => titleLevel !== undefined && (education === '硕士研究生' || education === '博士研究生' || education === '本科')

const flush = async (client: pg.Client, tables: CityTables): Promise<void> => {
  const pending = Object.values(tables).map((table) => table.take())
  for (const write of pending) await write?.(client)
}
