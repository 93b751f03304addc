import { Link } from 'react-router'
import { addYears, asPlainDate } from '../../kernel/calendar/plain-date.ts'
import { dateText, moneyText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import { deliveries, giveKinds, type Due } from '../../measures/contract.ts'
import { claimLabels } from './claim-labels.ts'

interface CardProps {
  due: Due
  /** Where it is claimed: the talent's page or the employer's. */
  base: string
}

/** One offer: what, how much, when it is paid, one button. */
export const DueCard = ({ due, base, first }: CardProps & { first: boolean }) => (
  <li className="portal-card">
    <div className="portal-row">
      <h3>{due.title}</h3>
      <span className="portal-money">{amountOf(due)}</span>
    </div>
    <p>{when(due)}</p>
    <LastDay lapse={due.lapse} />
    <p className="portal-quiet">
      {deliveries[due.delivery]} · <Link to={`/policies/${due.measure}`}>{due.documentNumber}</Link> {due.clause}
    </p>
    <div className="portal-actions">
      <Link to={`${base}/claim/${due.measure}`} className={first ? 'portal-button' : 'portal-button portal-button-plain'} aria-label={`${claimLabels[due.delivery]}：${due.title}`}>
        {claimLabels[due.delivery]}
      </Link>
    </div>
  </li>
)

/** A year ahead at most: what ends later hurries nobody. */
const LastDay = ({ lapse }: Pick<Due, 'lapse'>) => {
  const today = asPlainDate(useMe().data?.today ?? '')
  if (!lapse || !today || lapse.day > addYears(today, 1)) return null
  return (
    <p className="portal-attention">
      最迟 {dateText(lapse.day)}申报，过后不再符合：{lapse.because.join('；')}
    </p>
  )
}

/** One step away: the smallest thing that is missing, and by when. */
export const NearCard = ({ due, base }: CardProps) => (
  <li className="portal-card">
    <div className="portal-row">
      <h3>
        <Link to={`${base}/claim/${due.measure}`}>{due.title}</Link>
      </h3>
      <span className="portal-money">{due.amount === null ? '' : amountOf(due)}</span>
    </div>
    <div className="portal-step">
      {due.outcome === 'unknown' ? <Questions due={due} /> : <p>{due.nearest?.words}</p>}
      {due.nearest?.from ? <p className="portal-quiet">预计 {dateText(due.nearest.from)}起符合</p> : null}
      {due.nearest?.until ? <p className="portal-quiet">最迟 {dateText(due.nearest.until)}，过期就来不及了</p> : null}
    </div>
    {due.validTo ? <p className="portal-quiet">政策执行至 {dateText(due.validTo)}</p> : null}
    {due.outcome === 'unknown' ? (
      <div className="portal-actions">
        <Link to={`${base}/claim/${due.measure}`} className="portal-button portal-button-plain" aria-label={`回答 ${due.missing.length} 个问题：${due.title}`}>
          回答 {due.missing.length} 个问题
        </Link>
      </div>
    ) : null}
  </li>
)

const Questions = ({ due: { missing } }: { due: Due }) => (
  <p>
    还不知道：{missing.slice(0, 2).map(({ ask }) => ask).join(' ')}
    {missing.length > 2 ? `等 ${missing.length} 项` : ''}
  </p>
)

const amountOf = ({ amount, gives, missing }: Due): string => {
  if (amount !== null) return moneyText(amount)
  if (gives !== 'money') return giveKinds[gives]
  return missing.length ? '待算' : '一事一议'
}

/** When the money comes, from the schedule as if it were claimed today. */
const when = ({ schedule, what, gives, amount, missing }: Due): string => {
  if (gives === 'money' && amount === null && missing.length) return `再回答 ${missing.length} 个问题即可算出金额`
  const [first] = schedule
  if (gives !== 'money' || !first) return what.join('；')
  if (schedule.length === 1) return first.condition ? `一次性发放，须${first.condition}` : '审定后一次性发放'
  return `分 ${schedule.length} 期发放：首期 ${moneyText(first.amount)}${lastOf(schedule)}`
}

const lastOf = (schedule: Due['schedule']): string => {
  const last = schedule.at(-1)
  return last?.dueOn ? `，末期 ${dateText(last.dueOn)}` : ''
}
