import { Link } from 'react-router'
import { fen } from '../../../kernel/types.ts'
import { moneyText } from '../../../kit/format.ts'
import type { DueLine, Result } from '../../calculator/calculator.ts'

interface ResultPanelProps {
  result: Result
  /** Of those who answered alike, the share that is due each. */
  chances: ReadonlyMap<string, number>
  started: boolean
}

/** Certain, still open, out; and what may lawfully be had together. */
export const ResultPanel = ({ result: { certain, open, out, total }, chances, started }: ResultPanelProps) => (
  <>
    <section className="portal-hero" aria-live="polite">
      <h2>
        已能确定 <strong>{certain.length}</strong> 项
        {total > 0n ? (
          <>
            ，合计约 <strong>{moneyText(fen(total))}</strong>
          </>
        ) : null}
      </h2>
      <p>
        还有 {open.length} 项待定，{out.length} 项不符合。{total > 0n ? '合计按能同时享受的最好组合算，不重复。' : ''}
      </p>
    </section>
    <ul className="portal-cards">
      {certain.map((line) => (
        <CertainCard key={line.measure} line={line} />
      ))}
    </ul>
    {open.length > 0 && started ? (
      <details className="portal-card">
        <summary>待定的 {open.length} 项</summary>
        <ul className="portal-list">
          {open
            .toSorted((a, b) => (chances.get(b.measure) ?? 0) - (chances.get(a.measure) ?? 0))
            .map(({ measure, title, missing }) => (
              <li key={measure}>
                <Link to={`/policies/${measure}`}>{title}</Link>
                <div className="portal-quiet">还要知道：{missing.map((name) => name.replace(/^条件：/, '')).join('、') || '金额由部门核定'}</div>
              </li>
            ))}
        </ul>
      </details>
    ) : null}
    {out.length > 0 ? (
      <details className="portal-card">
        <summary>不符合的 {out.length} 项，各差在哪里</summary>
        <ul className="portal-list">
          {out.map(({ measure, title, because }) => (
            <li key={measure}>
              <Link to={`/policies/${measure}`}>{title}</Link>
              <div className="portal-quiet">不符合：{because}</div>
            </li>
          ))}
        </ul>
      </details>
    ) : null}
  </>
)

const CertainCard = ({ line: { measure, title, amount, grant, because, conditions, missing } }: { line: DueLine }) => (
  <li className={grant?.decision === 'excluded' ? 'portal-card portal-excluded' : 'portal-card'}>
    <div className="portal-row">
      <h3>
        <Link to={`/policies/${measure}`}>{title}</Link>
      </h3>
      <span className="portal-money">{amountOf(amount, grant)}</span>
    </div>
    {grant && amount !== null ? <p>{grant.why}{grant.instead ? `。${grant.instead.words}` : ''}</p> : null}
    {missing.length > 0 ? <p>金额还要知道：{missing.join('、')}</p> : null}
    <details>
      <summary>为什么符合</summary>
      <ul className="portal-list">
        {conditions.map(({ says }) => (
          <li key={says}>✓ {says}</li>
        ))}
      </ul>
      {because ? <p className="portal-quiet">{because}</p> : null}
    </details>
  </li>
)

const amountOf = (amount: bigint | null, grant: DueLine['grant']): string => {
  if (amount === null) return ''
  if (grant?.decision === 'excluded') return '不取'
  return moneyText(fen(grant?.granted ?? amount))
}
