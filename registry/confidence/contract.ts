import { z } from 'zod'

/** 可信度: how far a record can be relied on, computed by `pub.record_confidence` (registry/confidence/README.md), and why, in a sentence. */

export const confidenceLevels = { high: '高', medium: '中', low: '低' } as const
export type ConfidenceLevel = keyof typeof confidenceLevels

export const Confidence = z.object({ level: z.enum(Object.keys(confidenceLevels) as [ConfidenceLevel]), says: z.string() })
export type Confidence = z.infer<typeof Confidence>
