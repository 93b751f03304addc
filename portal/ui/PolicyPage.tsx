import './portal.css'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { yuanText } from '../../kit/format.ts'
import { yuan } from '../../kernel/types.ts'
import { getMeasure, outcomes, subjectKinds } from '../../measures/contract.ts'
import { claimLabels } from './DueCard.tsx'

type Measure = z.output<typeof getMeasure.output>

/** One measure in plain words: for whom, on what conditions, what, how, by which document, until when; with worked examples. */
export const PolicyPage = () => {
  const { measure = '' } = useParams()
  const asked = useAsk(getMeasure, { measure })
  return (
    <main className="portal portal-wide">
      <Answer of={asked}>{(page) => <Policy page={page} />}</Answer>
    </main>
  )
}

const Policy = ({ page }: { page: Measure }) => (
  <>
    <h1>{page.title}</h1>
    <p className="portal-quiet">
      面向{subjectKinds[page.subjectKind]} · {page.stage}
      {page.inForce ? '' : ' · 已不在执行期'}
    </p>
    <section className="portal-card">
      <h2>给什么</h2>
      <Lines lines={[...page.benefits, ...page.alternatives.flatMap(({ name, gives }) => gives.map((give) => `${name}：${give}`))]} />
      <Lines lines={[...page.combine, ...page.limits.filter((line) => !line.startsWith('列支'))]} quiet />
    </section>
    <Conditions title="要满足的条件" conditions={page.conditions} />
    {page.alternatives.map(({ name, conditions }) => (
      <Conditions key={name} title={`符合其一即可：${name}`} conditions={conditions} />
    ))}
    <section className="portal-card">
      <h2>怎么办</h2>
      <p>{page.deliveryWords}</p>
      <Path path={page.path} />
      <p>{page.papers.length ? `要带的材料：${page.papers.join('；')}。已经在系统里的会直接使用。` : '不用带材料：所用信息由部门数据核对。'}</p>
      {page.obligation ? <p>享受后的义务：{page.obligation}</p> : null}
      <Claim page={page} />
    </section>
    <section className="portal-card">
      <h2>依据</h2>
      <p>
        {page.documentTitle ? `《${page.documentTitle}》` : ''}
        {page.documentNumber} {page.clause}
      </p>
      <p>{page.validity}执行</p>
    </section>
    <Examples examples={page.examples} />
  </>
)

const Lines = ({ lines, quiet = false }: { lines: readonly string[]; quiet?: boolean }) => (
  <>
    {lines.map((line) => (
      <p key={line} className={quiet ? 'portal-quiet' : ''}>
        {line}
      </p>
    ))}
  </>
)

const Conditions = ({ title, conditions }: { title: string; conditions: Measure['conditions'] }) => (
  <section className="portal-card">
    <h2>{title}</h2>
    {conditions.length ? null : <p>没有固定条件，由审定机关逐件认定。</p>}
    <ol className="portal-list">
      {conditions.map(({ says, words }) => (
        <li key={says}>
          {says}
          {words === says ? null : <div className="portal-quiet">{words}</div>}
        </li>
      ))}
    </ol>
  </section>
)

const levels = { employer: '用人单位', town: '乡镇街道', county: '区县', city: '市级' } as const

/** The way of a case through the offices, with the days that each may take; steps of one stage run side by side. */
const Path = ({ path }: { path: Measure['path'] }) => {
  const days = path.reduce((sum, stage) => sum + Math.max(0, ...stage.map(({ workingDays }) => workingDays)), 0)
  return path.length === 0 ? null : (
    <>
      <p>最长 {days} 个工作日：</p>
      <ol className="portal-list">
        {path.map((stage) => (
          <li key={stage.map(({ step }) => step).join()}>
            {stage.map(({ step, office, workingDays, when }) => (
              <div key={step} className="portal-row">
                <span>
                  {step}
                  {step.startsWith(levels[office.level]) || office.level === 'employer' ? '' : `（${levels[office.level]}）`}
                  {when === undefined ? '' : `［${when}时］`}
                </span>
                <span className="portal-quiet">{workingDays} 个工作日</span>
              </div>
            ))}
            {stage.length > 1 ? <div className="portal-quiet">{stage.some(({ needs }) => needs === 'one') ? '有一家办理即可' : '同时进行'}</div> : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** The way on for whom it is meant; who has not signed in is led to the door and back. */
const Claim = ({ page }: { page: Measure }) => {
  const me = useMe()
  const role = me.data?.duty?.role
  const forPerson = page.subjectKind !== 'employer' && page.subjectKind !== 'team'
  const path = forPerson ? `/my/claim/${page.measure}` : `/employer/claim/${page.measure}`
  if (!page.inForce || page.subjectKind === 'team') return null
  if (me.data?.signedIn === false) {
    return (
      <Link to={`/sign-in?next=${encodeURIComponent(path)}`}>
        <Button type="primary" size="large" block>
          登录看看我是否符合
        </Button>
      </Link>
    )
  }
  if (role !== (forPerson ? 'talent' : 'employerClerk')) return null
  return (
    <Link to={path}>
      <Button type="primary" size="large" block>
        {claimLabels[page.delivery]}
      </Button>
    </Link>
  )
}

const outcomeTones: Record<Measure['examples'][number]['outcome'], Tone> = { eligible: 'good', ineligible: 'bad', unknown: 'attention' }

/** Invented people on both sides of each bound; only those that the rule still answers as written. */
const Examples = ({ examples }: { examples: Measure['examples'] }) => {
  const shown = examples.filter(({ holds }) => holds)
  return shown.length === 0 ? null : (
    <details className="portal-card">
      <summary>举 {shown.length} 个例子</summary>
      <ul className="portal-list">
        {shown.map(({ name, on, outcome, amount }) => (
          <li key={`${name}${on}`}>
            <div className="portal-row">
              <span>{name}</span>
              <span>
                <StateTag state={outcome} words={outcomes} tones={outcomeTones} /> {amount === null ? '' : amountText(amount)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Examples carry yuan as a decimal; whole yuan are written as money, the rest as they stand. */
const amountText = (amount: string): string => (/^\d{1,12}$/.test(amount) ? yuanText(yuan(Number(amount))) : `${amount} 元`)
