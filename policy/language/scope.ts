import type { Decimal } from './decimal.ts'
import type { ListEdition } from './expression.ts'
import type { Type } from './type.ts'

/** The built-in fact: the day the question is asked for (`on`), unless a subject brings its own. */
export const applicationDay = '申请日'

/** The names that a rule may use. The vocabulary gives one; `juying feel` makes one from its context. */
export interface Scope {
  typeOf(name: string): Type | undefined
  names(): Iterable<string>
  readonly lists: ReadonlyMap<string, readonly ListEdition[]>
  readonly statistics: ReadonlyMap<string, ReadonlyMap<number, Decimal>>
  /** A written `null` stands for an unknown (`juying feel`); in a measure it is refused, for it decides nothing. */
  readonly nullAllowed?: true
  /** Codes of the measures in the library at hand. Undefined: the library is not at hand, any code is taken. */
  readonly measures?: ReadonlySet<string>
}
