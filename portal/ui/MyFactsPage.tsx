import './portal.css'
import { Link } from 'react-router'
import { Answered } from '../../kit/Answered.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import type { Id } from '../../kernel/types.ts'
import { getPerson, verifications, type RecordedFact } from '../../registry/contract.ts'
import { EnterRecordButton } from '../../registry/by-hand/ui/EnterRecordButton.tsx'
import { RecordButton } from '../../registry/by-hand/ui/RecordButton.tsx'
import { confidenceLevels } from '../../registry/confidence/contract.ts'
import { AskCorrectionButton } from '../../registry/ui/AskCorrectionButton.tsx'
import { verificationTones } from '../../registry/ui/words.ts'
import { AccountLine } from './AccountLine.tsx'
import { MyCorrections } from './MyCorrections.tsx'

/** What the city knows about me, from whom, and as of when. */
export const MyFactsPage = () => {
  const me = useMe()
  const personId = me.data?.personId as Id<'person'> | null | undefined
  return <main className="portal">{personId ? <Facts personId={personId} /> : <p>您的账号还没有和人才库里的登记对应，请到窗口办理。</p>}</main>
}

const Facts = ({ personId }: { personId: Id<'person'> }) => {
  const asked = useAsk(getPerson, { personId })
  return (
    <Answered of={asked}>
      {(person) => (
        <>
          <h1>{person.name}</h1>
          <section className="portal-card">
            <h2>基本信息</h2>
            <ul className="portal-list">
              <Line label="人才编号" value={person.number} />
              <Line label={person.documentType} value={person.documentHint ? `末四位 ${person.documentHint}` : '未登记'} />
              <Line label="手机号码" value={person.phoneHint ? `末四位 ${person.phoneHint}` : '未登记'} />
              <Line label="用人单位" value={person.employerName || '无'} />
              <Line label="所在地" value={person.placeName} />
              <Line label="人才类别" value={person.classLevel ? `${person.classLevel} 类` : '未认定'} />
            </ul>
            <p className="portal-quiet">
              来源：{person.source}，截至 {dateText(person.asOf)}
            </p>
          </section>
          <AccountLine path="/my/payee" />
          <section className="portal-card portal-row">
            <h2>我的材料</h2>
            <Link to="/my/documents">查看和上传</Link>
          </section>
          <section className="portal-card portal-row">
            <h2>我的同意</h2>
            <Link to="/my/consents">同意过什么、撤回</Link>
          </section>
          <section className="portal-card portal-row">
            <h2>我的订阅</h2>
            <Link to="/my/subscriptions">有变化时告诉我的政策</Link>
          </section>
          <section className="portal-card portal-row">
            <h2>写我的事例</h2>
            <Link to="/my/stories">同意公开、撤回</Link>
          </section>
          <section className="portal-card portal-row">
            <h2>我的数据</h2>
            <Link to="/my/data">系统记着我的什么、谁看得到</Link>
          </section>
          <section className="portal-card portal-row">
            <h2>个人信息请求</h2>
            <Link to="/my/requests">取走、限制、删除我的数据</Link>
          </section>
          <section className="portal-card portal-row">
            <div>
              <h2>补充经历</h2>
              <p className="portal-quiet">项目、专利、竞赛、兼职可以自己登记，主管部门核验后作数。</p>
            </div>
            <EnterRecordButton personId={personId} />
          </section>
          {[...Map.groupBy(person.facts, ({ group }) => group)].map(([group, facts]) => (
            <section key={group} className="portal-card">
              <h2>{group}</h2>
              <ul className="portal-list">
                {facts.map((fact) => (
                  <FactItem key={`${fact.text}${fact.asOf}`} fact={fact} />
                ))}
              </ul>
            </section>
          ))}
          <MyCorrections />
          {person.facts.length ? null : <p>还没有登记学历、职称等信息。主管部门的数据到了会显示在这里。</p>}
          <p className="portal-quiet">这些信息由标明的部门提供，申报时不用再填。如有不对，点那一条旁边的“不对？”，由主管部门核对后答复。</p>
        </>
      )}
    </Answered>
  )
}

const Line = ({ label, value }: { label: string; value: string }) => (
  <li className="portal-row">
    <span className="portal-quiet">{label}</span>
    <span>{value}</span>
  </li>
)

const FactItem = ({ fact }: { fact: RecordedFact }) => (
  <li>
    <div>{fact.text}</div>
    <div className="portal-quiet">
      {fact.source} · 截至 {dateText(fact.asOf)} <StateTag state={fact.verification} words={verifications} tones={verificationTones} />
    </div>
    {fact.confidence ? (
      <div className="portal-quiet">
        可信度 {confidenceLevels[fact.confidence.level]}：{fact.confidence.says}
      </div>
    ) : null}
    <div className="portal-beside-fact no-print">
      <AskCorrectionButton fact={fact} /> <RecordButton fact={fact} />
    </div>
  </li>
)
