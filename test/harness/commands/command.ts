import { sql } from 'kysely'
import type { PostingKind } from '../../../fund/contract.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { Fen } from '../../../kernel/types.ts'
import type { Hand, Stage } from '../stage.ts'

/** A command that may be sent now: once it was done, `done` counts 1 and the ledger has exactly `posts` more. */
export interface Ready {
  hand: Hand
  body: Readonly<Record<string, unknown>>
  /** Another body that the verb could take: the same key with it must be refused. */
  other: Readonly<Record<string, unknown>>
  /** What it moves, by kind of voucher, in fen; nothing for a command that only makes money ready to move. */
  posts: Partial<Record<PostingKind, Fen>>
  /** How often its effect is there. */
  done(db: Tx): Promise<number>
}

export interface Command {
  verb: string
  /** Builds an object of its own in a state in which the verb is allowed. */
  prepare(stage: Stage): Promise<Ready>
}

export const document = '青财行〔2026〕18 号'

/** How many rows fit the words after `from`. */
export const countOf = async (db: Tx, from: ReturnType<typeof sql>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${from}`.execute(db)
  return rows[0]?.count ?? 0
}
