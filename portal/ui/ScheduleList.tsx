import { dateText, yuanText } from '../../kit/format.ts'
import type { Due } from '../../measures/contract.ts'

/** Instalments with their days, as if it were decided on the day of application. */
export const ScheduleList = ({ schedule }: { schedule: Due['schedule'] }) => (
  <ol className="portal-list">
    {schedule.map(({ no, dueOn, amount, condition }) => (
      <li key={no}>
        <div className="portal-row">
          <span>
            第 {no} 期{dueOn && no > 1 ? ` · ${dateText(dueOn)}` : ' · 审定后'}
          </span>
          <span className="number">{yuanText(amount)}</span>
        </div>
        {condition ? <div className="portal-quiet">届时须{condition}</div> : null}
      </li>
    ))}
  </ol>
)
