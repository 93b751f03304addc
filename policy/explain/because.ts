import { formatDecimal, type Decimal } from '../language/decimal.ts'
import { isDecimal, order, type Surroundings } from '../language/evaluate.ts'
import { valueWords, words } from '../language/words.ts'
import { amountExpr, tableKey } from '../measure/amount-expression.ts'
import type { Amount, Give } from '../measure/edition.ts'
import { runOf } from './judge.ts'

function percentWords(share: Decimal): string {
  return `${formatDecimal({ n: share.n * 100n, s: share.s })}%`
}

function yuanWords(value: Decimal): string {
  return `${formatDecimal(value)}元`
}

/** The row or formula that gives the amount for this subject, in words. */
export function becauseOf(amount: Amount, at: Surroundings): string {
  switch (amount.kind) {
    case 'fixed':
      return `定额${yuanWords(amount.yuan)}`
    case 'formula':
      return words(amount.rule.expr)
    case 'percent':
      return `${words(amount.of.expr)}（${valueWords(runOf(amount.of.expr)(at), amount.of.expr.type)}）的${percentWords(amount.share)}`
    case 'units':
      return `${becauseOf(amount.unit, at)} × ${words(amount.quantity.expr)}（${valueWords(runOf(amount.quantity.expr)(at), amount.quantity.expr.type)}）`
    case 'table': {
      const { expr } = amount.by
      const key = runOf(expr)(at)
      if (key === null) return `按${words(expr)}查表，${words(expr)}未知`
      const row = amount.rows.find((candidate) => {
        const value = tableKey(candidate.key, expr.type)
        return value !== undefined && order(key, value) === 0
      })
      const found = row?.amount ?? amount.otherwise
      return `${words(expr)}为${valueWords(key, expr.type)}：${found ? becauseOf(found, at) : '表里没有这一行'}`
    }
    case 'rows': {
      for (const row of amount.rows) {
        const value = runOf(row.when.expr)(at)
        if (value === true) return `${words(row.when.expr)}：${becauseOf(row.amount, at)}`
        if (value === null) return `尚不知道是否${words(row.when.expr)}`
      }
      return amount.otherwise ? `其余：${becauseOf(amount.otherwise, at)}` : '没有适用的一行'
    }
    case 'best': {
      let best: { part: Amount; value: Decimal } | undefined
      for (const part of amount.of) {
        const value = runOf(cachedExpr(part))(at)
        if (isDecimal(value) && (!best || (order(value, best.value) ?? 0) > 0)) best = { part, value }
      }
      return best ? `就高取：${becauseOf(best.part, at)}` : '就高取最高一档'
    }
    case 'bounded': {
      const limits = [amount.floor ? `不低于${becauseOf(amount.floor, at)}` : '', amount.cap ? `不超过${becauseOf(amount.cap, at)}` : ''].filter(Boolean)
      return `${becauseOf(amount.of, at)}，${limits.join('，')}`
    }
    case 'decided':
      return `由${amount.by}一事一议决定${amount.cap ? `，不超过${yuanWords(amount.cap)}` : ''}`
  }
}

const exprs = new WeakMap<Amount, ReturnType<typeof amountExpr>>()
function cachedExpr(amount: Amount): ReturnType<typeof amountExpr> {
  const known = exprs.get(amount)
  if (known) return known
  const made = amountExpr(amount)
  exprs.set(amount, made)
  return made
}

/** The amount's reason with its uplifts and tax. */
export function giveBecause(give: Give, at: Surroundings): string {
  if (!give.amount) return give.what ?? give.name ?? ''
  const uplifts = give.uplifts.filter((uplift) => runOf(uplift.when.expr)(at) === true).map((uplift) => `，${uplift.says}上浮${'percent' in uplift.by ? percentWords(uplift.by.percent) : yuanWords(uplift.by.yuan)}`)
  const periodic = give.schedule.kind === 'periodic' && give.schedule.amountIs === 'each' ? `，每期，共${words(give.schedule.times.expr)}期` : ''
  return `${becauseOf(give.amount, at)}${uplifts.join('')}${periodic}`
}
