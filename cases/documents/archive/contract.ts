import { z } from 'zod'

/** What stands in an archive package beside its parts: `manifest.json`, and in `manifest.sm3` the hash of that. */

export const archiveFormat = 'juying-archive-1'
export const manifestName = 'manifest.json'
export const manifestHashName = 'manifest.sm3'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

export const Manifest = z.object({
  format: z.literal(archiveFormat),
  /** Number of the case, its measure and the day on which it was closed. */
  number: z.string(),
  title: z.string(),
  closedOn: z.string(),
  parts: z.array(z.object({ name: z.string(), says: z.string(), bytes: z.number().int(), sm3: Hash })),
})
export type Manifest = z.output<typeof Manifest>

/** Papers of 60 MB from each side and the record of the case: larger is not one of ours. */
export const archiveLimits = { parts: 2000, unfolded: 300 * 1024 * 1024 }
