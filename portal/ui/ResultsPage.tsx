import './portal.css'
import { Link } from 'react-router'
import { Answered } from '../../kit/Answered.tsx'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { publicResults } from '../results/contract.ts'

/** What the city has paid out, with the day of the figures and what each of them means. */
export const ResultsPage = () => (
  <main className="portal portal-wide">
    <h1>兑现情况</h1>
    <Answered of={useAsk(publicResults, {})}>
      {({ until, rows, tooFew, fewest }) => (
        <>
          <p>{until ? `今年1月1日至${dateText(until)}实际付出的钱，账已由财政签字。` : '今年还没有签字的账，签字后在这里公布。'}</p>
          <ul className="portal-cards">
            {rows.map(({ measure, title, recipients, paid, medianDays }) => (
              <li key={measure} className="portal-card">
                <h2>
                  <Link to={`/policies/${measure}`}>{title}</Link>
                </h2>
                <p className="portal-figure">{moneyText(paid)}</p>
                <p>
                  {countText(recipients)} 人（家）领到
                  {medianDays === null ? '' : `，一半在申请后 ${countText(medianDays)} 天内拿到第一笔`}
                </p>
              </li>
            ))}
          </ul>
          {until ? (
            <section className="portal-card">
              <h2>这些数怎么来的</h2>
              <p>人（家）：今年领到过这项钱的人或单位，一个只数一次。钱：今年付到的各笔之和，税前，没有扣除后来追回的。天数：从申请日到第一笔钱付到的日历天数，取中位数，只算今年第一次领到的。</p>
              <p>不满 {fewest} 人（家）的不公布，免得看出是谁{tooFew > 0 ? `；这样的还有 ${countText(tooFew)} 项` : ''}。</p>
            </section>
          ) : null}
        </>
      )}
    </Answered>
    <p>
      <Link to="/stories">人才故事</Link>
    </p>
  </main>
)
