import { Link } from 'react-router'
import { countText, dateText, yuanText } from '../../kit/format.ts'
import { useList, useMe } from '../../kit/hooks.ts'
import { PlainMore } from '../../kit/plain/PlainMore.tsx'
import { listMyPayments } from '../payee-contract.ts'
import './fund.css'

/** Every payment that the bank has made to this person or employer, to read and to print. */
export const MyPaymentsPage = () => {
  const me = useMe().data
  const asked = useList(listMyPayments, {}, '-paidOn', 200)
  const rows = (asked.data?.pages ?? []).flatMap((page) => page.rows)
  const total = asked.data?.pages[0]?.total ?? 0
  return (
    <main className="portal">
      <h1>支付通知</h1>
      <section className="portal-card">
        {asked.isPending ? <p>正在读取…</p> : null}
        {asked.error ? <p role="alert">{asked.error.message}</p> : null}
        {asked.data && !rows.length ? <p className="portal-quiet">还没有付给您的款项。审定后按期支付，付款次日可在这里看到；请先确认收款账户。</p> : null}
        {rows.length ? (
          <>
            <p>
              {me?.name}，共 {countText(total)} 笔，本页合计 <strong>{yuanText(rows.reduce((sum, { netFen }) => sum + netFen, 0n))}</strong>。
            </p>
            <table className="sheet-table">
              <thead>
                <tr>
                  <th>付款日</th>
                  <th>事项</th>
                  <th className="number">金额</th>
                  <th className="number">累计 / 总额</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>{dateText(row.paidOn)}</td>
                    <td>
                      {me?.duty?.role === 'talent' ? <Link to={`/my/cases/${row.caseId}`}>{row.title}</Link> : row.title} 第{row.no}期
                      <br />
                      {row.caseNumber} · {row.payeeName}
                      {row.receiverName === row.payeeName ? '' : `享受，付给${row.receiverName}`}
                    </td>
                    <td className="number">
                      {yuanText(row.netFen)}
                      {row.taxFen > 0n ? (
                        <>
                          <br />
                          应发 {yuanText(row.amountFen)}，代扣个税 {yuanText(row.taxFen)}
                        </>
                      ) : null}
                    </td>
                    <td className="number">
                      {yuanText(row.paidSoFarFen)}
                      <br />
                      {yuanText(row.awardFen)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <PlainMore of={asked} label="再看更早的" />
            <button type="button" className="portal-button portal-button-plain no-print" onClick={() => print()}>
              打印
            </button>
          </>
        ) : null}
      </section>
    </main>
  )
}
