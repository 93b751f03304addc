import { amountOf, chooseAlternative, givesOf } from '../../explain/judge.ts'
import { yuanToFen, fenToYuan } from '../../language/decimal.ts'
import type { Expr } from '../../language/expression.ts'
import type { Edition, Give } from '../../measure/edition.ts'
import { mostFen } from './derived.ts'
import type { Logic, Vector } from './graph.ts'
import { expressionKey } from './expression-key.ts'
import type { Planner } from './planner.ts'

/** The total of each eligible subject in fen, where it is known. */
export interface Amount {
  /** Absent when nothing of money is given, or a body decides. */
  readonly fen?: Vector
  readonly way: 'none' | 'constant' | 'tiers' | 'rows'
  readonly why?: string
}

export function planAmount(planner: Planner, edition: Edition): Amount {
  const sets = edition.alternatives.length === 0 ? [edition.gives] : edition.alternatives.map((alternative) => givesOf(edition, alternative))
  const paying = sets.filter((gives) => gives.some((give) => give.total))
  if (paying.length === 0) return { way: 'none' }
  const direct = paying.length === sets.length ? vectorOf(planner, edition) : undefined
  if (direct && Math.max(Math.abs(direct.low), Math.abs(direct.high)) <= mostFen) {
    if (direct.op === 'constant') return direct.valid.op === 'constant' && direct.valid.value === null ? { way: 'none', why: '金额由有关机构决定，或者查不到' } : { fen: direct, way: 'constant' }
    return { fen: direct, way: 'tiers' }
  }
  const computed = planner.context.computedBy(`amount ${amountKey(edition)}`, amountParts(edition), (at) => {
    const gives = givesOf(edition, chooseAlternative(edition, at))
    const yuan = gives.some((give) => give.total) ? amountOf(edition, at) : null
    return yuan ? fenToYuan(yuanToFen(yuan)) : null
  }, [edition.measure])
  return { fen: { ...planner.vectors.ofColumn(computed.column), low: -mostFen, high: mostFen }, way: 'rows', why: direct ? '金额的上限太高，逐人计算以免溢出' : '金额的算式含有内核没有的运算，逐人计算一次后保存' }
}

/** Alternatives: the highest known amount among those that certainly hold; an alternative in doubt does not lower it. */
function vectorOf(planner: Planner, edition: Edition): Vector | undefined {
  const { graph, vectors } = planner
  const asking = [edition.measure]
  if (edition.alternatives.length === 0) return inFen(planner, totalOf(planner, edition.gives, asking))
  let best: Vector | undefined
  for (const alternative of edition.alternatives) {
    const total = inFen(planner, totalOf(planner, givesOf(edition, alternative), asking))
    if (!total) return undefined
    const counts = graph.all([...alternative.conditions.map((condition) => planner.logic(condition.expr, asking)), certain(planner, total.valid)])
    const lowest = vectors.whole(-mostFen, 0, graph.constant(true))
    const own = vectors.choose(certain(planner, counts), { ...total, valid: graph.constant(true) }, lowest)
    const next = own && best ? vectors.arithmetic('greatest', best, own) : own
    best = next && { ...next, valid: best ? graph.any([best.valid, certain(planner, counts)]) : certain(planner, counts) }
  }
  return best
}

/** Yes where certainly so, no everywhere else. */
function certain(planner: Planner, logic: Logic): Logic {
  const { graph } = planner
  return graph.known(graph.select(logic, graph.constant(true), graph.constant(null)))
}

function totalOf(planner: Planner, gives: readonly Give[], asking: readonly string[]): Vector | undefined {
  const { graph, vectors } = planner
  const nothing = vectors.whole(0, 2, graph.constant(true))
  let sum: Vector | undefined
  for (const give of gives) {
    if (!give.total) continue
    const own = vectors.plan(give.total, asking)
    const part = own && give.when ? vectors.choose(planner.logic(give.when.expr, asking), own, nothing) : own
    sum = part && sum ? vectors.sum(sum, part) : part
    if (!sum) return undefined
  }
  return sum
}

/** Yuan to fen, half away from zero, as `yuanToFen`. */
function inFen(planner: Planner, yuan: Vector | undefined): Vector | undefined {
  const { vectors } = planner
  const cents = yuan && vectors.rounded(yuan, 2)
  const fen = cents && vectors.atScale(cents, 2)
  if (!fen) return undefined
  // the same whole numbers, now counted in fen
  return fen.op === 'constant' ? vectors.whole(fen.value, 0, fen.valid) : { ...fen, scale: 0 }
}

/** Everything that decides the amount: two editions of one key have one amount. */
function amountKey(edition: Edition): string {
  const gives = (list: readonly Give[]) => list.map((give) => `${give.when ? expressionKey(give.when.expr) : ''}:${give.total ? expressionKey(give.total) : ''}`).join('|')
  const alternatives = edition.alternatives.map((alternative) => `${alternative.conditions.map((condition) => expressionKey(condition.expr)).join('&')}=>${gives(alternative.gives)}`)
  return `${edition.measure} ${gives(edition.gives)} ${alternatives.join(' / ')}`
}

function amountParts(edition: Edition): readonly Expr[] {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  return [...gives.flatMap((give) => [...(give.when ? [give.when.expr] : []), ...(give.total ? [give.total] : [])]), ...edition.alternatives.flatMap((alternative) => alternative.conditions.map((condition) => condition.expr))]
}
