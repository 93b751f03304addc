import './portal.css'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answered } from '../../kit/Answered.tsx'
import { getMeasure, subjectKinds } from '../../measures/contract.ts'
import { plainMeasure } from '../../measures/public/contract.ts'
import { ConditionTicks } from './policy/ConditionTicks.tsx'
import { Examples } from './policy/Examples.tsx'
import { Gives } from './policy/Gives.tsx'
import { Papers } from './policy/Papers.tsx'
import { PathSteps } from './policy/PathSteps.tsx'
import { Relations } from './policy/Relations.tsx'
import { SubscribePanel } from '../../modules/subscriptions/ui/SubscribePanel.tsx'
import { claimLabels } from './claim-labels.ts'

type Measure = z.output<typeof getMeasure.output>
type Plain = z.output<typeof plainMeasure.output>

/** One measure in plain words, made from its definition: for whom, on what conditions, what, when, how, by which document, until when; with worked examples. */
export const PolicyPage = () => {
  const { measure = '' } = useParams()
  const asked = useAsk(getMeasure, { measure })
  const plain = useAsk(plainMeasure, { measure })
  return (
    <main className="portal portal-wide">
      <Answered of={asked}>{(page) => <Answered of={plain}>{(more) => <Policy key={page.id} page={page} plain={more} />}</Answered>}</Answered>
    </main>
  )
}

const Policy = ({ page, plain }: { page: Measure; plain: Plain }) => (
  <>
    <h1>{page.title}</h1>
    <p className="portal-quiet">
      面向{subjectKinds[page.subjectKind]} · {plain.journeys.join('、') || page.stage} · {plain.places.length === 0 ? '全市适用' : `只在${plain.places.join('、')}适用`}
    </p>
    <p className={plain.standing.state === 'inForce' ? 'portal-quiet' : 'portal-step'}>{plain.standing.words}</p>
    <section className="portal-card">
      <h2>给什么、给多少、什么时候给</h2>
      <Gives gives={plain.gives} />
      {plain.alternatives.map(({ name, gives }) => (
        <div key={name}>
          <h3>{name}</h3>
          <Gives gives={gives} />
        </div>
      ))}
      {[...page.combine, ...page.limits].map((line) => (
        <p key={line} className="portal-quiet">
          {line}
        </p>
      ))}
    </section>
    <ConditionTicks measure={page.measure} conditions={page.conditions} alternatives={page.alternatives} />
    <section className="portal-card">
      <h2>怎么办</h2>
      <p>{page.deliveryWords}</p>
      <PathSteps path={page.path} />
      {page.obligation ? <p>享受后的义务：{page.obligation}</p> : null}
      <Claim page={page} />
    </section>
    <Papers papers={plain.papers} />
    <Relations relations={plain.relations} related={plain.related} />
    <section className="portal-card">
      <h2>依据</h2>
      <p>
        {page.documentTitle ? `《${page.documentTitle}》` : ''}
        {page.documentNumber} {page.clause}
      </p>
      <p>{page.validity}执行</p>
      {plain.editions.length > 1 ? (
        <ul>
          {plain.editions.map(({ edition, documentNumber, words }) => (
            <li key={edition}>
              第{edition}版（{documentNumber}）：{words}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
    <SubscribePanel situation={{ text: '', measure: page.measure }} what="这项政策" />
    <Examples examples={plain.examples} />
  </>
)

/** The way on for whom it is meant; who has not signed in is led to the door and back. */
const Claim = ({ page }: { page: Measure }) => {
  const me = useMe()
  const role = me.data?.duty?.role
  const forPerson = page.subjectKind !== 'employer' && page.subjectKind !== 'team'
  const path = forPerson ? `/my/claim/${page.measure}` : `/employer/claim/${page.measure}`
  if (!page.inForce || page.subjectKind === 'team') return null
  if (me.data?.signedIn === false) {
    return (
      <>
        <Link className="portal-button" to={`/sign-in?next=${encodeURIComponent(path)}`}>
          登录看看我是否符合
        </Link>
        {forPerson ? (
          <p>
            不想登录：<Link to="/calculator">用政策计算器算一算</Link>，答案只留在您的手机里。
          </p>
        ) : null}
      </>
    )
  }
  if (role !== (forPerson ? 'talent' : 'employerClerk')) return null
  return (
    <Link className="portal-button" to={path}>
      {claimLabels[page.delivery]}
    </Link>
  )
}
