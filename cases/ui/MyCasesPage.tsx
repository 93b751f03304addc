import './cases.css'
import { Button, Empty } from 'antd'
import { Link } from 'react-router'
import { dateText, moneyText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { caseStates } from '../contract.ts'
import { listCases } from '../reading/contract.ts'
import { caseTones } from './words.ts'

/** My cases on the phone: where each one is, who has it, until when. */
export const MyCasesPage = () => {
  const asked = useList(listCases, {})
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main className="portal">
      {rows.map((row) => (
        <section key={row.id} className="portal-card">
          <h2>
            <Link to={`/my/cases/${row.id}`}>{row.title}</Link>
          </h2>
          <StateTag state={row.state} words={caseStates} tones={caseTones} />
          {row.amount === null ? null : <strong> {moneyText(row.amount)}</strong>}
          <p>{holderWords(row)}</p>
          <small className="case-quiet">
            {row.number} · {dateText(row.submittedOn)}申报
          </small>
        </section>
      ))}
      {asked.hasNextPage ? (
        <Button block size="large" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          再看更早的
        </Button>
      ) : null}
      {asked.error ? <Empty description={asked.error.message} /> : null}
      {asked.data && rows.length === 0 ? <Empty description="还没有办件。回到首页看看您可以享受哪些政策。" /> : null}
    </main>
  )
}

const holderWords = ({ state, heldBy, dueOn, closedOn }: { state: string; heldBy: string; dueOn: string | null; closedOn: string | null }): string => {
  if (state === 'returned') return '请按要求补正，补正期间不计时。'
  if (state === 'objected') return '公示期内有人提出异议，正在调查。'
  if (state === 'onNotice' && dueOn) return `公示至${dateText(dueOn)}，无异议即进入审定。`
  if (closedOn) return `${dateText(closedOn)}办结。`
  return dueOn ? `由${heldBy}办理，应于${dateText(dueOn)}前办结。` : heldBy
}
