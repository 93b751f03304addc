import { z } from 'zod'
import { FenField, PlainDateField } from '../kernel/types.ts'
import type { Assessment } from '../measures/types.ts'

/** What an assessment says, and how it is shown; how it is kept: kept-assessment.ts. */

const outcome = z.enum(['eligible', 'ineligible', 'unknown'])
export const FactShown = z.object({
  name: z.string(),
  value: z.string().nullable(),
  source: z.string().nullable(),
  asOf: PlainDateField.nullable(),
  verification: z.enum(['verified', 'declared', 'disputed']).nullable(),
})
export const ConditionShown = z.object({ says: z.string(), outcome, facts: z.array(FactShown), nearest: z.string().nullable() })
export type ConditionShown = z.infer<typeof ConditionShown>
/** Who bears which share, in ten-thousandths; absent where the clause names nobody. */
const PayerShown = z.object({ purse: z.enum(['city', 'county', 'employer', 'above']), name: z.string(), basisPoints: z.number().int() })
export const InstalmentShown = z.object({ no: z.number().int(), dueOn: PlainDateField, amount: FenField, condition: z.string().nullable(), payers: z.array(PayerShown).optional() })

export const AssessmentField = z.object({
  outcome,
  conditions: z.array(ConditionShown),
  missing: z.array(z.object({ fact: z.string(), ask: z.string() })),
  amount: FenField.nullable(),
  amountBecause: z.string().nullable(),
  schedule: z.array(InstalmentShown),
  unproven: z.array(z.string()).optional(),
  factsUsed: z.record(z.string(), z.unknown()),
})

/** All green: every condition holds, and nothing that it or the amount rests on is merely declared or in dispute. Only such cases may be agreed in bulk, or paid without anybody's look. */
export const isGreen = ({ outcome: whole, conditions, unproven = [] }: Assessment): boolean =>
  whole === 'eligible' &&
  unproven.length === 0 &&
  conditions.every((condition) => condition.outcome === 'eligible' && condition.facts.every(({ verification }) => verification !== 'declared' && verification !== 'disputed'))

/** The conditions that fail, in the clause's words and with the smallest change that would turn them. */
export const failingWords = ({ conditions }: Assessment): string => failing(conditions, ({ says, nearest }) => (nearest ? `${says}（${nearest}）` : says))

/** The same without how far off, for what is kept readable: by how much pay falls short of a threshold says what it is. */
export const failingSays = ({ conditions }: Assessment): string => failing(conditions, ({ says }) => says)

const failing = (conditions: Assessment['conditions'], say: (condition: Assessment['conditions'][number]) => string): string =>
  conditions
    .filter((condition) => condition.outcome === 'ineligible')
    .map(say)
    .join('；')
