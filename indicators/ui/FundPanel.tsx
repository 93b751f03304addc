import { FloorAlert } from '../../fund/budget/ui/BudgetNotices.tsx'
import { Figure } from '../../kit/Figure.tsx'
import type { Figure as FigureAnswer } from '../contract.ts'
import { propsOf, valueText } from './words.ts'

interface Props {
  of: (id: string) => FigureAnswer
  open: (id: string) => void
}

/** The special fund of the year: given, promised, paid, left; one bar whose parts add up. */
export const FundPanel = ({ of, open }: Props) => {
  const appropriated = Number(of('fund.appropriated').value ?? 0)
  const parts = [
    { id: 'fund.disbursed', label: '已拨付', look: 'stack-deep' },
    { id: 'fund.obligated', label: '已审定未拨付', look: 'stack-middle' },
    { id: 'fund.available', label: '可用', look: 'stack-light' },
  ] as const
  return (
    <section className="panel" aria-label="专项资金">
      <h2>人才发展专项资金</h2>
      <FloorAlert />
      <div className="figure-row">
        <Figure label="本年下达" {...propsOf(of('fund.appropriated'))} spark={[]} onOpen={() => open('fund.appropriated')} />
        <Figure label="本年审定资助" {...propsOf(of('fund.awarded'))} spark={[]} onOpen={() => open('fund.awarded')} />
        <Figure label="本年兑付" {...propsOf(of('fund.paid'))} spark={[]} onOpen={() => open('fund.paid')} />
      </div>
      {appropriated > 0 ? (
        <>
          <div className="stack" aria-hidden="true">
            {parts.map(({ id, look }) => (
              <span key={id} className={look} style={{ width: `${(Number(of(id).value ?? 0) / appropriated) * 100}%` }} />
            ))}
          </div>
          <ul className="stack-key">
            {parts.map(({ id, label, look }) => (
              <li key={id}>
                <span className={`stack-sign ${look}`} aria-hidden="true" />
                {label}{' '}
                <button type="button" className="number-open" onClick={() => open(id)}>
                  {valueText(of(id).value, 'fen')}
                </button>
              </li>
            ))}
            <li>
              执行率{' '}
              <button type="button" className="number-open" onClick={() => open('fund.execution')}>
                {valueText(of('fund.execution').value, 'share')}
              </button>
            </li>
          </ul>
        </>
      ) : (
        <p className="quiet">{of('fund.appropriated').because ?? '本级本年没有下达的科目；上级科目列支的资助见“本年审定资助”。'}</p>
      )}
    </section>
  )
}
