import { ceiling, compare, formatDecimal, subtract, toInteger, type Decimal } from '../language/decimal.ts'
import { addDays, addMonths, dayWords, type Day } from '../language/day.ts'
import { isDecimal, type Surroundings } from '../language/evaluate.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import { valueWords, words } from '../language/words.ts'
import type { Known } from '../language/type.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { runOf } from './judge.ts'

/** One change that would turn a false condition. */
export interface Change {
  readonly fact?: string
  readonly from: Known
  /** What it would have to be, when it is one value. */
  readonly to?: Known
  readonly words: string
  /** The day from which it would hold by the passing of time alone. */
  readonly date?: Day
}

/** How far ahead time is tried, in months. */
const horizon = 120

/**
 * The smallest changes that would make a false expression true, or undefined when nobody can change it (a fixed fact) or
 * no simple change is found. Of alternatives, the one with the fewest changes.
 */
export function nearestChange(expr: Expr, at: Surroundings, vocabulary: Vocabulary): readonly Change[] | undefined {
  if (runOf(expr)(at) !== false) return []
  if (expr.op === 'and') {
    const parts = expr.args.map((arg) => nearestChange(arg, at, vocabulary))
    const found: Change[] = []
    for (const part of parts) {
      if (!part) return undefined
      found.push(...part)
    }
    return found
  }
  if (expr.op === 'or') {
    const options = expr.args.flatMap((arg) => {
      const part = runOf(arg)(at) === false ? nearestChange(arg, at, vocabulary) : undefined
      return part ? [part] : []
    })
    return options.sort((a, b) => a.length - b.length || Number(b.every((c) => c.date)) - Number(a.every((c) => c.date)))[0]
  }
  return byTime(expr, at) ?? byValue(expr, at, vocabulary)
}

/** Time alone: the first later day on which it holds, everything else the same. */
function byTime(expr: Expr, at: Surroundings): readonly Change[] | undefined {
  if (!factsOf(expr).includes(applicationDay) || at.fact(applicationDay) !== null) return undefined
  const run = runOf(expr)
  const holds = (on: Day): boolean => run({ ...at, on, locals: [] }) === true
  for (let month = 1; month <= horizon; month += 1) {
    const later = addMonths(at.on, month)
    if (!holds(later)) continue
    let day = addMonths(at.on, month - 1)
    while (day < later && !holds(day)) day = addDays(day, 1)
    return [{ from: at.on, to: day, date: day, words: `到${dayWords(day)}即满足“${words(expr)}”` }]
  }
  return undefined
}

function byValue(expr: Expr, at: Surroundings, vocabulary: Vocabulary): readonly Change[] | undefined {
  switch (expr.op) {
    case 'fact':
      return change(expr.name, false, true, `“${expr.name}”需为是`, vocabulary)
    case 'not':
      return expr.arg.op === 'fact' ? change(expr.arg.name, true, false, `“${expr.arg.name}”需为否`, vocabulary) : undefined
    case 'ranked': {
      if (expr.left.op !== 'fact') return undefined
      const wanted = runOf(expr.right)(at)
      return change(expr.left.name, at.fact(expr.left.name), expr.comparator === '>=' ? wanted : undefined, words(expr), vocabulary)
    }
    case 'in': {
      const first = expr.tests[0]
      if (expr.left.op === 'fact' && expr.tests.length === 1 && first?.kind === 'range') {
        const value = at.fact(expr.left.name)
        const low = runOf(first.low)(at)
        if (isDecimal(value) && isDecimal(low) && compare(value, low) < 0 && !first.lowOpen) return reach(expr.left.name, value, low, at, vocabulary)
      }
      return expr.left.op === 'fact' ? change(expr.left.name, at.fact(expr.left.name), undefined, `需${words(expr)}`, vocabulary) : undefined
    }
    case 'compare': {
      if (expr.left.op === 'months') return moreMonths(expr, at)
      if (expr.left.op !== 'fact') return undefined
      const { name } = expr.left
      const value = at.fact(name)
      const wanted = runOf(expr.right)(at)
      if (expr.comparator === '>=' && isDecimal(value) && isDecimal(wanted)) return reach(name, value, wanted, at, vocabulary)
      const to = expr.comparator === '=' || expr.comparator === '<=' ? wanted : undefined
      return change(name, value, to, `需${words(expr)}（现为${valueWords(value, expr.left.type)}）`, vocabulary)
    }
    default:
      return undefined
  }
}

function change(fact: string, from: Known, to: Known | undefined, text: string, vocabulary: Vocabulary): readonly Change[] | undefined {
  if (fact === applicationDay || vocabulary.facts.get(fact)?.fixed === true) return undefined
  return [{ fact, from, ...(to === undefined ? {} : { to }), words: text }]
}

/** A number that has to rise to `wanted`; dated when the vocabulary says that it rises by itself each month. */
function reach(fact: string, value: Decimal, wanted: Decimal, at: Surroundings, vocabulary: Vocabulary): readonly Change[] | undefined {
  const declared = vocabulary.facts.get(fact)
  if (declared?.fixed === true) return undefined
  const gap = subtract(wanted, value)
  const unit = declared?.unit ?? ''
  const months = declared?.grows === 'monthly' ? toInteger(ceiling(gap)) : undefined
  const date = months === undefined ? undefined : addMonths(at.on, months)
  return [{ fact, from: value, to: wanted, words: `${fact}还差${formatDecimal(gap)}${unit}${date === undefined ? '' : `（预计${dayWords(date)}起符合）`}`, ...(date === undefined ? {} : { date }) }]
}

/** 连续月数(…) >= n: so many more months, if they are paid without a break. */
function moreMonths(expr: Expr & { op: 'compare' }, at: Surroundings): readonly Change[] | undefined {
  const value = runOf(expr.left)(at)
  const wanted = runOf(expr.right)(at)
  if (!isDecimal(value) || !isDecimal(wanted) || (expr.comparator !== '>=' && expr.comparator !== '=')) return undefined
  const months = toInteger(ceiling(subtract(wanted, value)))
  if (months === undefined || months <= 0) return undefined
  const date = addMonths(at.on, months)
  return [{ from: value, to: wanted, date, words: `再缴满${months}个月（预计${dayWords(date)}起符合）` }]
}

