import { fenToYuan } from '../language/decimal.ts'
import { moneyType } from '../language/type.ts'
import type { Amount, Edition, Give } from '../measure/edition.ts'
import { Subject, type Facts } from '../vocabulary/facts.ts'
import type { ExplainOptions } from './explain.ts'
import { chooseAlternative, givesOf, runOf, surroundings } from './judge.ts'
import { planPayments, type PlannedPayment } from './schedule.ts'

const isDecided = (amount: Amount | undefined): boolean => {
  if (!amount) return false
  if (amount.kind === 'decided') return true
  if (amount.kind === 'best') return amount.of.some(isDecided)
  if (amount.kind === 'table' || amount.kind === 'rows') return amount.rows.some((row) => isDecided(row.amount)) || isDecided(amount.otherwise)
  return amount.kind === 'bounded' && isDecided(amount.of)
}

/** The benefit with the amount that the body named as its whole: instalments are shares of it, periods equal parts. */
const named = (give: Give, fen: bigint): Give => {
  const { each: _, ...rest } = give
  const { schedule } = give
  return {
    ...rest,
    total: { op: 'constant', value: fenToYuan(fen), type: moneyType, from: 0, to: 0 },
    schedule: schedule.kind === 'periodic' ? { ...schedule, amountIs: 'total', rates: [] } : schedule,
  }
}

/**
 * The edition as a body's decision completes it (一事一议): the amount `fen` is the whole of the benefit that it leaves open, paid by that
 * benefit's own schedule. Undefined where not exactly one money benefit is left open, or fixed ones stand beside it: nobody then knows which
 * part of the sum is whose. Instalments in fixed yuan have no share of an open sum: undefined too.
 */
export function decidedEdition(edition: Edition, fen: bigint, facts: Facts, { on, vocabulary, library }: Pick<ExplainOptions, 'on' | 'vocabulary' | 'library'>): Edition | undefined {
  const at = surroundings(new Subject(facts, vocabulary), on, library, [edition.measure])
  const alternative = chooseAlternative(edition, at)
  const money = givesOf(edition, alternative).filter((give) => give.kind === 'money' && (!give.when || runOf(give.when.expr)(at) === true))
  const [open] = money
  if (money.length !== 1 || !open || !isDecided(open.amount)) return undefined
  if (open.schedule.kind === 'instalments' && open.schedule.items.some(({ part }) => !('share' in part))) return undefined
  const withNamed = (gives: readonly Give[]) => gives.map((give) => (give === open ? named(give, fen) : give))
  return { ...edition, gives: withNamed(edition.gives), alternatives: edition.alternatives.map((one) => ({ ...one, gives: withNamed(one.gives) })) }
}

/** The dated schedule of an amount that a body decided; empty where the edition does not say how it would be paid. Amounts in fen. */
export function planDecided(edition: Edition, fen: bigint, facts: Facts, options: Pick<ExplainOptions, 'on' | 'vocabulary' | 'library' | 'place'>): readonly PlannedPayment[] {
  const complete = decidedEdition(edition, fen, facts, options)
  if (!complete) return []
  const at = surroundings(new Subject(facts, options.vocabulary), options.on, options.library, [edition.measure])
  const give = givesOf(complete, chooseAlternative(complete, at)).find(({ kind, when }) => kind === 'money' && (!when || runOf(when.expr)(at) === true))
  return give ? planPayments(give, at, options.vocabulary, options.place) : []
}
