import { dateText, moneyText, yuanText } from '../../kit/format.ts'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { awardStates, instalmentStates, payers, type AwardState, type InstalmentState } from '../../fund/contract.ts'
import { payeeRoles } from '../../fund/payees/contract.ts'
import type { Award, Instalment } from '../contract.ts'

const awardTones: Record<AwardState, Tone> = { reserved: 'waiting', active: 'active', completed: 'good', curtailed: 'attention', cancelled: 'bad' }
const instalmentTones: Record<InstalmentState, Tone> = { planned: 'quiet', needsCheck: 'waiting', due: 'active', suspended: 'attention', batched: 'active', paid: 'good', setOff: 'good', stopped: 'bad' }

/** What was granted, and each instalment with its day and state. */
export const AwardPanel = ({ award }: { award: Award }) => (
  <section className="portal-card">
    <h2>资助</h2>
    <p>
      {dateText(award.decidedOn)}审定 <strong>{moneyText(award.amount)}</strong>，{award.paid > 0n ? <strong>已拨付 {moneyText(award.paid)}</strong> : '尚未拨付'} <StateTag state={award.state} words={awardStates} tones={awardTones} />
    </p>
    <p className="portal-quiet">{whoPays(award)}</p>
    <ol className="portal-list">
      {award.instalments.map((instalment) => (
        <InstalmentLine key={`${instalment.no}${instalment.payer ?? ''}`} instalment={instalment} />
      ))}
    </ol>
  </section>
)

/** One sum, and whose money it is. */
const whoPays = ({ amount, cityShareFen, countyShareFen, outside }: Award): string => {
  const beside = outside.reduce((sum, part) => sum + part.amount, 0n)
  const parts = [...(cityShareFen > 0n ? [`市级财政 ${yuanText(cityShareFen)}`] : []), ...(countyShareFen > 0n ? [`区县财政 ${yuanText(countyShareFen)}`] : []), ...outside.map(({ name, amount: part }) => `${name} ${yuanText(part)}`)]
  return `${beside > 0n ? `合计 ${yuanText(amount + beside)}，其中` : ''}${parts.join('，')}负担${beside > 0n ? '；不走财政的部分由承担方直接支付' : ''}。`
}

const InstalmentLine = ({ instalment: { no, payer, amount, taxFen, netFen, payeeRole, payeeName, dueOn, paidOn, condition, lastFailure, state, milestone, reachedOn, checkNote } }: { instalment: Instalment }) => (
  <li>
    <div className="portal-row">
      <span>
        第 {no} 期{payer ? `（${payers[payer]}）` : ''} <StateTag state={state} words={instalmentStates} tones={instalmentTones} />
      </span>
      <span className="number">{yuanText(netFen)}</span>
    </div>
    <div className="portal-quiet">
      {paidOn ? `${dateText(paidOn)}拨付到账` : milestone && !reachedOn ? '达到条件后应付' : `${dateText(dueOn)}应付`}
      {condition && state !== 'paid' ? ` · 届时须${condition}` : ''}
    </div>
    {taxFen > 0n ? <div className="portal-quiet">应发 {yuanText(amount)}，代扣个税 {yuanText(taxFen)}，以上为税后实发</div> : null}
    {payeeRole ? <div className="portal-quiet">{payeeName ? `付给${payeeRoles[payeeRole]} ${payeeName}` : `付给${payeeRoles[payeeRole]}，收款人待财政部门核定`}</div> : null}
    {checkNote && (state === 'stopped' || state === 'suspended' || state === 'setOff') ? <div className="portal-step">{checkNote}</div> : null}
    {lastFailure && state !== 'paid' ? <div className="portal-step">上次付款被银行退回：{lastFailure}。请核对收款账户。</div> : null}
  </li>
)
