import { awardOfCase, partsOfAward } from '../../fund/index.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Id } from '../../kernel/types.ts'

/** The award of a case as the desk that decided it reads it: net beside gross, whom it is paid to, and from which lines. */
export const payingOf = async (db: Tx, caseId: Id<'case'>) => {
  const award = await awardOfCase(db, caseId)
  if (!award) return null
  const sum = (of: 'amountFen' | 'taxFen' | 'netFen') => fen(award.instalments.reduce((total, instalment) => total + instalment[of], 0n))
  return {
    awardId: award.id,
    way: award.way,
    grossFen: sum('amountFen'),
    taxFen: sum('taxFen'),
    netFen: sum('netFen'),
    payees: [...new Set(award.instalments.map(({ payeeRole, payeeName }) => (payeeRole === null ? award.payeeName : (payeeName ?? '待定的收款人'))))],
    parts: (await partsOfAward(db, award.id)).map(({ payer, lineTitle, amountFen }) => ({ payer, lineTitle, amountFen })),
    outside: award.outside.map(({ name, amount }) => ({ name, amountFen: amount })),
  }
}
