import type { Sealer } from '../../kernel/seal/seal.ts'

type Place = Parameters<Sealer['seal']>[0]

/** Where a sealed value belongs: it opens nowhere else. */
export const phonePlace = (table: 'invitation' | 'entry_request', row: string): Place => ({ table: `clerks.${table}`, column: 'phone', row })
export const proofPlace = (row: string): Place => ({ table: 'clerks.entry_request', column: 'proof', row })
