import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'
import { FenField, PlainDateField } from '../../kernel/types.ts'

/** 兑现情况: what the city has paid out this year by measure, of signed periods alone, and of nothing so small that somebody could be read from it. */

export const publicResults = declareQuery({
  name: 'portal.results',
  label: '兑现情况',
  may: 'public',
  input: z.object({}),
  output: z.object({
    /** The books are signed up to this day; null before the first signature. */
    until: PlainDateField.nullable(),
    rows: z.array(
      z.object({
        measure: z.string(),
        title: z.string(),
        recipients: z.number().int(),
        paid: FenField,
        /** Calendar days from the application to the first payment of those first paid this year; null where there are too few. */
        medianDays: z.number().int().nullable(),
      }),
    ),
    /** Measures of which fewer have received: named by number alone. */
    tooFew: z.number().int(),
    fewest: z.number().int(),
  }),
})
