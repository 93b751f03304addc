import { Link } from 'react-router'
import { dateText, moneyText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { deliveryStates, listMyDeliveries, type DeliveryShown, type DeliveryState } from '../contract.ts'

export const deliveryTones: Record<DeliveryState, Tone> = { told: 'active', opened: 'active', confirmed: 'waiting', decided: 'good', paid: 'good', ended: 'quiet' }
const waits = ({ state }: DeliveryShown): boolean => state === 'told' || state === 'opened'

/** What only wants a yes: one card each, with sum, day and one button; what is under way below it. `base` is where its page lies. */
export const DeliveryCards = ({ base, whole = false }: { base: string; whole?: boolean }) => {
  const asked = useAsk(listMyDeliveries, {})
  const rows = (asked.data?.deliveries ?? []).filter((row) => whole || waits(row) || row.state === 'confirmed')
  if (!rows.length) return null
  return (
    <section aria-label="免申即享">
      <h2>免申即享</h2>
      <ul className="portal-cards">
        {rows.map((row) => (
          <li key={row.id} className="portal-card">
            <div className="portal-row">
              <h3>{row.title}</h3>
              <span className="portal-money">{row.amount === null ? '' : moneyText(row.amount)}</span>
            </div>
            <p>
              <StateTag state={row.state} words={deliveryStates} tones={deliveryTones} /> {row.confirmBy && waits(row) ? `最迟 ${dateText(row.confirmBy)}确认` : (row.endedBecause ?? '')}
            </p>
            <Link to={`${base}/${row.id}`} className={waits(row) ? 'portal-button' : 'portal-button portal-button-plain'} aria-label={`${waits(row) ? '确认领取' : '查看'}：${row.title}`}>
              {waits(row) ? '确认领取' : '查看'}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
