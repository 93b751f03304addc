import './portal.css'
import { Alert, Button, Form, Result } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { openStates, submit } from '../../cases/contract.ts'
import { DocumentsField } from '../../cases/documents/ui/DocumentsField.tsx'
import { papersToFile, stillMissing, type PaperShown } from '../../cases/papers/contract.ts'
import { PapersToFile } from '../../cases/papers/ui/PapersToFile.tsx'
import { listCases } from '../../cases/reading/contract.ts'
import type { Id } from '../../kernel/types.ts'
import { dateText, moneyText } from '../../kit/format.ts'
import { useAct, useAsk, useList } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { giveKinds, type Due } from '../../measures/contract.ts'
import { AccountPanel } from '../../fund/ui/AccountPanel.tsx'
import { ConditionList } from './ConditionList.tsx'
import { claimLabels } from './claim-labels.ts'
import { MissingField } from './MissingField.tsx'
import { ScheduleList } from './ScheduleList.tsx'
import { useClaim } from './use-claim.ts'

interface ClaimProps {
  measure: string
  /** Whose draft it is. */
  owner: string
  /** Address of one case, and of the page to go back to. */
  casePath: (caseId: string) => string
  home: string
  /** Who of the household counts, where the one who claims is a person. */
  family?: ReactNode
}
type Filed = z.output<typeof submit.output>
type Verb = ReturnType<typeof useAct<typeof submit.input, typeof submit.output, keyof typeof submit.refusals>>

/** One measure claimed: what is known is shown with its source, only what is not known is asked. */
export const ClaimView = ({ measure, owner, casePath, home, family }: ClaimProps) => {
  const claim = useClaim(owner, measure)
  const cases = useList(listCases, { measure })
  // Held here and not at the button: the answer makes the button go away before it is heard.
  const verb = useAct(submit, { intent: `submit.${owner}.${measure}` })
  const [documents, setDocuments] = useState<Id<'document'>[]>([])
  const papers = useAsk(papersToFile, { measure, answers: claim.answers })
  const running = cases.data?.pages.flatMap((page) => page.rows).find(({ state, measure: of }) => of === measure && openStates.some((open) => open === state))
  if (verb.data) return <FiledResult filed={verb.data} casePath={casePath} home={home} />
  return (
    <Answer of={claim.asked}>
      {({ due }) => (
        <>
          <h1>{due.title}</h1>
          {running ? (
            <Alert
              type="info"
              showIcon
              style={{ marginBottom: 12 }}
              title={`这一事项正在办理：${running.number}`}
              action={<Link to={casePath(running.id)}>查看办件</Link>}
            />
          ) : null}
          <Worth due={due} />
          {claim.questions.length && !running ? <Questions claim={claim} /> : null}
          <section className="portal-card">
            <h2>条件核对</h2>
            {due.conditions.length ? <ConditionList conditions={due.conditions} /> : <p>没有固定条件，由审定机关逐件认定。</p>}
          </section>
          {family}
          {due.schedule.length ? (
            <section className="portal-card">
              <h2>发放安排</h2>
              <ScheduleList schedule={due.schedule} />
            </section>
          ) : null}
          {running || due.outcome === 'ineligible' ? null : <Papers claim={claim} papers={papers.data?.papers ?? []} chosen={documents} onChange={setDocuments} />}
          {due.gives === 'money' && due.outcome !== 'ineligible' && !running ? <AccountPanel /> : null}
          {running || due.outcome === 'ineligible' ? null : <Submit due={due} claim={claim} verb={verb} documents={documents} lacking={stillMissing(papers.data?.papers ?? []).map(({ name }) => name)} />}
        </>
      )}
    </Answer>
  )
}

const Worth = ({ due }: { due: Due }) => (
  <section className="portal-card">
    {due.amount === null ? <h2>{noAmount(due)}</h2> : <div className="portal-figure">{moneyText(due.amount)}</div>}
    {due.outcome === 'ineligible' && due.nearest ? <NearestStep nearest={due.nearest} /> : null}
    {due.amountBecause ? <p>{due.amountBecause}</p> : <p>{due.what.join('；')}</p>}
    {due.combined && due.combined.decision !== 'granted' ? (
      <p>
        {due.combined.why}
        {due.combined.instead ? `。${due.combined.instead}` : ''}
      </p>
    ) : null}
    {due.combine.map(({ group, words }) => (
      <p key={group} className="portal-quiet">
        {words}
      </p>
    ))}
    <p className="portal-quiet">
      依据：<Link to={`/policies/${due.measure}`}>{due.documentNumber}</Link> {due.clause}
    </p>
  </section>
)

/** Why there is no figure yet. */
const noAmount = ({ outcome, gives, missing }: Due): string => {
  if (outcome === 'ineligible') return '目前不符合条件'
  if (gives !== 'money') return giveKinds[gives]
  return missing.length ? '回答问题后算出金额' : '金额由审定机关确定'
}

const NearestStep = ({ nearest: { words, changes, from, until } }: { nearest: NonNullable<Due['nearest']> }) => (
  <div className="portal-step">
    {changes === 1 ? '还差一步' : `还差 ${changes} 步`}：{words}
    {from ? <p className="portal-quiet">预计 {dateText(from)}起符合</p> : null}
    {until ? <p className="portal-quiet">最迟 {dateText(until)}，过期就来不及了</p> : null}
  </div>
)

type Claim = ReturnType<typeof useClaim>

const Questions = ({ claim }: { claim: Claim }) => (
  <section className="portal-card">
    <h2>只需补充 {claim.questions.length} 项</h2>
    {claim.restored ? <p className="portal-quiet">已为您找回上次填写的内容。</p> : null}
    <Form layout="vertical" component="div">
      {claim.questions.map((question) => (
        <MissingField key={question.fact} question={question} value={claim.answers[question.fact]} onChange={(value) => claim.answer(question.fact, value)} />
      ))}
    </Form>
  </section>
)

/** Nothing is asked that the city knows: papers only help where the applicant's own word is all there is. */
const Papers = ({ claim, papers, chosen, onChange }: { claim: Claim; papers: readonly PaperShown[]; chosen: Id<'document'>[]; onChange: (chosen: Id<'document'>[]) => void }) => {
  const declared = Object.keys(claim.answers)
  const asked = papers.some(({ needed }) => needed)
  return (
    <section className="portal-card">
      <h2>材料</h2>
      <PapersToFile papers={papers} />
      <p className="portal-quiet">{declared.length ? `由您填写、还没有部门核实的：${declared.join('、')}。附上证明，审核会更快。` : asked ? '其他所用信息都有部门数据，不用另交材料。' : '所用信息都有部门数据，一般不用提交材料。'}</p>
      <DocumentsField chosen={chosen} onChange={onChange} />
    </section>
  )
}

const Submit = ({ due, claim, verb, documents, lacking }: { due: Due; claim: Claim; verb: Verb; documents: Id<'document'>[]; lacking: readonly string[] }) => {
  const why = reasonNot(due) ?? (lacking.length ? `还差 ${lacking.length} 份材料：${lacking.join('、')}` : undefined)
  const send = () => verb.mutate({ measure: due.measure, answers: claim.answers, documents }, { onSuccess: claim.drop })
  return (
    <section className="portal-card" aria-live="polite">
      {verb.error ? <Alert type="error" showIcon title={verb.error.message} description="填写的内容都还在。" style={{ marginBottom: 12 }} /> : null}
      <p className="portal-quiet">{why ?? '提交即表示：以上信息属实，同意主管部门为本次办理比对核验。'}</p>
      <Button type="primary" size="large" block disabled={why !== undefined || claim.weighing} loading={verb.isPending} onClick={send}>
        {due.delivery === 'proactive' ? claimLabels.proactive : submit.label}
      </Button>
    </section>
  )
}

/** Why it cannot be sent yet, in one sentence; undefined when it can. */
const reasonNot = ({ outcome, missing }: Due): string | undefined => {
  // A yes whose amount hangs on an answer is not sent without it: nobody could decide it.
  if (outcome === 'unknown' || missing.some(({ type }) => type !== 'other')) return `还差 ${missing.length} 项信息：${missing.map(({ fact }) => fact).join('、')}`
  return undefined
}

const FiledResult = ({ filed, casePath, home }: { filed: Filed; casePath: ClaimProps['casePath']; home: string }) => (
  <Result
    status="success"
    title={<h1>已提交，办件编号 {filed.number}</h1>}
    subTitle={
      <span className="portal-plain">
        现由{filed.holder}办理，应于 {dateText(filed.dueOn)}前完成。有变化会显示在办件里。
      </span>
    }
    extra={
      <>
        <Link to={casePath(filed.caseId)}>
          <Button type="primary" size="large">
            查看办理进度
          </Button>
        </Link>
        <Link to={home}>
          <Button size="large">回到首页</Button>
        </Link>
      </>
    }
  />
)
