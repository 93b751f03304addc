import { fen, type Fen } from '../../kernel/types.ts'
import type { Account } from '../contract.ts'
import type { SheetContent } from './contract.ts'

export interface AccountTotal {
  account: Account
  openingFen: Fen
  debitFen: Fen
  creditFen: Fen
  closingFen: Fen
}

/** The whole fund, account by account, in the order in which money goes through them; what moved within the fund counts on both sides. */
export const totalsOf = ({ accounts }: Pick<SheetContent, 'accounts'>): AccountTotal[] => {
  const order: readonly Account[] = ['appropriation', 'available', 'frozen', 'reserved', 'committed', 'inTransit', 'withheld', 'paid', 'receivable', 'recovered', 'writtenOff']
  return order.flatMap((account) => {
    const rows = accounts.filter((row) => row.account === account)
    const sum = (of: 'openingFen' | 'debitFen' | 'creditFen' | 'closingFen') => fen(rows.reduce((total, row) => total + row[of], 0n))
    return rows.length ? [{ account, openingFen: sum('openingFen'), debitFen: sum('debitFen'), creditFen: sum('creditFen'), closingFen: sum('closingFen') }] : []
  })
}
