import { z } from 'zod'

/** A declared fact, as the form gives it; days as 2024-09-01, money in yuan. */
export const Answer = z.union([z.string().trim().min(1).max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])
export const Answers = z.record(z.string().min(1).max(60), Answer)
export type Answers = z.infer<typeof Answers>
