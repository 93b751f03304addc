import type { Fen } from '../../../kernel/types.ts'
import { yuanText } from '../../../kit/format.ts'
import { payeeRoles, type AnyPayeeRole } from '../contract.ts'

interface Paid {
  amountFen: Fen
  taxFen: Fen
  netFen: Fen
}

/** 应发、代扣、实发 in one cell; just the amount where nothing is withheld. */
export const amountWords = ({ amountFen, taxFen, netFen }: Paid): string => (taxFen > 0n ? `${yuanText(netFen)}（应发 ${yuanText(amountFen)}，代扣个税 ${yuanText(taxFen)}）` : yuanText(amountFen))

/** To whom an instalment goes; `holder` where the clause names nobody else. */
export const payeeWords = ({ payeeRole, payeeName }: { payeeRole: AnyPayeeRole | null; payeeName: string | null }, holder: string): string =>
  payeeRole === null ? holder : `${payeeName ?? '待定'}（${payeeRoles[payeeRole]}）`
