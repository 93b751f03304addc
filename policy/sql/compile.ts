import type { Day } from '../language/day.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import type { WorkCalendar } from '../language/type.ts'
import { allExpressions } from '../library/read-library.ts'
import type { Alternative, Condition, Edition, Give } from '../measure/edition.ts'
import { measureFact } from '../vocabulary/facts.ts'
import { columnOf, type Fact, type Vocabulary } from '../vocabulary/vocabulary.ts'
import { postgres } from './dialect.ts'
import { sqlOf } from './expression.ts'
import type { Dialect, Writing } from './writing.ts'

export interface CompileOptions {
  readonly vocabulary: Vocabulary
  /** A table, view or parenthesised select with one row a subject and one column a fact. */
  readonly relation: string
  /** The column that identifies the subject. Default `id`. */
  readonly subject?: string
  /** Which facts the relation has, by name, `享受("code")` included; others count as unknown. Default: every fact of the vocabulary. */
  readonly facts?: ReadonlySet<string>
  /** Column of a fact. Default: its identifier, or its name. */
  column?(fact: Fact): string
  /** The day of the question. Default `$1::date`. */
  readonly on?: string
  /** Editions that 享受(…) asks about, by code. Default: the editions compiled. */
  readonly library?: ReadonlyMap<string, Edition>
  /** Leave out rows of the ineligible, which are most. */
  readonly withoutIneligible?: boolean
  readonly dialect?: Dialect
}

export interface CompiledSql {
  /**
   * Statements with columns subject, measure, edition, outcome (boolean or null) and amount_fen (bigint or null); on a database whose
   * numbers have bounds also `beyond`: the answer needed a larger number, ask explain.
   */
  readonly statements: readonly { readonly text: string; readonly editions: readonly Edition[] }[]
  /** The facts that the statements read: what the relation should have. */
  readonly facts: readonly Fact[]
  /** Conditions computed once for several measures. */
  readonly shared: number
}

/** PostgreSQL allows 1,664 columns between query levels; facts, shared conditions and outcomes all travel there. */
const measuresAStatement = 200
const workdayRelation = 'juying_workday'

/**
 * Editions as SQL over a relation of facts: for each subject and edition the three-valued outcome, and the amount in fen
 * for the eligible. Money columns are yuan (numeric), lists and records jsonb, the rest boolean, numeric or integer, date,
 * text. The meaning is explain's: the agreement test holds them together.
 */
export function compileSql(editions: readonly Edition[], options: CompileOptions): CompiledSql {
  const facts = new Set(editions.flatMap((edition) => allExpressions(edition).flatMap(factsOf)))
  const statements: { text: string; editions: readonly Edition[] }[] = []
  let shared = 0
  for (let i = 0; i < editions.length; i += measuresAStatement) {
    const part = editions.slice(i, i + measuresAStatement)
    const written = new StatementWriter(options, editions).write(part)
    shared += written.shared
    statements.push({ text: written.text, editions: part })
  }
  return { statements, shared, facts: [...options.vocabulary.facts.values()].filter((fact) => facts.has(fact.name)) }
}

/** One expression over a relation: `select subject, value`. For `juying feel` and the agreement tests. */
export function compileExpression(expr: Expr, options: CompileOptions): string {
  return new StatementWriter(options, []).single(expr)
}

class StatementWriter {
  private readonly options: CompileOptions
  private readonly dialect: Dialect
  private readonly library: ReadonlyMap<string, Edition>
  private readonly asking: string[] = []
  private aliases = 0
  private needsWorkdays = false
  /** Columns that the statement reads: only they travel through its levels. */
  private readonly columns = new Set<string>()

  constructor(options: CompileOptions, editions: readonly Edition[]) {
    this.options = options
    this.dialect = options.dialect ?? postgres
    this.library = options.library ?? new Map(editions.map((edition) => [edition.measure, edition]))
  }

  write(editions: readonly Edition[]): { text: string; shared: number } {
    const { dialect } = this
    const conditions = new Map<string, number>()
    const doubts: string[] = []
    const outcomes = editions.map((edition) => {
      const failed: string[] = []
      const parts = this.outcomeParts(edition, failed)
      for (const part of new Set(parts)) conditions.set(part, (conditions.get(part) ?? 0) + 1)
      doubts.push(failed.join(' or '))
      return parts
    })
    const totals = editions.map((edition) => this.amountSql(edition, this.writing(edition.measure)))
    const attempts = editions.map((edition, i) => dialect.attempt?.(totals[i] ?? 'null', totalExpressions(edition)))
    const amounts = totals.map((total, i) => attempts[i]?.sql ?? total)
    // what is certain in spite of a number beyond bounds stays so: Kleene's logic is monotone
    const beyond = attempts.map((attempt, i) => {
      const cases = [...(doubts[i] ? [`when f.o${i} is null then f.b${i}`] : []), ...(attempt ? [`when f.o${i} then ${attempt.failed(`f.a${i}`)}`] : [])]
      return cases.length === 0 ? 'false' : `case ${cases.join(' ')} else false end`
    })
    const everything = [...outcomes.flat(), ...amounts]
    const repeated = (part: string): boolean => everything.some((text) => text !== part && text.includes(part))
    const sharedParts = [...conditions].filter(([part, uses]) => uses > 1 || (part.includes('select') && repeated(part))).map(([part], i) => ({ part, name: `c${i}` }))
    const names = new Map(sharedParts.map(({ part, name }) => [part, `f.${name}`]))
    const costly = sharedParts.filter(({ part }) => part.includes('select'))
    // a subselect that another measure's outcome repeats is taken from its column as well
    const use = (text: string): string => names.get(text) ?? costly.reduce((result, { part, name }) => result.replaceAll(part, `f.${name}`), text)
    // `offset 0` keeps the planner from pulling the levels up and computing a shared condition once per use
    const subject = `f.${dialect.identifier(this.options.subject ?? 'id')}`
    const carried = [...new Set([subject, ...this.columns])].join(', ')
    const first = `select ${carried}${sharedParts.map(({ part, name }) => `, ${part} as ${name}`).join('')} from ${this.relation()} as f offset 0`
    const second = `select f.*${outcomes.map((parts, i) => `, (${parts.map(use).join(' and ')}) as o${i}`).join('')} from (${first}) as f offset 0`
    const third = `select ${subject}${editions.map((_, i) => `, f.o${i}, case when f.o${i} then ${use(amounts[i] ?? 'null')} end as a${i}${doubts[i] ? `, case when f.o${i} is null then ${doubts[i]} end as b${i}` : ''}`).join('')} from (${second}) as f offset 0`
    const spread = dialect.spread({
      subject,
      from: third,
      measure: editions.map((edition) => dialect.text(edition.measure)),
      edition: editions.map((edition) => String(edition.edition)),
      outcome: editions.map((_, i) => `f.o${i}`),
      amount: attempts.map((attempt, i) => attempt?.value(`f.a${i}`) ?? `f.a${i}`),
      beyond,
    })
    const text = this.options.withoutIneligible === true ? `select * from (${spread}) as v where v.outcome is distinct from false` : spread
    return { text: this.prefix() + text, shared: sharedParts.length }
  }

  single(expr: Expr): string {
    const value = sqlOf(expr, this.writing(''))
    const attempt = this.dialect.attempt?.(value, [expr])
    const beyond = this.dialect.attempt ? `, ${attempt?.failed(attempt.sql) ?? 'false'} as beyond` : ''
    return `${this.prefix()}select f.${this.dialect.identifier(this.options.subject ?? 'id')} as subject, ${attempt?.value(attempt.sql) ?? value} as value${beyond} from ${this.relation()} as f`
  }

  private relation(): string {
    const columns = this.needsWorkdays ? this.dialect.workdayColumns : undefined
    return columns ? `(select g.*, ${columns.map((column) => `w.${column}`).join(', ')} from ${this.options.relation} as g cross join ${workdayRelation} as w)` : this.options.relation
  }

  private read(column: string): string {
    const name = `f.${this.dialect.identifier(column)}`
    this.columns.add(name)
    return name
  }

  private prefix(): string {
    const { calendar } = this.options.vocabulary
    return this.needsWorkdays && calendar ? `with ${workdayRelation} as materialized (${workdaySql(calendar, this.dialect)}) ` : ''
  }

  private writing(measure: string): Writing {
    const { options, dialect } = this
    const { vocabulary } = options
    return {
      dialect,
      slots: new Map(),
      write: sqlOf,
      on: options.on ?? '$1::date',
      alias: (prefix) => `${prefix}${(this.aliases += 1)}`,
      column: (name) => {
        const fact = vocabulary.facts.get(name)
        if (name === applicationDay) return options.facts?.has(name) === true ? this.read(applicationDay) : undefined
        if (!fact || (options.facts && !options.facts.has(name))) return undefined
        return this.read(options.column ? options.column(fact) : columnOf(fact))
      },
      measure: (code, ask) => this.otherMeasure(code, ask, measure),
      workdays: () => {
        const { calendar } = vocabulary
        if (!calendar) return undefined
        this.needsWorkdays = true
        for (const column of dialect.workdayColumns ?? []) this.read(column)
        return { name: workdayRelation, from: calendar.from, to: calendar.to }
      },
    }
  }

  /** What the relation supplies under 享受("code"), or else the other measure's own answer written out. */
  private otherMeasure(code: string, ask: 'outcome' | 'amount', asker: string): string {
    const name = measureFact(code, ask)
    const column = this.options.facts?.has(name) === true ? this.read(name) : undefined
    const given = column !== undefined && ask === 'amount' ? this.dialect.total(column) : column
    const edition = this.library.get(code)
    let own = ask === 'outcome' ? 'null::boolean' : this.dialect.unknownTotal
    if (edition && code !== asker && !this.asking.includes(code)) {
      this.asking.push(asker, code)
      const outcome = `(${this.outcomeParts(edition).join(' and ')})`
      own = ask === 'outcome' ? outcome : `(case ${outcome} when true then ${this.totalSql(edition, this.writing(code))} when false then ${this.dialect.noMoney} end)`
      this.asking.length -= 2
    }
    return given === undefined ? own : `coalesce(${given}, ${own})`
  }

  /** Aliases start anew in each condition, so that the same rule gives the same text wherever it stands, and is shared. */
  private condition(condition: Condition, writing: Writing, failed: string[] | undefined): string {
    const before = this.aliases
    this.aliases = 0
    const text = sqlOf(condition.expr, writing)
    this.aliases = Math.max(before, this.aliases)
    const attempt = failed && this.dialect.attempt?.(text, [condition.expr])
    if (!attempt) return text
    failed.push(attempt.failed(attempt.sql))
    return attempt.value(attempt.sql)
  }

  /** `failed` takes what says that a condition went beyond bounds; without it the conditions are inside one that says so itself. */
  private outcomeParts(edition: Edition, failed?: string[]): readonly string[] {
    const writing = this.writing(edition.measure)
    const all = (conditions: readonly Condition[]) => conditions.map((condition) => this.condition(condition, writing, failed))
    const parts = all(edition.conditions)
    if (edition.alternatives.length > 0) parts.push(`(${edition.alternatives.map((alternative) => `(${all(alternative.conditions).join(' and ')})`).join(' or ')})`)
    return [...parts, ...all(edition.implied)]
  }

  private amountSql(edition: Edition, writing: Writing): string {
    const total = this.totalSql(edition, writing)
    return total === this.dialect.unknownTotal ? 'null::bigint' : this.dialect.fen(total)
  }

  private totalSql(edition: Edition, writing: Writing): string {
    if (edition.alternatives.length === 0) return givesSql(edition.gives, writing)
    const one = (alternative: Alternative) => {
      const total = givesSql(alternative.gives.length > 0 ? alternative.gives : edition.gives, writing)
      const holds = alternative.conditions.map((condition) => sqlOf(condition.expr, writing)).join(' and ')
      return `case when ${holds} then ${total} end`
    }
    // GREATEST passes over NULL here on purpose: an alternative in doubt does not lower what certainly holds
    return `greatest(${edition.alternatives.map(one).join(', ')})`
  }
}

function givesSql(gives: readonly Give[], writing: Writing): string {
  const parts = gives.flatMap((give) => {
    if (!give.total) return []
    const total = writing.dialect.total(sqlOf(give.total, writing), give.total, writing)
    return [give.when ? `(case ${sqlOf(give.when.expr, writing)} when true then ${total} when false then ${writing.dialect.noMoney} end)` : total]
  })
  return parts.length === 0 ? writing.dialect.unknownTotal : `(${parts.join(' + ')})`
}

/** Working days of the calendar's span, by the State Council's notices. */
function workdaySql(calendar: WorkCalendar, dialect: Dialect): string {
  const days = (list: readonly Day[]) => (list.length === 0 ? 'false' : `day in (${list.map((day) => `date '${day}'`).join(', ')})`)
  const isWorkday = `case when extract(isodow from day) >= 6 then ${days(calendar.workdays)} else not (${days(calendar.holidays)}) end`
  return dialect.workdays({ from: `date '${calendar.from}'`, to: `date '${calendar.to}'`, isWorkday })
}

/** Whatever of an edition its amount is made of. */
function totalExpressions(edition: Edition): readonly Expr[] {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  const holds = edition.alternatives.flatMap((alternative) => alternative.conditions.map((condition) => condition.expr))
  return [...holds, ...gives.flatMap((give) => [...(give.when ? [give.when.expr] : []), ...(give.total ? [give.total] : [])])]
}
