import './cases.css'
import { dateText } from '../../kit/format.ts'
import type { CasePageData } from '../reading/contract.ts'

/** What has happened, the newest first. */
export const History = ({ events }: { events: CasePageData['events'] }) => (
  <ol className="case-history">
    {events.toReversed().map(({ on, at, office, by, says }) => (
      <li key={`${at}${says}`}>
        {says}
        <div className="case-quiet">
          {dateText(on)} · {office}
          {by && by !== office ? ` · ${by}` : ''}
        </div>
      </li>
    ))}
  </ol>
)
