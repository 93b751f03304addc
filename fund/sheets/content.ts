import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import type { CheckKey, SheetContent } from './contract.ts'
import { accountRows, balancesOff, bankSums, distance, movements, type AccountRow } from './ledger-sums.ts'
import type { Days } from './period.ts'
import { openItems, pendingItems } from './waiting.ts'

/** What is on a sheet: computed anew each time from the ledger and the bank's side, frozen when somebody prepares the sheet. */

interface Frame {
  fundId: Id<'specialFund'>
  days: Days
  today: PlainDate
  /** The sheet of the same kind that was signed last before this period; its closing balances are this one's opening ones. */
  before: SheetContent | undefined
  /** For a month: the signed sheets of its days. */
  daily: readonly SheetContent[] | undefined
}

export const contentOf = async (db: Tx, { fundId, days, today, before, daily }: Frame): Promise<SheetContent> => {
  const rows = await accountRows(db, fundId, days)
  const moved = await movements(db, fundId, days)
  const bank = await bankSums(db, fundId, days)
  const accounts = rows
    .map(({ nowFen: _, ...row }) => ({ ...row, closingFen: closingOf(row) }))
    .filter(({ openingFen, debitFen, creditFen }) => openingFen !== 0n || debitFen !== 0n || creditFen !== 0n)
  const total = (of: 'appropriation' | 'others') => sum(accounts.filter(({ account }) => (account === 'appropriation') === (of === 'appropriation')).map(({ closingFen }) => closingFen))
  const check = (key: CheckKey, leftFen: Fen, rightFen: Fen) => ({ key, leftFen, rightFen })
  const nothing = fen(0n)
  return {
    accounts,
    movements: moved,
    checks: [
      ...(before ? [check('opening', openingOff(before, accounts), nothing)] : []),
      check('balanced', total('appropriation'), total('others')),
      check('balances', await balancesOff(db, fundId, rows), nothing),
      check('planFile', bank.planFen, bank.fileFen),
      check('fileLedger', bank.fileFen, bank.ledgerReleaseFen),
      check('returnPaid', bank.returnPaidFen, bank.ledgerPaidFen),
      check('returnFailed', bank.returnFailedFen, bank.ledgerFailedFen),
      check('pages', bank.allPaidFen, bank.pagePaidFen),
      check('batches', bank.batchesOffFen, nothing),
      ...(daily ? [check('days', sum(daily.flatMap((sheet) => sheet.movements.map(({ amountFen }) => amountFen))), sum(moved.map(({ amountFen }) => amountFen)))] : []),
    ],
    open: await openItems(db, fundId, today),
    pending: await pendingItems(db, fundId, today),
  }
}

const sum = (amounts: readonly Fen[]): Fen => fen(amounts.reduce((total, amount) => total + amount, 0n))

/** 财政下达 grows on its credit side, every other account on its debit side. */
const closingOf = ({ account, openingFen, debitFen, creditFen }: Omit<AccountRow, 'nowFen'>): Fen => fen(account === 'appropriation' ? openingFen + creditFen - debitFen : openingFen + debitFen - creditFen)

const openingOff = (before: SheetContent, accounts: SheetContent['accounts']): Fen => {
  const closed = new Map(before.accounts.map(({ lineId, account, closingFen }) => [`${lineId} ${account}`, closingFen]))
  let off = 0n
  for (const { lineId, account, openingFen } of accounts) {
    off += distance(openingFen, closed.get(`${lineId} ${account}`) ?? 0n)
    closed.delete(`${lineId} ${account}`)
  }
  for (const left of closed.values()) off += distance(left, 0n)
  return fen(off)
}

/** All differences of the checks together, in fen; a sheet is signed when there is none. */
export const differsBy = ({ checks }: Pick<SheetContent, 'checks'>): Fen => fen(checks.reduce((total, { leftFen, rightFen }) => total + distance(leftFen, rightFen), 0n))
