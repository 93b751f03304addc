import './portal.css'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { listCases, type CaseRow } from '../../cases/reading/contract.ts'
import { openStates } from '../../cases/contract.ts'
import { countText, moneyText } from '../../kit/format.ts'
import { useAsk, useList } from '../../kit/hooks.ts'
import { Answered } from '../../kit/Answered.tsx'
import { listMyDeliveries } from '../../modules/delivery/contract.ts'
import { HousingCard } from '../../modules/housing/ui/HousingCard.tsx'
import { RateCard } from '../../modules/satisfaction/ui/RateCard.tsx'
import { SpecialistCard } from '../../modules/service/ui/SpecialistCard.tsx'
import { DeliveryCards } from '../../modules/delivery/ui/DeliveryCards.tsx'
import { myDues, type Due } from '../../measures/contract.ts'
import { CaseCard } from './CaseCard.tsx'
import { DueCard, NearCard } from './DueCard.tsx'
import { sortDues, takenMeasures, totalOf } from './dues.ts'

/** The first thing that a talent sees: what he is due, how much, what is one step away, and where his cases are. */
export const MyHomePage = () => {
  const dues = useAsk(myDues, {})
  const cases = useList(listCases, {})
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? []
  const told = useAsk(listMyDeliveries, {}).data?.deliveries ?? []
  return (
    <main className="portal">
      <Answered of={dues}>{(answer) => <Home dues={answer.dues} cases={rows} told={new Set(told.filter(({ state }) => state === 'told' || state === 'opened').map(({ measure }) => measure))} />}</Answered>
    </main>
  )
}

const isOpen = ({ state }: CaseRow): boolean => openStates.some((open) => open === state)

/** `told`: measures whose card stands above, because they only want a yes. */
const Home = ({ dues, cases, told }: { dues: readonly Due[]; cases: readonly CaseRow[]; told: ReadonlySet<string> }) => {
  const open = cases.filter(isOpen)
  const granted = cases.filter(({ state }) => state === 'decided')
  const taken = takenMeasures(cases)
  const { eligible, near, others } = sortDues(dues, taken)
  const offers = eligible.filter(({ measure }) => !told.has(measure))
  return (
    <>
      <Headline eligible={eligible} near={near.length} />
      <DeliveryCards base="/my/deliveries" />
      <RateCard />
      <SpecialistCard link />
      <HousingCard />
      {open.length ? (
        <>
          <h2>正在办理</h2>
          <ul className="portal-cards">
            {open.map((row) => (
              <CaseCard key={row.id} row={row} heading="h3" />
            ))}
          </ul>
        </>
      ) : null}
      {offers.length ? (
        <>
          <h2>可以享受</h2>
          <ul className="portal-cards">
            {offers.map((due, index) => (
              <DueCard key={due.measure} due={due} base="/my" first={index === 0} />
            ))}
          </ul>
        </>
      ) : null}
      {near.length ? (
        <>
          <h2>还差一步</h2>
          <ul className="portal-cards">
            {near.map((due) => (
              <NearCard key={due.measure} due={due} base="/my" />
            ))}
          </ul>
        </>
      ) : null}
      {granted.length ? (
        <Fold title={`已经享受 ${countText(granted.length)} 项`}>
          {granted.map((row) => (
            <li key={row.id}>
              <Link to={`/my/cases/${row.id}`}>{row.title}</Link> {row.amount === null ? null : moneyText(row.amount)}
            </li>
          ))}
        </Fold>
      ) : null}
      {others.length ? (
        <Fold title={`目前不符合的 ${countText(others.length)} 项`}>
          {others.map((due) => (
            <li key={due.measure}>
              <Link to={`/my/claim/${due.measure}`}>{due.title}</Link>
              <p className="portal-quiet">{whyNot(due)}</p>
            </li>
          ))}
        </Fold>
      ) : null}
      {dues.length ? null : <p className="portal-quiet">目前没有面向个人的政策在执行。可以先看看公开的政策。</p>}
    </>
  )
}

const Headline = ({ eligible, near }: { eligible: readonly Due[]; near: number }) => {
  const { total, outdone, undecided } = totalOf(eligible)
  return (
    <header className="portal-hero">
      <h1>
        <span>
          您可享受 <strong>{countText(eligible.length)}</strong> 项{total > 0n ? '，' : ''}
        </span>
        {total > 0n ? (
          <span>
            约 <strong>{moneyText(total)}</strong>
          </span>
        ) : null}
        {near ? (
          <span>
            ；还差一步 <strong>{countText(near)}</strong> 项
          </span>
        ) : null}
      </h1>
      {outdone ? <p>同类政策择优享受，合计中只算最高的一项（有 {outdone} 项未计入）。</p> : null}
      {undecided ? <p>另有 {undecided} 项金额待定，未计入。</p> : null}
      <p>
        <Link to="/my/dates">我的日程：哪些日子不能错过</Link>
      </p>
      {eligible.length || near ? null : <p>暂时没有可直接享受的政策；信息有更新时这里会自动变化。</p>}
    </header>
  )
}

const Fold = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className="portal-card">
    <summary>{title}</summary>
    <ul className="portal-list">{children}</ul>
  </details>
)

const whyNot = ({ conditions, outcome, missing }: Due): string => {
  const failing = conditions.filter((condition) => condition.outcome === 'ineligible').map(({ says }) => says)
  if (failing.length) return `不符合：${failing.slice(0, 2).join('；')}${failing.length > 2 ? `等 ${failing.length} 条` : ''}`
  return outcome === 'unknown' ? `尚不能确定：${missing.map(({ fact }) => fact).join('、')}` : ''
}
