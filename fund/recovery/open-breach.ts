import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Subject } from '../../measures/types.ts'

/** How many breaches of this holder are being looked into and not decided. With house eyes; the caller may ask about the holder. */
export const breachesOpen = (db: Tx, holder: Subject, today: PlainDate): Promise<number> =>
  withHouseEyes(db, today, async () => {
    const { open } = await db
      .selectFrom('fund.breach')
      .select((row) => row.fn.countAll<bigint>().as('open'))
      .where('holderKind', '=', holder.kind)
      .where('holderId', '=', holder.id)
      .where('state', 'not in', ['upheld', 'dismissed'])
      .executeTakeFirstOrThrow()
    return Number(open)
  })
