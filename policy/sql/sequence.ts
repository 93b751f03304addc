import type { Expr, Sequence } from '../language/expression.ts'
import type { Writing } from './writing.ts'

export interface SequenceParts {
  /** The list itself, to ask whether it is known. */
  readonly source: string
  /** FROM item with alias. */
  readonly from: string
  readonly alias: string
  /** Whether an item passes every filter, three-valued. */
  readonly passes: string
  /** The item, or its field, as a typed value. */
  readonly value: string
}

/** The pieces of a subselect over the items of a list. */
export function sequenceSql(sequence: Sequence, writing: Writing): SequenceParts {
  const { dialect } = writing
  const source = writing.write(sequence.source, writing)
  const alias = writing.alias('s')
  const item = `${alias}.r`
  const outer = writing.slots.get(sequence.slot)
  writing.slots.set(sequence.slot, { item, type: sequence.item })
  const passes = sequence.filters.length === 0 ? 'true' : sequence.filters.map((filter) => writing.write(filter, writing)).join(' and ')
  if (outer) writing.slots.set(sequence.slot, outer)
  else writing.slots.delete(sequence.slot)
  const text = sequence.field === undefined ? dialect.scalarText(item) : dialect.fieldText(item, sequence.field)
  const plain = sequence.item.kind === 'text' || sequence.item.kind === 'code' || sequence.item.kind === 'record'
  // items of which nothing is known but that they are unknown (the list is empty, or all null)
  if (sequence.item.kind === 'any') return { source, from: dialect.items(source, alias), alias, passes, value: 'null' }
  return { source, from: dialect.items(source, alias), alias, passes, value: plain ? text : `${text}::${dialect.typeName(sequence.item)}` }
}

/** 连续月数 and 累计月数, as insured-months.ts counts them. */
export function monthsSql(expr: Expr & { op: 'months' }, writing: Writing): string {
  const { dialect } = writing
  const parts = sequenceSql(expr.sequence, writing)
  const number = (day: string) => dialect.monthNumber(day)
  const first = expr.since ? `, ${number(writing.write(expr.since, writing))} as f` : ''
  const field = (name: string) => number(`${dialect.fieldText(`${parts.alias}.r`, name)}::date`)
  const [start, end] = expr.shape === 'month' ? [field('月份'), field('月份')] : [field('起'), field('止')]
  if (expr.consecutive && expr.shape === 'month' && expr.gap === 0) {
    // one pass, three times as fast as the general form: in an unbroken run, month + rank from the top is constant
    const [t, u, v, w] = ['t', 'u', 'v', 'w'].map((prefix) => writing.alias(prefix))
    return (
      `(select case when ${parts.source} is not null and ${t}.n is not null${expr.since ? ` and ${t}.f is not null` : ''} then (` +
      `select case when bool_or(${v}.doubt) then null else count(distinct ${v}.s) filter (where ${v}.counts and ${v}.s + ${v}.rank = ${v}.top + 1 and ${v}.top >= ${t}.n - 1) end::numeric from (` +
      `select ${u}.doubt, ${u}.s, ${u}.counts, dense_rank() over (partition by ${u}.counts order by ${u}.s desc) as rank, max(${u}.s) over (partition by ${u}.counts) as top from (` +
      `select p is null or (p and s is null) as doubt, s, coalesce(p and s <= ${t}.n${expr.since ? ` and s >= ${t}.f` : ''}, false) as counts from (select ${parts.passes} as p, ${start} as s from ${parts.from} offset 0) ${w}) ${u}) ${v}` +
      `) end from (select ${number(writing.write(expr.at, writing))} as n${first}) ${t})`
    )
  }
  const [q, m, w, b] = ['q', 'm', 'w', 'b'].map((prefix) => writing.alias(prefix))
  const at = writing.alias('t')
  const doubt = `(select bool_or(p is null or (p and (s is null or e is null))) from ${q})`
  const counted = expr.consecutive ? `(select count(*) from ${b} where breaks = 0)` : `(select count(*) from ${m})`
  const runs = expr.consecutive
    ? `, ${w} as (select m, coalesce(lag(m) over (order by m desc), ${at}.n + 1) - m - 1 as missing, row_number() over (order by m desc) as rn from ${m})` +
      `, ${b} as (select m, sum(case when missing > (case when rn = 1 then ${Math.max(1, expr.gap)} else ${expr.gap} end) then 1 else 0 end) over (order by m desc) as breaks from ${w})`
    : ''
  return (
    `(select case when ${parts.source} is not null and ${at}.n is not null${expr.since ? ` and ${at}.f is not null` : ''} then (` +
    `with ${q} as (select ${parts.passes} as p, ${start} as s, ${end} as e from ${parts.from})` +
    `, ${m} as (select distinct g.m from ${q}, ${dialect.monthSeries(expr.since ? `greatest(${q}.s, ${at}.f)` : `${q}.s`, `least(${q}.e, ${at}.n)`, 'g')} where ${q}.p)${runs}` +
    ` select case when ${doubt} then null else ${counted} end::numeric) end from (select ${number(writing.write(expr.at, writing))} as n${first}) ${at})`
  )
}
