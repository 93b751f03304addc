import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { implementList } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { containing } from '../../registry/search.ts'
import type { AwardState } from '../contract.ts'
import { listDoubles } from './contract.ts'

/** Records of people who have more than one. Driven from the few that were merged, not from everybody. */
const records = sql<{ stays: string; id: string }>`(
  select survivor_id as stays, id from pub.person where survivor_id is not null union select survivor_id, survivor_id from pub.person where survivor_id is not null)`

/** The first that he had under another record: the same measure, or one of the same group over a common time. */
const earlier = sql<{ id: Id<'award'>; caseNumber: string; title: string; decidedOn: PlainDate; amountFen: Fen }>`lateral (
  select e.* from ${records} o join fund.award e on e.holder_kind = 'person' and e.holder_id = o.id and e.state <> 'cancelled'
  where o.stays = r.stays and o.id <> r.id and (e.decided_on, e.id) < (l.decided_on, l.id) and (e.measure = l.measure or (e.group_code = l.group_code and e.period && l.period))
  order by e.decided_on, e.id limit 1)`

const doubles = (db: Tx) =>
  db
    .selectFrom(records.as('r'))
    .innerJoin('fund.award as l', (join) => join.on('l.holderKind', '=', 'person').onRef('l.holderId', '=', 'r.id').on('l.state', '<>', 'cancelled'))
    .innerJoin(earlier.as('e'), (join) => join.onTrue())
    .innerJoin('kernel.place as p', 'p.code', 'l.placeCode')
    .select([
      sql<Id<'award'>>`l.id`.as('id'),
      'l.payeeName',
      'l.title',
      'l.caseNumber',
      'l.decidedOn',
      'l.amountFen',
      sql<Fen>`(select coalesce(sum(i.amount_fen), 0)::bigint from fund.instalment i where i.award_id = l.id and i.state in ('paid', 'setOff'))`.as('paidFen'),
      sql<AwardState>`l.state`.as('state'),
      'e.id as earlierId',
      'e.caseNumber as earlierCaseNumber',
      'e.title as earlierTitle',
      'e.decidedOn as earlierDecidedOn',
      'e.amountFen as earlierAmountFen',
      'p.name as placeName',
    ])

const listDoublesHandler = implementList(listDoubles, ({ db }, { search }) => {
  const rows = doubles(db)
  return search ? rows.where(sql<boolean>`(l.payee_name || ' ' || l.title || ' ' || l.case_number || ' ' || e.case_number) ilike ${containing(search)}`) : rows
})

export const doubleHandlers = [listDoublesHandler]
