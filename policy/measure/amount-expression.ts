import { parseDecimal, zero, type Decimal } from '../language/decimal.ts'
import type { Expr } from '../language/expression.ts'
import { anyType, moneyType, numberType, type Type, type Value } from '../language/type.ts'
import type { Amount, Uplift } from './edition.ts'

const place = { from: 0, to: 0 }

function money(value: Decimal): Expr {
  return { op: 'constant', value, type: moneyType, ...place }
}
function number(value: Decimal): Expr {
  return { op: 'constant', value, type: numberType, ...place }
}
const nothing: Expr = { op: 'constant', value: null, type: anyType, ...place }

/**
 * An amount as one expression in yuan, so that every engine means the same by it. A key without a row gives an unknown
 * amount (the checker refuses tables that somebody could fall through); within `best` it counts 0. A decided amount is
 * unknown until its body has decided.
 */
export function amountExpr(amount: Amount, noRow: Expr = nothing): Expr {
  switch (amount.kind) {
    case 'fixed':
      return money(amount.yuan)
    case 'formula':
      return amount.rule.expr
    case 'percent':
      return { op: 'multiply', left: amount.of.expr, right: number(amount.share), type: moneyType, ...place }
    case 'units':
      return { op: 'multiply', left: amountExpr(amount.unit, noRow), right: amount.quantity.expr, type: moneyType, ...place }
    case 'table': {
      const { type } = amount.by.expr
      const rows = amount.rows.flatMap((row) => {
        const key = tableKey(row.key, type)
        return key === undefined ? [] : [{ key, then: amountExpr(row.amount, noRow) }]
      })
      return { op: 'table', by: amount.by.expr, rows, otherwise: amount.otherwise ? amountExpr(amount.otherwise, noRow) : noRow, type: moneyType, ...place }
    }
    case 'rows':
      return amount.rows.reduceRight<Expr>(
        (rest, row) => ({ op: 'if', condition: row.when.expr, then: amountExpr(row.amount, noRow), else: rest, type: moneyType, ...place }),
        amount.otherwise ? amountExpr(amount.otherwise, noRow) : noRow,
      )
    case 'best':
      return { op: 'call', name: 'greatest', args: amount.of.map((part) => amountExpr(part, money(zero))), type: moneyType, ...place }
    case 'bounded': {
      // unknown stays unknown here: LEAST(NULL, cap) in SQL would pay the cap
      let result = amountExpr(amount.of, noRow)
      if (amount.floor) result = { op: 'call', name: 'greatest', args: [result, amountExpr(amount.floor, noRow)], type: moneyType, ...place }
      if (amount.cap) result = { op: 'call', name: 'least', args: [result, amountExpr(amount.cap, noRow)], type: moneyType, ...place }
      return result
    }
    case 'decided':
      return nothing
  }
}

/** A table key as written, as a value of the key's type. */
export function tableKey(key: string, type: Type): Value | undefined {
  if (type.kind === 'boolean') return key === 'true' || key === '是'
  if (type.kind === 'number' || type.kind === 'money') return parseDecimal(key)
  return key
}

/** Base plus uplifts: all that hold add up, or only the best of them counts. */
export function withUplifts(base: Expr, uplifts: readonly Uplift[], combine: 'add' | 'best'): Expr {
  if (uplifts.length === 0) return base
  const parts = uplifts.map((uplift): Expr => {
    const extra: Expr = 'yuan' in uplift.by ? money(uplift.by.yuan) : { op: 'multiply', left: base, right: number(uplift.by.percent), type: moneyType, ...place }
    return { op: 'if', condition: uplift.when.expr, then: extra, else: money(zero), type: moneyType, ...place }
  })
  const extra = combine === 'best' ? parts : undefined
  if (extra) return plus(base, { op: 'call', name: 'greatest', args: extra, type: moneyType, ...place })
  return parts.reduce(plus, base)
}

export function plus(left: Expr, right: Expr): Expr {
  return { op: 'add', left, right, type: moneyType, ...place }
}

/** Rounded to the fen, half away from zero: what is actually paid. */
export function toFen(amount: Expr): Expr {
  return { op: 'call', name: 'round', args: [amount, number({ n: 2n, s: 0 })], type: moneyType, ...place }
}
