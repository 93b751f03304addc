import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { OutcomeChange } from '../../policy/index.ts'
import type { LiveLibrary } from '../library.ts'
import { settlePeople } from '../portfolio.ts'
import type { SubjectKind } from '../types.ts'

/** A change of outcome with what the desk knows around it. */
export interface EntitlementChange extends OutcomeChange {
  kind: SubjectKind
  editionId: string
}

/**
 * Keeps `measures.entitlement` in step between two matches: who became eligible is there, with the day; who no longer is, is gone,
 * and what goes together is settled anew. Before the first match there is no
 * run to belong to, and nothing is kept.
 */
export const entitle = async (db: Tx, library: LiveLibrary, changes: readonly EntitlementChange[], on: PlainDate): Promise<void> => {
  if (changes.length === 0) return
  const gained = changes.filter((change) => change.after === 'eligible')
  const lost = changes.filter((change) => change.after !== 'eligible')
  const column = <T>(list: readonly EntitlementChange[], of: (change: EntitlementChange) => T) => sql.val(list.map(of))
  if (lost.length > 0) {
    await sql`delete from measures.entitlement e using unnest(${column(lost, (change) => change.id)}::uuid[], ${column(lost, (change) => change.editionId)}::uuid[]) as gone(subject, edition)
      where e.subject_id = gone.subject and e.edition_id = gone.edition`.execute(db)
  }
  if (gained.length > 0) {
    await sql`
      insert into measures.entitlement (subject_kind, subject_id, edition_id, place_code, employer_id, amount_fen, found_on, run_id)
      select t.kind, t.id, t.edition, f.place_code, f.employer_id, t.fen, ${on}::date, r.id
      from unnest(${column(gained, (change) => change.kind)}::text[], ${column(gained, (change) => change.id)}::uuid[], ${column(gained, (change) => change.editionId)}::uuid[],
        ${column(gained, (change) => change.fen)}::bigint[]) as t(kind, id, edition, fen)
      join measures.subject_fact f on f.subject_id = t.id and f.place_code is not null
      cross join (select id from measures.match_run order by ended_at desc limit 1) r
      on conflict (subject_id, edition_id) do update set amount_fen = excluded.amount_fen, place_code = excluded.place_code, employer_id = excluded.employer_id, run_id = excluded.run_id`.execute(db)
  }
  await settlePeople(db, library, [...new Set(changes.filter((change) => change.kind === 'person').map((change) => change.id))])
}
