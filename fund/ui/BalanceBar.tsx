import { countText, moneyText } from '../../kit/format.ts'
import type { BudgetLineRow } from '../contract.ts'
import './fund.css'

type Balances = Pick<BudgetLineRow, 'appropriatedFen' | 'frozenFen' | 'reservedFen' | 'committedFen' | 'inTransitFen' | 'withheldFen' | 'paidFen' | 'receivableFen' | 'recoveredFen' | 'writtenOffFen' | 'availableFen'>

/** Hundredths of the whole, for widths and words; a line without money is all available. */
const share = (part: bigint, whole: bigint): number => (whole > 0n ? Number((part * 10_000n) / whole) / 100 : 0)

/** Where the money of a line stands, as one bar; the figures stand beside it, so the colours carry nothing alone. */
export const BalanceBar = ({ balances }: { balances: Balances }) => {
  const { appropriatedFen: whole } = balances
  const parts = [
    { name: '拨付', amount: balances.paidFen, className: 'bar-paid' },
    { name: '在途', amount: balances.inTransitFen, className: 'bar-transit' },
    { name: '承诺', amount: balances.committedFen, className: 'bar-committed' },
    { name: '占用', amount: balances.reservedFen, className: 'bar-reserved' },
    { name: '代扣待缴', amount: balances.withheldFen, className: 'bar-transit' },
    { name: '追回中', amount: balances.receivableFen + balances.recoveredFen + balances.writtenOffFen, className: 'bar-recovery' },
    { name: '冻结', amount: balances.frozenFen, className: 'bar-frozen' },
  ].filter(({ amount }, index) => index < 4 || amount > 0n)
  const words = `${parts.map(({ name, amount }) => `${name} ${moneyText(amount)}`).join('，')}，可用 ${moneyText(balances.availableFen)}`
  return (
    <div className="bar" title={words}>
      <span className="bar-words">{words}</span>
      {parts.map(({ name, amount, className }) => (
        <span key={name} className={className} style={{ width: `${share(amount, whole)}%` }} />
      ))}
    </div>
  )
}

/** Used of what was allotted, with the warnings at 70 and 90 per cent in words. */
export const UsedShare = ({ balances }: { balances: Balances }) => {
  const used = share(balances.appropriatedFen - balances.availableFen, balances.appropriatedFen)
  const word = used >= 90 ? '将用尽' : used >= 70 ? '过七成' : ''
  return (
    <span className={used >= 90 ? 'used-bad' : used >= 70 ? 'used-attention' : undefined}>
      {countText(Math.floor(used))}%{word ? ` ${word}` : ''}
    </span>
  )
}
