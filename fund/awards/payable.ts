import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { findPayee, grossAmount, type PayeeFound } from '../../measures/index.ts'
import type { Part } from './parts.ts'
import type { PayeeRole, PlannedInstalment, Subject } from '../../measures/types.ts'

/** An instalment as it is owed: what the line spends, the tax in it, and who receives the rest. */
export interface Payable extends Omit<PlannedInstalment, 'payee' | 'tax' | 'payers'> {
  /** Decimal, and the kind of income; null where nothing is withheld. The database reckons tax and net from them. */
  taxRate: string | null
  taxItem: string | null
  /** Null: the holder. */
  payeeRole: PayeeRole | null
  /** Whose part it is and from which line; absent where one line pays all. */
  payer?: Part['payer']
  lineId?: Part['lineId']
  /** Null beside a role: not known yet, so that two persons of finance have to name him before anything is paid. */
  payee: PayeeFound | null
}

type Planned = Pick<PlannedInstalment, 'payee' | 'tax'> & { amount: Fen }

/** Before tax, with the tax's rule and the payee whom the clause means; each part of the clause is looked up once. Amounts in fen. */
export const payableOf = async <P extends Planned>(db: Tx, holder: Subject, schedule: readonly P[], on: PlainDate) => {
  const found = new Map<PayeeRole, 'holder' | PayeeFound | undefined>()
  for (const { payee } of schedule) if (payee && !found.has(payee)) found.set(payee, await findPayee(db, holder, payee, on))
  return schedule.map(({ payee: role, tax, ...instalment }) => {
    const known = role && found.get(role)
    return {
      ...instalment,
      amount: grossAmount(instalment.amount, tax),
      taxRate: tax?.rate ?? null,
      taxItem: tax?.item ?? null,
      payeeRole: role === undefined || known === 'holder' ? null : role,
      payee: known === undefined || known === 'holder' ? null : known,
    }
  })
}

export const sumOf = (instalments: readonly { amount: Fen }[]): Fen => fen(instalments.reduce((sum, { amount }) => sum + amount, 0n))

interface OfAward {
  id: Id<'award'>
  placeCode: string
  holder: Subject
}

/** The row of a payee under an award, made when it is not there yet; name as the registry has it. */
export const payeeRow = async (db: Tx, { id: awardId, placeCode, holder }: OfAward, { subject, name }: PayeeFound): Promise<string> => {
  await db
    .insertInto('fund.awardPayee')
    .values({ awardId, placeCode, holderKind: holder.kind, holderId: holder.id, subjectKind: subject.kind, subjectId: subject.id, name })
    .onConflict((conflict) => conflict.columns(['awardId', 'subjectKind', 'subjectId']).doNothing())
    .execute()
  const row = await db.selectFrom('fund.awardPayee').select('id').where('awardId', '=', awardId).where('subjectKind', '=', subject.kind).where('subjectId', '=', subject.id).executeTakeFirstOrThrow()
  return row.id
}

/** The columns of an instalment that say who is paid, and what is withheld. */
export const payeeColumns = async (db: Tx, award: OfAward, instalments: readonly Pick<Payable, 'taxRate' | 'taxItem' | 'payeeRole' | 'payee'>[]) => {
  const rows = new Map<string, string>()
  for (const { payee } of instalments) if (payee && !rows.has(payee.subject.id)) rows.set(payee.subject.id, await payeeRow(db, award, payee))
  return instalments.map(({ taxRate, taxItem, payeeRole, payee }) => ({ taxRate, taxItem, payeeRole, payeeId: payee ? (rows.get(payee.subject.id) ?? null) : null }))
}
