import { parseDecimal, yuanToFen } from '../language/decimal.ts'
import { FactProblem, type Facts } from '../vocabulary/facts.ts'
import type { Paid } from './rules.ts'

const written = /^已领金额\("([^"]{1,200})"\)$/

/** Whether a name among the facts says what was paid already. */
export function isPaid(name: string): boolean {
  return written.test(name)
}

/** What was paid already, as facts give it: `已领金额("省级安家补贴")`, in yuan. Throws FactProblem for what is no sum. */
export function paidFrom(facts: Facts): readonly Paid[] {
  return Object.entries(facts).flatMap(([name, value]): Paid[] => {
    const of = written.exec(name)?.[1]
    if (of === undefined || value === null || value === undefined || value === '') return []
    const yuan = typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint' ? parseDecimal(String(value)) : undefined
    if (!yuan || yuan.n < 0n) throw new FactProblem(name, `“${name}”要写金额（元），不能是负数`)
    return yuan.n === 0n ? [] : [{ of, fen: yuanToFen(yuan) }]
  })
}
