import { sql } from 'kysely'
import type { ReadContext } from '../../kernel/implement.ts'
import { partsOf } from '../../kernel/calendar/plain-date.ts'
import { publishedIn } from '../statistics.ts'
import type { Told } from './fill.ts'
import type { Binding } from './types.ts'
import type { WrittenUnit } from './units.ts'
import { scaledTo, trimmed, type Written } from './written.ts'

interface Row {
  year: number
  value: string
  unit: string
  source: string
  document: string | null
  page: string | null
}

/** The newest published number of that kind for the place, not later than the year of the text. */
export const tellStatistic = async ({ database, actor, today }: ReadContext, { statistic = '', place, period }: Binding, placeName: string, into: WrittenUnit, decimals: number | null): Promise<Told> => {
  const { year } = partsOf(period.to)
  const { rows } = await database.asReader({ actor, today }, (db) => sql<Row>`
    select year, trim_scale(value)::text as value, unit, source, document, page from pub.statistic where kind = ${statistic} and place_code = ${place} and year <= ${year} order by year desc, as_of desc limit 1`.execute(db))
  const [row] = rows
  const plain = { title: statistic, definition: row ? `${row.year}年，${publishedIn(row)}` : '统计部门公布的数', placeName, unit: row?.unit ?? '', records: null, document: row ? publishedIn(row) : null }
  if (!row) return { ...plain, value: null, because: `没有${year}年及以前的${statistic}数`, written: { refused: `没有${year}年及以前的${statistic}数` } }
  return { ...plain, value: row.value, because: null, written: inUnit(row, into, decimals) }
}

const scales: Readonly<Record<string, bigint>> = { 亿: 100_000_000n, 万: 10_000n }

/** 人 before 万人, 亿元 before 万元: one kind of unit, whatever its size; another kind is refused. */
const inUnit = ({ value, unit }: Row, into: WrittenUnit, decimals: number | null): Written => {
  const size = scales[unit.slice(0, 1)] ?? 1n
  const bare = size === 1n ? unit : unit.slice(1)
  const kind = bare === '元' ? 'money' : bare === '%' ? 'percent' : bare === '人' ? 'person' : 'thing'
  if (into.measured !== 'none' && into.measured !== kind) return { refused: `这个数的单位是${unit}，与“${into.text}”不同` }
  if (into.measured === 'none') return { written: `${trimmed(value)}${unit}` }
  const whole = scaledTo(value, 1n, 6).replace('.', '')
  const text = scaledTo((BigInt(whole) * size).toString(), into.scale * 1_000_000n, decimals ?? (into.scale === 1n ? 2 : 1))
  return { written: decimals === null ? trimmed(text) : text }
}
