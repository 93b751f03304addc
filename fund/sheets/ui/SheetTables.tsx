import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { countText, dateText, yuanText } from '../../../kit/format.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { accounts, postingKinds } from '../../contract.ts'
import '../../ui/fund.css'
import { checkWords, openKinds, pendingKinds, type PendingKind, type SheetContent, type SheetKind } from '../contract.ts'
import { totalsOf } from '../totals.ts'
import type { Drill } from './EntriesDrawer.tsx'

/** The tables of a sheet as they are printed: balances, movements, checks, what is open, what waits for the second person. */

const Plain = ({ heads, numbers, children }: { heads: readonly string[]; numbers: readonly string[]; children: ReactNode }) => (
  <div className="sheet-scroll">
    <table className="sheet-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} className={numbers.includes(head) ? 'number' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

interface SheetTablesProps {
  content: SheetContent
  kind: SheetKind
  /** A day before this period that is to be signed first: the opening balance is held against what was signed, and there is nothing yet to hold it against. */
  signFirst?: PlainDate | null
  /** Opens the entries behind a sum. */
  onDrill: (drill: Drill) => void
}

export const SheetTables = ({ content, kind, signFirst = null, onDrill }: SheetTablesProps) => {
  const term = kind === 'day' ? '本日' : '本月'
  const sum = (amount: bigint, says: string, drill: Omit<Drill, 'says'>) =>
    amount ? (
      <button type="button" className="sum" onClick={() => onDrill({ ...drill, says })}>
        {yuanText(amount)}
      </button>
    ) : (
      '—'
    )
  const waits = (key: SheetContent['checks'][number]['key']): boolean => key === 'opening' && signFirst !== null
  const off = content.checks.filter(({ key, leftFen, rightFen }) => leftFen !== rightFen && !waits(key))
  return (
    <>
      <section className="panel">
        <h2>核对</h2>
        {off.length === 0 && signFirst !== null ? null : <Alert type={off.length ? 'error' : 'success'} showIcon className="no-print" style={{ marginBottom: 12 }} title={off.length ? `${countText(off.length)} 项不相符，查清之前不能签字。` : '各项相符，一分不差。'} />}
        {signFirst === null ? null : <Alert type="info" showIcon className="no-print" style={{ marginBottom: 12 }} title={`${dateText(signFirst)}有收支，还没有签字。请先编制并签这一${kind === 'day' ? '天' : '天所在的月份'}，期初再与签过字的期末核对。`} />}
        <Plain heads={['核对', '左边', '右边', '结果']} numbers={['左边', '右边']}>
          {content.checks.map(({ key, leftFen, rightFen }) => (
            <tr key={key}>
              <td>{checkWords[key]}</td>
              <td className="number">{yuanText(leftFen)}</td>
              <td className="number">{yuanText(rightFen)}</td>
              <td>{waits(key) ? '待前面签字后核对' : leftFen === rightFen ? '相符' : <strong className="used-bad">{`差 ${yuanText(leftFen - rightFen)}`}</strong>}</td>
            </tr>
          ))}
        </Plain>
      </section>
      <section className="panel">
        <h2>余额</h2>
        {content.accounts.length ? (
          <Plain heads={['科目', '账户', '期初', `${term}借方`, `${term}贷方`, '期末']} numbers={['期初', `${term}借方`, `${term}贷方`, '期末']}>
            {totalsOf(content).map((row) => (
              <tr key={row.account}>
                <th>合计</th>
                <th>{accounts[row.account]}</th>
                <th className="number">{yuanText(row.openingFen)}</th>
                <th className="number">{row.debitFen ? yuanText(row.debitFen) : '—'}</th>
                <th className="number">{row.creditFen ? yuanText(row.creditFen) : '—'}</th>
                <th className="number">{yuanText(row.closingFen)}</th>
              </tr>
            ))}
            {content.accounts.map((row) => (
              <tr key={`${row.lineId}${row.account}`}>
                <td>
                  <Link to={`/fund/lines/${row.lineId}?account=${row.account}`}>{row.title}</Link>
                </td>
                <td>{accounts[row.account]}</td>
                <td className="number">{yuanText(row.openingFen)}</td>
                <td className="number">{sum(row.debitFen, `${row.title}：${accounts[row.account]}`, { lineId: row.lineId, account: row.account })}</td>
                <td className="number">{sum(row.creditFen, `${row.title}：${accounts[row.account]}`, { lineId: row.lineId, account: row.account })}</td>
                <td className="number">{yuanText(row.closingFen)}</td>
              </tr>
            ))}
          </Plain>
        ) : (
          <p>这项资金还没有下达，下达后各科目的余额会列在这里。</p>
        )}
      </section>
      <section className="panel">
        <h2>{term}收支</h2>
        {content.movements.length ? (
          <Plain heads={['科目', '种类', '凭证', '金额']} numbers={['凭证', '金额']}>
            {content.movements.map((row) => (
              <tr key={`${row.lineId}${row.kind}`}>
                <td>{row.title}</td>
                <td>{postingKinds[row.kind]}</td>
                <td className="number">{countText(row.vouchers)} 张</td>
                <td className="number">{sum(row.amountFen, `${row.title}：${postingKinds[row.kind]}`, { lineId: row.lineId, kind: row.kind })}</td>
              </tr>
            ))}
          </Plain>
        ) : (
          <p>{term}没有收支。</p>
        )}
      </section>
      <section className="panel">
        <h2>未了事项</h2>
        {content.open.length ? (
          <Plain heads={['事项', '编号', '说明', '金额', '起', '已过']} numbers={['金额', '已过']}>
            {content.open.map((row) => (
              <tr key={`${row.kind}${row.number}`}>
                <td>{openKinds[row.kind]}</td>
                <td>
                  <Link to={`/fund/batches/${row.batchId}`}>{row.number}</Link>
                </td>
                <td>{row.says}</td>
                <td className="number">{yuanText(row.amountFen)}</td>
                <td>{dateText(row.since)}</td>
                <td className="number">{countText(row.age)} 天</td>
              </tr>
            ))}
          </Plain>
        ) : (
          <p>送银行的都有了回单，没有查询。</p>
        )}
      </section>
      <section className="panel">
        <h2>等待第二人办理</h2>
        {content.pending.length ? (
          <Plain heads={['事项', '编号', '说明', '经办', '金额', '起', '已过']} numbers={['金额', '已过']}>
            {content.pending.map((row) => (
              <tr key={`${row.kind}${row.id}`}>
                <td>{pendingKinds[row.kind]}</td>
                <td>
                  <Link to={pendingPath[row.kind](row.id)}>{row.number}</Link>
                </td>
                <td>{row.says}</td>
                <td>{row.by}</td>
                <td className="number">{yuanText(row.amountFen)}</td>
                <td>{dateText(row.since)}</td>
                <td className="number">{countText(row.age)} 天</td>
              </tr>
            ))}
          </Plain>
        ) : (
          <p>没有等待第二人办理的事项。</p>
        )}
      </section>
    </>
  )
}

const pendingPath: Record<PendingKind, (id: string) => string> = {
  batch: (id) => `/fund/batches/${id}`,
  adjustment: () => '/fund/adjustments?state=asked',
  settlement: (id) => `/fund/settlements/${id}`,
  breach: (id) => `/fund/breaches/${id}`,
  writeOff: (id) => `/fund/claims/${id}`,
  sheet: (id) => `/fund/sheets/${id}`,
}
