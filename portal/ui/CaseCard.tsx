import { Link } from 'react-router'
import { caseStates } from '../../cases/contract.ts'
import type { CaseRow } from '../../cases/reading/contract.ts'
import { caseTones } from '../../cases/ui/words.ts'
import { dateText, moneyText } from '../../kit/format.ts'
import { StateTag } from '../../kit/StateTag.tsx'

/** A case on the phone: where it is, who has it, until when. */
export const CaseCard = ({ row, heading: Heading }: { row: CaseRow; heading: 'h2' | 'h3' }) => (
  <li className="portal-card">
    <div className="portal-row">
      <Heading className="portal-card-title">
        <Link to={`/my/cases/${row.id}`}>{row.title}</Link>
      </Heading>
      <span className="portal-money">{row.amount === null ? '' : moneyText(row.amount)}</span>
    </div>
    <p>
      <StateTag state={row.state} words={caseStates} tones={caseTones} /> {holderSentence(row)}
    </p>
    <p className="portal-quiet">
      <Link to={`/my/cases/${row.id}`}>{row.number}</Link> · {dateText(row.submittedOn)}申报
    </p>
  </li>
)

/** Who must do what by when, as a clerk would say it. */
export const holderSentence = ({ state, heldBy, dueOn, closedOn }: Pick<CaseRow, 'state' | 'heldBy' | 'dueOn' | 'closedOn'>): string => {
  if (state === 'returned') return '等您补正，补正期间不计时；逾期视为撤回。'
  if (state === 'suspended') return '已中止，停止计时，查清后恢复办理。'
  if (state === 'appealed') return '正在由上一级机构复核。'
  if (state === 'objected') return '公示期内有人提出异议，正在调查。'
  if (state === 'onNotice' && dueOn) return `公示至 ${dateText(dueOn)}，无异议即进入审定。`
  if (closedOn) return `${dateText(closedOn)}办结。`
  return dueOn ? `由${heldBy}办理，应于 ${dateText(dueOn)}前完成。` : heldBy
}
