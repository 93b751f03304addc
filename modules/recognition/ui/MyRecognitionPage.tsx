import { Link } from 'react-router'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { getMine, roadNames, roadWords, standings, type MyClass } from '../contract.ts'
import { Conditions } from './Conditions.tsx'
import { MyRechecks } from './MyRechecks.tsx'
import { standingTones } from './words.ts'

type Mine = z.output<typeof getMine.output>
type Held = z.output<typeof MyClass>

/** 您符合C类: what I hold, what I could have and by which road, what each other class still asks. */
export const MyRecognitionPage = () => {
  const mine = useAsk(getMine, {})
  return (
    <main className="portal">
      <h1>人才认定</h1>
      <Answered of={mine}>
        {(answer) => (
          <>
            <section className="portal-card">
              <h2>{headline(answer)}</h2>
              {answer.held ? <HeldClass held={answer.held} /> : <p>还没有认定人才类别。下面按现行目录逐条比对，已核实的信息不用再填。</p>}
              {answer.held ? (
                <Link to="/my/card" className="portal-button">
                  出示人才卡
                </Link>
              ) : null}
            </section>
            <MyRechecks />
            {answer.classes.filter(isOpen).map((one) => (
              <ClassCard key={one.measure} of={one} best={one.level === answer.best} />
            ))}
            <Others classes={answer.classes.filter((one) => !isOpen(one))} />
            {answer.classes.length ? null : <p>目前没有施行中的人才分类目录。</p>}
            {answer.past.length ? (
              <section className="portal-card">
                <h2>以前的类别</h2>
                {answer.past.map((past) => (
                  <HeldClass key={past.classId} held={past} />
                ))}
              </section>
            ) : null}
          </>
        )}
      </Answered>
    </main>
  )
}

const isOpen = ({ outcome, openCase }: Mine['classes'][number]): boolean => openCase !== null || outcome !== 'ineligible'

/** What does not hold today stands together, each with what it asks. */
const Others = ({ classes }: { classes: Mine['classes'] }) =>
  classes.length ? (
    <section className="portal-card">
      <h2>目前不符合的类别</h2>
      {classes.map(({ measure, title, conditions }) => (
        <details key={measure}>
          <summary>{title}：看看差什么</summary>
          <Conditions conditions={conditions} />
        </details>
      ))}
    </section>
  ) : null

const headline = ({ held, best }: Mine): string => {
  if (held && best) return `您是${held.level}类人才，现在符合${best}类`
  if (held) return `您是${held.level}类人才`
  return best ? `您符合${best}类` : '人才分类认定'
}

const HeldClass = ({ held }: { held: Held }) => {
  const road = roadNames.find((name) => name === held.road)
  return (
    <p>
      {held.scheme}（{held.edition}版）{held.level}类 <StateTag state={held.standing} words={standings} tones={standingTones} />
      <br />
      <small>
        {held.issuer}，{dateText(held.recognisedOn)}认定{road ? `，途径：${roadWords[road]}` : ''}，{held.validTo ? `有效到${dateText(held.validTo)}` : '长期有效'}
      </small>
      <br />
      <small>{held.document}</small>
    </p>
  )
}

const ClassCard = ({ of: { level, measure, title, outcome, roads, conditions, missing, openCase }, best }: { of: Mine['classes'][number]; best: boolean }) => (
  <section className="portal-card">
    <h2>{title}</h2>
    {outcome === 'eligible' ? <p>符合，途径：{roads.map(({ name, road }) => `${roadWords[road]}（${name}）`).join('、')}</p> : null}
    {outcome === 'unknown' ? <p>还不能确定，差：{missing.join('；')}</p> : null}
    {openCase ? (
      <Link to={`/my/cases/${openCase}`}>正在办理，看看到哪一步了</Link>
    ) : (
      <Link to={`/my/claim/${measure}`} className={best ? 'portal-button' : 'portal-button portal-button-plain'}>
        {outcome === 'eligible' ? `申请${level}类认定` : '补充信息后申请'}
      </Link>
    )}
    <details>
      <summary>逐条看依据</summary>
      <Conditions conditions={conditions} />
    </details>
  </section>
)
