import { chooseAlternative, givesOf, judge, runOf, surroundings } from '../explain/judge.ts'
import { planPayments } from '../explain/schedule.ts'
import { factsOf, measuresOf, type Expr } from '../language/expression.ts'
import type { Edition, Give } from '../measure/edition.ts'
import type { WhatIfQuestion, YearOfMoney } from './question.ts'
import { CodedColumn } from './store/coded-column.ts'
import type { Column } from './store/column.ts'
import type { Bitmap } from './store/memory.ts'
import { ScaledColumn } from './store/scaled-column.ts'
import { RowFacts, type FactSource, type Table } from './store/table.ts'

type Years = ReadonlyMap<number | null, bigint>
type Asked = Pick<WhatIfQuestion, 'on' | 'library' | 'within'>

/**
 * Money by the year in which it falls due, from the edition's schedule as explain plans it for each eligible subject. Who has the
 * same facts, as far as the schedule reads them, has the same payments: they are planned once.
 */
export function yearsOf(table: Table, eligible: Bitmap, edition: Edition, asked: Asked): readonly YearOfMoney[] {
  const { on, library, within } = asked
  const sums = new Map<number | null, bigint>()
  const add = (years: Years, times: bigint): void => {
    for (const [year, fen] of years) sums.set(year, (sums.get(year) ?? 0n) + fen * times)
  }
  const plan = (source: FactSource): Years => paymentsByYear(edition, source, asked)
  const names = readBy(edition)
  const columns = names?.map((name) => table.column(name)).filter((column) => column !== undefined)
  const facts = new RowFacts(table)
  const planned = new Map<string, { years: Years; count: number }>()
  for (let block = 0; block < table.blocks; block += 1) {
    eligible.each(block, (row) => {
      facts.row = row
      const key = columns && keyOf(columns, row)
      if (key === undefined) {
        add(plan(facts), 1n)
        return
      }
      const known = planned.get(key)
      if (known) known.count += 1
      else planned.set(key, { years: plan(facts), count: 1 })
    })
  }
  for (const { years, count } of planned.values()) add(years, BigInt(count))
  for (const [row, subject] of table.aside) {
    const place = table.place.read(row)
    if (within !== undefined && !(typeof place === 'string' && place.startsWith(within))) continue
    if (judge(edition, surroundings(subject, on, library, [edition.measure])) === true) add(plan(subject), 1n)
  }
  return [...sums].map(([year, fen]) => ({ year, fen })).sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity))
}

function paymentsByYear(edition: Edition, source: FactSource, { on, library }: Asked): Years {
  const at = surroundings(source, on, library, [edition.measure])
  const paying = givesOf(edition, chooseAlternative(edition, at)).filter((give) => !give.when || runOf(give.when.expr)(at) === true)
  const years = new Map<number | null, bigint>()
  for (const { due, amount } of paying.flatMap((give) => planPayments(give, at, source.vocabulary))) {
    const year = due === null ? null : Number(due.slice(0, 4))
    years.set(year, (years.get(year) ?? 0n) + amount)
  }
  return years
}

/** The stored values that a schedule reads, as a key; undefined when a column has no short value. */
function keyOf(columns: readonly Column[], row: number): string | undefined {
  let key = ''
  for (const column of columns) {
    if (!column.valid.has(row)) key += '?,'
    else if (column instanceof CodedColumn) key += `${column.number(row)},`
    else if (column instanceof ScaledColumn) key += `${column.whole(row)},`
    else if (column.type.kind === 'boolean') key += column.read(row) === true ? '1,' : '0,'
    else return undefined
  }
  return key
}

/** Facts that an edition's benefits and alternatives read; undefined when another measure has a say. */
function readBy(edition: Edition): readonly string[] | undefined {
  const names = new Set<string>()
  let others = false
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (isExpr(part)) {
      for (const name of factsOf(part)) names.add(name)
      if (measuresOf(part).length > 0) others = true
      return
    }
    for (const inner of Array.isArray(part) ? part : Object.values(part)) visit(inner)
  }
  const gives: readonly Give[] = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  visit(gives)
  visit(edition.alternatives.map((alternative) => alternative.conditions.map((condition) => condition.expr)))
  return others ? undefined : [...names]
}

function isExpr(part: object): part is Expr {
  return 'op' in part && 'type' in part
}
