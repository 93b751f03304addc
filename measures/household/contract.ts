import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { PlainDateField } from '../../kernel/types.ts'

/** Where a measure counts the household: who counts, by which record, what is not known, and what of the spouse stands in its way. */

export const HouseholdMember = z.object({
  /** 本人, or as the record says it. */
  relation: z.string(),
  bornOn: PlainDateField.nullable(),
  source: z.string(),
  asOf: PlainDateField,
  verification: z.enum(['verified', 'declared', 'disputed']),
  /** Whether what this person was granted is known here: he is in the registry too. */
  known: z.boolean(),
})
export type HouseholdMember = z.output<typeof HouseholdMember>

export const myHousehold = declareQuery({
  name: 'measures.household',
  label: '家庭核算',
  may: ['talent'],
  input: z.object({ measure: z.string().max(80) }),
  output: z.object({
    /** In which respects the household is one; empty where the measure looks at the person alone. */
    counts: z.array(z.string()),
    members: z.array(HouseholdMember),
    /** What nobody knows and the measure may turn on, each a sentence with what to do. */
    missing: z.array(z.string()),
    /** What the spouse has that meets this measure: its name and year, and no more; neither sum nor case. */
    spouse: z.array(z.object({ title: z.string(), year: z.number().int(), why: z.string() })),
  }),
})
