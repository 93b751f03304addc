import type { Library } from '../../explain/judge.ts'
import type { Day } from '../../language/day.ts'
import type { Edition } from '../../measure/edition.ts'
import type { Table } from '../store/table.ts'
import { planAmount, type Amount } from './amount.ts'
import { Context } from './context.ts'
import type { DerivedStore } from './derived.ts'
import type { Logic } from './graph.ts'
import { Planner } from './planner.ts'

/** One edition as the kernels compute it. */
export interface Scenario {
  readonly edition: Edition
  readonly outcome: Logic
  readonly amount: Amount
}

export interface Planned {
  readonly planner: Planner
  readonly context: Context
  readonly scenarios: readonly Scenario[]
}

const mostAttempts = 50
/** Computed columns kept beyond those in use, each of up to ten bytes a subject. */
const spareColumns = 16

/**
 * Plans editions over the table as it is and computes what the plan needs a row at a time. Computing may widen a column or
 * show that one cannot hold its values: then it is planned again, until it stands.
 */
export function planScenarios(table: Table, store: DerivedStore, editions: readonly Edition[], on: Day, library: Library): Planned {
  for (let attempt = 1; ; attempt += 1) {
    const context = new Context(table, store, on, library)
    const planner = new Planner(context)
    const scenarios = editions.map((edition) => ({ edition, outcome: planner.outcome(edition), amount: planAmount(planner, edition) }))
    const { revision } = table
    const settled = context.refresh() && table.revision === revision
    if (settled) {
      store.trim(spareColumns, context.used)
      return { planner, context, scenarios }
    }
    if (attempt === mostAttempts) throw new Error('the plan of the column engine does not settle')
  }
}
