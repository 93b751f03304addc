import './portal.css'
import { Button, Empty } from 'antd'
import { Link } from 'react-router'
import { openStates } from '../../cases/contract.ts'
import { listCases, queueSummary, type CaseRow } from '../../cases/reading/contract.ts'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { useAsk, useList, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { myDues, type Due } from '../../measures/contract.ts'
import { AccountLine } from './AccountLine.tsx'
import { DueCard, NearCard } from './DueCard.tsx'
import { sortDues, totalOf } from './dues.ts'
import { StaffDues } from './StaffDues.tsx'

/** The employer's day: what waits for our word, who of our staff is due what, what the employer itself is due. */
export const EmployerHomePage = () => {
  const me = useMe()
  const dues = useAsk(myDues, {})
  const cases = useList(listCases, {})
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? []
  const open = rows.filter(({ state }) => openStates.some((one) => one === state))
  return (
    <Page title={me.data?.name.replace(/经办$/, '') ?? ''} lead="本单位和员工的政策、办件" extra={<Link to="/staff">本单位人才</Link>}>
      <Waiting />
      <StaffDues />
      <div className="employer-grid">
        <Answer of={dues}>{(answer) => <OwnDues dues={answer.dues} taken={new Set(open.map(({ measure }) => measure))} />}</Answer>
        <div>
          <OpenCases rows={open} />
          <AccountLine path="/payee" />
        </div>
      </div>
    </Page>
  )
}

const Waiting = () => {
  const summary = useAsk(queueSummary, {})
  return (
    <section className="panel">
      <h2>等本单位核验</h2>
      <Answer of={summary}>
        {({ total, overdue, soon, measures }) =>
          total === 0 ? (
            <p>没有待核验的办件。</p>
          ) : (
            <div className="portal-row">
              <span>
                <strong>{countText(total)}</strong> 件待核验
                {overdue ? `，其中 ${overdue} 件已超期` : ''}
                {soon ? `，${soon} 件三个工作日内到期` : ''}：{measures.map(({ title, count }) => `${title} ${count} 件`).join('、')}
              </span>
              <Link to="/queue">
                <Button type="primary">去核验</Button>
              </Link>
            </div>
          )
        }
      </Answer>
    </section>
  )
}

const OwnDues = ({ dues, taken }: { dues: readonly Due[]; taken: ReadonlySet<string> }) => {
  const { eligible, near, others } = sortDues(dues, taken)
  const { total, outdone } = totalOf(eligible)
  return (
    <section className="panel">
      <h2>
        本单位可享受 {countText(eligible.length)} 项{total > 0n ? `，约 ${moneyText(total)}` : ''}
        {near.length ? `；还差一步 ${countText(near.length)} 项` : ''}
      </h2>
      {outdone ? <p className="portal-quiet">同类政策择优享受，合计中只算最高的一项。</p> : null}
      <ul className="portal-cards">
        {eligible.map((due) => (
          <DueCard key={due.measure} due={due} base="/employer" first={false} />
        ))}
        {near.map((due) => (
          <NearCard key={due.measure} due={due} base="/employer" />
        ))}
      </ul>
      {eligible.length || near.length ? null : <Empty description="暂时没有可直接享受的单位政策。" />}
      {others.length ? (
        <details>
          <summary>目前不符合的 {countText(others.length)} 项</summary>
          <ul className="portal-list">
            {others.map(({ measure, title }) => (
              <li key={measure}>
                <Link to={`/employer/claim/${measure}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

const OpenCases = ({ rows }: { rows: readonly CaseRow[] }) => (
  <section className="panel">
    <div className="portal-row">
      <h2>正在办理</h2>
      <Link to="/cases">全部办件</Link>
    </div>
    {rows.length ? null : <p>没有正在办理的办件。</p>}
    <ul className="portal-list">
      {rows.slice(0, 8).map((row) => (
        <li key={row.id}>
          <Link to={`/cases/${row.id}`}>
            {row.holderName} · {row.title}
          </Link>
          <div className="portal-quiet">
            {row.state === 'returned' ? '等申报人补正' : `由${row.heldBy}办理`}
            {row.dueOn && row.state !== 'returned' ? `，应于 ${dateText(row.dueOn)}前完成` : ''}
          </div>
        </li>
      ))}
    </ul>
  </section>
)
