import './portal.css'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { openStates, submit } from '../../cases/contract.ts'
import { DocumentsField } from '../../cases/documents/ui/DocumentsField.tsx'
import { papersToFile, stillMissing, type PaperShown } from '../../cases/papers/contract.ts'
import { PapersToFile } from '../../cases/papers/ui/PapersToFile.tsx'
import { listCases } from '../../cases/reading/contract.ts'
import { Answered } from '../../kit/Answered.tsx'
import { dateText, moneyText } from '../../kit/format.ts'
import { useAct, useAsk, useList } from '../../kit/hooks.ts'
import { focusFirstWrong } from '../../kit/plain/first-wrong.ts'
import { Says } from '../../kit/plain/Says.tsx'
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
  const [wanted, setWanted] = useState(false)
  const papers = useAsk(papersToFile, { measure, answers: claim.answers }, { keep: true })
  const running = cases.data?.pages.flatMap((page) => page.rows).find(({ state, measure: of }) => of === measure && openStates.some((open) => open === state))
  if (verb.data) return <FiledResult filed={verb.data} casePath={casePath} home={home} />
  return (
    <Answered of={claim.shown}>
      {(due) => (
        <>
          <h1>{due.title}</h1>
          {running ? (
            <Says tone="active" title={`这一事项正在办理：${running.number}`}>
              <Link to={casePath(running.id)}>查看办件</Link>
            </Says>
          ) : null}
          <Worth due={due} />
          {claim.questions.length && !running ? <Questions claim={claim} wanted={wanted} /> : null}
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
          {running || due.outcome === 'ineligible' ? null : <Papers claim={claim} papers={papers.data?.papers ?? []} />}
          {due.gives === 'money' && due.outcome !== 'ineligible' && !running ? <AccountPanel /> : null}
          {running || due.outcome === 'ineligible' ? null : <Submit due={due} claim={claim} verb={verb} lacking={stillMissing(papers.data?.papers ?? []).map(({ name }) => name)} onWanted={() => setWanted(true)} />}
        </>
      )}
    </Answered>
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

const Questions = ({ claim, wanted }: { claim: Claim; wanted: boolean }) => (
  <section className="portal-card">
    <h2>只需补充 {claim.questions.length} 项</h2>
    {claim.restored ? <p className="portal-quiet">已为您找回上次填写的内容。</p> : null}
    {claim.questions.map((question) => (
      <MissingField key={question.fact} question={question} value={claim.answers[question.fact]} onChange={(value) => claim.answer(question.fact, value)} wanted={wanted} />
    ))}
  </section>
)

/** Nothing is asked that the city knows: papers only help where the applicant's own word is all there is. */
const Papers = ({ claim, papers }: { claim: Claim; papers: readonly PaperShown[] }) => {
  const declared = Object.keys(claim.answers)
  const asked = papers.some(({ needed }) => needed)
  return (
    <section className="portal-card">
      <h2>材料</h2>
      <PapersToFile papers={papers} />
      <p className="portal-quiet">{declared.length ? `由您填写、还没有部门核实的：${declared.join('、')}。附上证明，审核会更快。` : asked ? '其他所用信息都有部门数据，不用另交材料。' : '所用信息都有部门数据，一般不用提交材料。'}</p>
      <DocumentsField chosen={claim.documents} onChange={claim.choose} />
    </section>
  )
}

interface SubmitProps {
  due: Due
  claim: Claim
  verb: Verb
  /** Papers that the clause asks for and nobody has brought. */
  lacking: readonly string[]
  /** Pressed before everything was there: the page says beside each question what it wants. */
  onWanted: () => void
}

const Submit = ({ due, claim, verb, lacking, onWanted }: SubmitProps) => {
  const place = useRef<HTMLElement>(null)
  const why = reasonNot(due) ?? (lacking.length ? `还差 ${lacking.length} 份材料：${lacking.join('、')}` : undefined)
  const send = () => {
    if (why === undefined) return verb.mutate({ measure: due.measure, answers: claim.answers, documents: claim.documents }, { onSuccess: claim.drop })
    onWanted()
    const page = place.current?.closest('main') ?? document
    // Nothing to answer is missing: then it is a paper, and the hand goes to where that is brought.
    if (reasonNot(due) === undefined) page.querySelector<HTMLElement>('.paper-missing')?.focus()
    else focusFirstWrong(page)
    return undefined
  }
  return (
    <section ref={place} className="portal-card" aria-live="polite">
      {claim.unweighed ? (
        <Says tone="attention" title={claim.unweighed.message}>
          填写的内容都还在。{' '}
          <button type="button" className="plain-link" onClick={() => void claim.shown.refetch()}>
            再试一次
          </button>
        </Says>
      ) : null}
      {verb.error ? (
        <Says tone="bad" title={verb.error.message}>
          填写的内容都还在。
        </Says>
      ) : null}
      <p className="portal-quiet">{why ?? '提交即表示：以上信息属实，同意主管部门为本次办理比对核验。'}</p>
      <button type="button" className="portal-button" disabled={claim.weighing || verb.isPending} aria-busy={claim.weighing || verb.isPending} onClick={send}>
        {due.delivery === 'proactive' ? claimLabels.proactive : submit.label}
      </button>
    </section>
  )
}

/** Why it cannot be sent yet, in one sentence; undefined when it can. */
const reasonNot = ({ outcome, missing }: Due): string | undefined => {
  // A yes whose amount hangs on an answer is not sent without it: nobody could decide it.
  if (outcome === 'unknown' || missing.some(({ type }) => type !== 'other')) return `还差 ${missing.length} 项信息：${missing.map(({ fact }) => fact).join('、')}`
  return undefined
}

/** The receipt: what was filed, who has it, until when; it can be printed. */
const FiledResult = ({ filed, casePath, home }: { filed: Filed; casePath: ClaimProps['casePath']; home: string }) => {
  const head = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone: hand and voice go to what became of it.
  useEffect(() => head.current?.focus(), [])
  return (
    <section className="portal-card portal-done">
      <h1 ref={head} tabIndex={-1}>
        已提交，办件编号 {filed.number}
      </h1>
      <p>
        现由{filed.holder}办理，应于 {dateText(filed.dueOn)}前完成。有变化会显示在办件里。
      </p>
      <div className="no-print">
        <Link to={casePath(filed.caseId)} className="portal-button">
          查看办理进度
        </Link>
        <Link to={home} className="portal-button portal-button-plain">
          回到首页
        </Link>
        <button type="button" className="portal-button portal-button-plain" onClick={() => window.print()}>
          打印回执
        </button>
      </div>
    </section>
  )
}
