import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/errors.ts'
import type { Id, Instant, PlainDate } from '../../kernel/types.ts'

export const scenarios = (db: Tx) =>
  db
    .selectFrom('measures.scenario as s')
    .select([
      sql<Id<'scenario'>>`s.id`.as('id'), 's.number', 's.title', 's.measure', 's.measureTitle', 's.onDate', 's.subjects', sql<number>`jsonb_array_length(s.question -> 'drafts')`.as('scenes'), 's.madeByName', sql<Instant>`s.made_at`.as('madeAt'),
    ])

export const getScenarioRow = async (db: Tx, id: Id<'scenario'>) => {
  const row = await scenarios(db).select([sql<Id<'draft'> | null>`s.draft_id`.as('draftId'), sql`s.question`.as('question'), sql`s.answer`.as('answer')]).where('s.id', '=', id).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

interface NewScenario {
  title: string
  measure: string
  measureTitle: string
  draftId: Id<'draft'> | null
  placeCode: string
  onDate: PlainDate
  subjects: number
  /** JSON of the texts and of the answer on the wire: sums of groups, never a person. */
  question: string
  answer: string
  madeBy: string
  madeByName: string
  year: string
}
export const insertScenario = ({ year, ...values }: NewScenario, db: Tx) =>
  db
    .insertInto('measures.scenario')
    .values({ ...values, number: sql<string>`kernel.next_number(${`FA${year}`})` })
    .returning([sql<Id<'scenario'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
