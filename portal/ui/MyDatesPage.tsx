import './portal.css'
import { Link } from 'react-router'
import { listCases } from '../../cases/reading/contract.ts'
import { Answered } from '../../kit/Answered.tsx'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { dateText, moneyText } from '../../kit/format.ts'
import { useAsk, useList, useMe } from '../../kit/hooks.ts'
import { myDues } from '../../measures/contract.ts'
import { myDates } from '../contract.ts'
import { awayText, calendarFile, calendarOf, isUrgent, type DateShown } from './dates.ts'
import { takenMeasures } from './dues.ts'

/** Which days must not go by, and which bring something; nearest first. */
export const MyDatesPage = () => {
  const today = asPlainDate(useMe().data?.today ?? '')
  const dates = useAsk(myDates, {})
  const dues = useAsk(myDues, {})
  const cases = useList(listCases, {})
  const taken = takenMeasures((cases.data?.pages ?? []).flatMap(({ rows }) => rows))
  return (
    <main className="portal">
      <h1>我的日程</h1>
      <Answered of={dates}>{(mine) => <Answered of={dues}>{(answer) => (today ? <Days shown={calendarOf(mine.dates, answer.dues, taken, today)} today={today} /> : null)}</Answered>}</Answered>
    </main>
  )
}

const Days = ({ shown, today }: { shown: readonly DateShown[]; today: PlainDate }) => {
  const urgent = shown.filter((one) => isUrgent(one, today))
  const others = shown.filter((one) => !isUrgent(one, today))
  if (shown.length === 0) return <p className="portal-quiet">一年之内没有要赶的日子。有了申报、协议或者发放，会列在这里。</p>
  return (
    <>
      {urgent.length ? <h2>三十天内，错过就没有了</h2> : null}
      <DayList shown={urgent} today={today} />
      {others.length ? <h2>{urgent.length ? '以后' : '接下来'}</h2> : null}
      <DayList shown={others} today={today} />
      <button type="button" className="portal-button portal-button-plain no-print" onClick={() => keep(shown)}>
        放进手机日历
      </button>
    </>
  )
}

const DayList = ({ shown, today }: { shown: readonly DateShown[]; today: PlainDate }) => (
  <ul className="portal-cards">
    {shown.map((one) => (
      <li key={`${one.kind}${one.on}${one.title}${one.link}`} className="portal-card">
        <div className="portal-row">
          <h3>{dateText(one.on)}</h3>
          <span className="portal-quiet">{awayText(one.on, today)}</span>
        </div>
        <p>
          {one.label}：<Link to={one.link}>{one.title}</Link> {one.amount === null ? null : moneyText(one.amount)}
        </p>
        <p className="portal-quiet">{one.says}</p>
      </li>
    ))}
  </ul>
)

/** The file is made here: nothing of it leaves the phone. */
const keep = (shown: readonly DateShown[]): void => {
  const address = URL.createObjectURL(new Blob([calendarFile(shown, location.origin, new Date())], { type: 'text/calendar' }))
  const link = document.createElement('a')
  link.href = address
  link.download = '聚英日程.ics'
  link.click()
  URL.revokeObjectURL(address)
}
