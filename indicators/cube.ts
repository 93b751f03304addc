import { sql, type RawBuilder } from 'kysely'
import { isWorkingDay } from '../kernel/calendar/working-days.ts'
import { addDays, dateOf, partsOf } from '../kernel/calendar/plain-date.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { CountDefinition, Source } from './definition.ts'
import { edgeAfter, edgeOfYear, type Moments } from './moments.ts'

/**
 * One pass over a source answers every figure of it, for every day of `Moments`, by every key: records are grouped by key and by the
 * edges between which they came and went, and a reading adds up groups. Decision 0060 says why there is no table of results.
 */
export interface Cube {
  read(definition: CountDefinition, day: PlainDate, key?: string): Reading
  keys(): readonly string[]
}
/** How many records, and the sum of their amounts (fen, days or hours, always whole). */
export interface Reading {
  count: bigint
  sum: bigint
}

/** What the records of a source are taken apart by. */
export type Key = 'nothing' | 'place' | 'industry' | (string & {})

interface Cut {
  /** Place-code prefix; '' is the whole city. */
  scope: string
  key: Key
}

type Row = { cut: number; key: string; came: number; went: number } & Record<string, string | number | bigint | null>

/** A row with its readings in the order of the figures, ready to be added up many times. */
interface Group {
  came: number
  went: number
  counts: readonly bigint[]
  sums: readonly bigint[]
}

/** Reads the groups of a source, in the transaction's scope and below `scope`. */
export const cubeOf = async (db: Tx, source: Source, figures: readonly CountDefinition[], moments: Moments, { scope, key }: Cut): Promise<Cube> => {
  const cube = (await cubesOf(db, source, figures, moments, { scope, keys: [key] })).get(key)
  if (!cube) throw new Error(`${source.id} was not taken apart by ${key}`)
  return cube
}

/** The same by several keys: the records are read once, however many ways they are taken apart. */
export const cubesOf = async (db: Tx, source: Source, figures: readonly CountDefinition[], moments: Moments, { scope, keys }: { scope: string; keys: readonly Key[] }): Promise<ReadonlyMap<Key, Cube>> => {
  const edges = sql`array[${sql.join(moments.edges.map((edge) => sql`${edge}`))}]::date[]`
  const measured = figures.flatMap((figure, index) => {
    const filter = sql.raw(figure.where ? ` filter (where ${figure.where})` : '')
    const count = sql`count(*)${filter} as ${sql.id(`n${index}`)}`
    return figure.kind === 'count' ? [count] : [count, sql`coalesce(sum(amount)${filter}, 0)::bigint as ${sql.id(`s${index}`)}`]
  })
  const columns = keys.map((_, at) => sql.id(`cut_${at}`))
  // The planner takes every record for a group of its own and would sort a million of them; there are some hundred groups.
  await sql`select set_config('enable_sort', 'off', true), set_config('work_mem', '128MB', true), set_config('hash_mem_multiplier', '8', true)`.execute(db)
  const { rows } = await sql<Row>`
    select grouping(${sql.join(columns)}) as cut, coalesce(${sql.join(columns)}) as key, came, went, ${sql.join(measured)}
    from (
      select record.*, ${sql.join(keys.map((key, at) => sql`${keyExpression(source, { scope, key })} as ${sql.id(`cut_${at}`)}`))}, width_bucket(since, ${edges}) as came,
        case when until is null then ${moments.edges.length + 1} else width_bucket(until, ${edges}) end as went
      from (${sourceRows(source, moments.asOf)}) record
      where since <= ${moments.asOf} and ${within(source, scope)}
    ) record
    group by grouping sets (${sql.join(columns.map((column) => sql`(${column}, came, went)`))})`.execute(db)
  // Of grouping()'s bits, first key first, the one that is not set names the key of the row.
  const all = 2 ** keys.length - 1
  return new Map(keys.map((key, at) => {
    const cube = readerOf(rows.filter(({ cut }) => cut === all - 2 ** (keys.length - 1 - at)), figures, moments)
    // What holds everywhere is the same in each place as in the whole.
    return [key, source.everywhere && key === 'place' ? { ...cube, read: (definition, day) => cube.read(definition, day) } : cube]
  }))
}

const readerOf = (rows: readonly Row[], figures: readonly CountDefinition[], moments: Moments): Cube => {
  const groups = rows.map((row) => ({ key: row.key, came: row.came, went: row.went, counts: figures.map((_, index) => BigInt(row[`n${index}`] ?? 0)), sums: figures.map((_, index) => BigInt(row[`s${index}`] ?? 0)) }))
  const byKey = Map.groupBy(groups, ({ key }) => key)
  // A page asks for the same reading several times (value, change, shape of the years), and everybody in the hall asks for the same page.
  const known = new Map<string, Reading>()
  return {
    keys: () => [...byKey.keys()].toSorted(),
    read: (definition, day, key) => {
      const index = figures.indexOf(definition)
      if (index < 0) throw new Error(`${definition.id} is not in this cube`)
      const name = `${index}|${day}|${key ?? '*'}`
      const before = known.get(name)
      if (before) return before
      const reading = addUp(key === undefined ? groups : (byKey.get(key) ?? []), index, definition, day, moments)
      known.set(name, reading)
      return reading
    },
  }
}

const addUp = (groups: readonly Group[], index: number, { timing }: CountDefinition, day: PlainDate, moments: Moments): Reading => {
  const edge = edgeAfter(moments, day)
  const first = timing === 'flow' ? edgeOfYear(moments, day) + 1 : 0
  const total = { count: 0n, sum: 0n }
  for (const { came, went, counts, sums } of groups) {
    if (came > edge || came < first || (timing === 'stock' && went <= edge)) continue
    total.count += counts[index] ?? 0n
    total.sum += sums[index] ?? 0n
  }
  return total
}

/** The records of a source as a subquery: `id, place_code, industry, since, until, amount …`. */
export const sourceRows = (source: Source, asOf: PlainDate): RawBuilder<unknown> => {
  const parts = source.sql.split(':workingDays')
  if (parts.length === 1) return sql.raw(source.sql)
  const days = sql`array[${sql.raw(workingDaysUntil(asOf).map((day) => `'${day}'`).join(','))}]::date[]`
  return sql.join(parts.map((part) => sql.raw(part)), days)
}

/** Policy of the whole city holds in each of its places; everything else has a place of its own. */
export const within = (source: Source, scope: string): RawBuilder<boolean> => (source.everywhere ? sql`true` : sql`starts_with(place_code, ${scope})`)

const keyExpression = (source: Source, { scope, key }: Cut): RawBuilder<string> => {
  if (key === 'nothing' || (key === 'place' && source.everywhere)) return sql`''`
  if (key === 'place') return sql`left(place_code, ${scope.length < 6 ? 6 : 9})`
  if (key === 'industry') return sql`coalesce(industry, '其他')`
  if (!source.breakdowns || !(key in source.breakdowns)) throw new Error(`${source.id} has no breakdown ${key}`)
  return sql`coalesce(${sql.id(key)}, '未记')`
}

const workingDays = new Map<number, readonly PlainDate[]>()

/** Working days of the ten years up to the end of the year of `asOf`: more than the age of any open case. */
const workingDaysUntil = (asOf: PlainDate): readonly PlainDate[] => {
  const { year } = partsOf(asOf)
  const known = workingDays.get(year)
  if (known) return known
  const days: PlainDate[] = []
  for (let day = dateOf(year - 9, 1, 1); day <= dateOf(year, 12, 31); day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  workingDays.set(year, days)
  return days
}
