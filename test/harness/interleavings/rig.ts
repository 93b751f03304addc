import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { InvalidInput, Denied, Missing, Refusal } from '../../../kernel/errors.ts'
import { databaseCode, type Database } from '../../../kernel/db/database.ts'
import { invoke } from '../../../kernel/invoke.ts'
import type { Actor } from '../../../kernel/org/actor.ts'
import type { Role } from '../../../kernel/org/roles.ts'
import type { Id } from '../../../kernel/types.ts'
import { handlers } from '../../../server/modules.ts'
import type { Stage, Staff } from '../stage.ts'

/** What a transaction of a spec is: the house's own code on one database, answered with one word. */
export type Body = (database: Database) => Promise<string>

/** What a spec looks at when all is over. */
export interface Seen {
  lines?: readonly string[]
  cases?: readonly string[]
  persons?: readonly string[]
}
export interface Laid {
  transactions: readonly Body[]
  seen: Seen
}
export interface Spec {
  name: string
  lay(rig: Rig): Promise<Laid>
}

const byName = new Map(handlers.map((handler) => [handler.declaration.name, handler]))

/** Every way to end, as a word that can be compared. */
export const worded = async (work: Promise<unknown>): Promise<string> => {
  try {
    const answer = await work
    return typeof answer === 'string' ? answer : 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    if (error instanceof Denied || error instanceof Missing || error instanceof InvalidInput) return error.constructor.name
    return `fault ${databaseCode(error) ?? (error instanceof Error ? error.message : String(error))}`
  }
}

export class Rig {
  readonly stage: Stage
  private readonly actors = new Map<string, Promise<Actor>>()
  constructor(stage: Stage) {
    this.stage = stage
  }

  actor(role: Role, { place, department, personId, employerId }: Staff = {}): Promise<Actor> {
    const key = [role, place, department, personId, employerId].join('/')
    const made =
      this.actors.get(key) ??
      this.stage.signIn(role, { ...(place ? { place } : {}), ...(department ? { department } : {}), ...(personId ? { personId } : {}), ...(employerId ? { employerId } : {}) }).then(
        ({ accountId }): Actor => ({ accountId, name: '甲', role, scope: place, department, personId: personId as Id<'person'> | undefined, employerId: employerId as Id<'employer'> | undefined, steppedUp: true }),
      )
    this.actors.set(key, made)
    return made
  }

  /** A verb of the house by this actor, as a transaction. */
  verb(name: string, actor: Actor, body: object): Body {
    const handler = byName.get(name)
    if (!handler) throw new Error(`no verb is called ${name}`)
    return (database) => worded(invoke(database, handler, { actor, today: this.stage.today, requestId: randomUUID(), idempotencyKey: undefined }, body))
  }

  /** Balances, awards, instalments, payments and cases of a spec in one line of text, without numbers and times. */
  async look({ lines = [], cases = [], persons = [] }: Seen): Promise<string> {
    const { rows } = await this.stage.asSystem((db) => sql<{ seen: unknown }>`
      select jsonb_build_object(
        'lines', (select jsonb_agg(jsonb_build_array(l.state, l.appropriated_fen, l.available_fen, l.frozen_fen, l.reserved_fen, l.committed_fen, l.in_transit_fen, l.paid_fen) order by x.at)
          from unnest(${lines}::uuid[]) with ordinality x(id, at) join fund.budget_line l on l.id = x.id),
        'ledger', (select jsonb_object_agg(kind, fen) from (select o.kind, sum(e.debit_fen) as fen from fund.posting o join fund.entry e on e.posting_id = o.id where e.line_id = any(${lines}::uuid[]) group by 1) k),
        'awards', (select jsonb_agg(s order by s) from (select a.state || ' ' || a.amount_fen as s from fund.award a where a.line_id = any(${lines}::uuid[])) a),
        'instalments', (select jsonb_agg(s order by s) from (select i.state || ' ' || i.amount_fen || ' ' || i.attempts as s from fund.instalment i where i.line_id = any(${lines}::uuid[])) i),
        'batches', (select jsonb_agg(s order by s) from (select b.state || ' ' || b.items as s from fund.batch b where b.line_id = any(${lines}::uuid[])) b),
        'payments', (select jsonb_agg(s order by s) from (select t.state || ' ' || t.amount_fen as s from fund.batch_item t join fund.batch b on b.id = t.batch_id where b.line_id = any(${lines}::uuid[])) t),
        'cases', (select jsonb_agg(jsonb_build_array(c.state, c.round, c.award_id is not null, (select jsonb_agg(s.state order by s.round, s.stage, s.no) from cases.step s where s.case_id = c.id),
            (select jsonb_agg(o.state order by o.state) from cases.objection o where o.case_id = c.id), (select jsonb_agg(n.state order by n.id) from cases.notice n where n.case_id = c.id)) order by x.at)
          from unnest(${cases}::uuid[]) with ordinality x(id, at) join cases.case c on c.id = x.id),
        'filed', (select jsonb_agg(c.state order by c.state) from cases.case c where c.person_id = any(${persons}::uuid[])),
        'accounts', (select jsonb_agg(s order by s) from (select (a.replaced_at is null)::text as s from fund.payee_account a where a.holder_id = any(${persons}::uuid[])) a)
      ) as seen`.execute(db))
    return JSON.stringify(rows[0]?.seen, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
  }
}
