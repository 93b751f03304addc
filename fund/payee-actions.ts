import { sql } from 'kysely'
import { implementList } from '../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import { listMyPayments } from './payee-contract.ts'

/** Row-level security shows a holder his own awards, and a payee what is paid to him of another's; the conditions on top keep an account that also holds a duty to what is his. */
const listMyPaymentsHandler = implementList(listMyPayments, ({ db }, { year }) => {
  const rows = db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .leftJoin('fund.awardPayee as p', 'p.id', 'i.payeeId')
    .select([
      sql<Id<'instalment'>>`i.id`.as('id'),
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'i.no',
      sql<string>`coalesce(p.name, a.payee_name)`.as('receiverName'),
      'i.amountFen',
      'i.taxFen',
      'i.netFen',
      sql<PlainDate>`i.paid_on`.as('paidOn'),
      sql<Fen>`(select sum(n.amount_fen)::bigint from fund.instalment n where n.award_id = i.award_id and n.state = 'paid' and (n.no, coalesce(n.payer, '')) <= (i.no, coalesce(i.payer, '')))`.as('paidSoFarFen'),
      'a.amountFen as awardFen',
    ])
    .where('i.state', '=', 'paid')
    .where(sql<boolean>`((a.holder_kind = 'person' and a.holder_id = any((select registry.own_records())::uuid[])) or (a.holder_kind = 'employer' and kernel.is_employer(a.holder_id))
      or (p.subject_kind = 'person' and p.subject_id = any((select registry.own_records())::uuid[])) or (p.subject_kind = 'employer' and kernel.is_employer(p.subject_id)))`)
  return year ? rows.where(sql<boolean>`extract(year from i.paid_on) = ${year}`) : rows
})

export const payeeHandlers = [listMyPaymentsHandler]
