import type { DatabaseAddress } from '../../kernel/db/roles.ts'

/** What every harness is given, and what it answers: figures for one JSON line, and whether every promise held and every planted fault was found. */
export interface HarnessOptions {
  address: DatabaseAddress
  /** The administrator's connection to the same database: for what no role of the product may do. */
  adminUrl: string
  large: boolean
  pairs: number | undefined
  commands: number | undefined
  /** Draws that shall be made again, or others; without it each harness has its own. */
  seed: number | undefined
  /** Write the tables of docs/ anew instead of holding them against what was found. */
  write: boolean
}
export type Harness = (options: HarnessOptions) => Promise<{ figures: object; passed: boolean }>
