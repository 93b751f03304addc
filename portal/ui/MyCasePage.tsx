import './portal.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import { appeal } from '../../cases/appeal/contract.ts'
import { caseStates, openStates, supplement, withdraw } from '../../cases/contract.ts'
import { CaseDocuments } from '../../cases/documents/ui/CaseDocuments.tsx'
import { getCasePage, type CasePageData, type ObjectionShown } from '../../cases/reading/contract.ts'
import { AppealForm, SupplementForm, WithdrawForm } from '../../cases/ui/forms/ApplicantForms.tsx'
import { History } from '../../cases/ui/History.tsx'
import { Timeline } from '../../cases/ui/Timeline.tsx'
import { caseTones } from '../../cases/ui/words.ts'
import type { Id } from '../../kernel/types.ts'
import { Answered } from '../../kit/Answered.tsx'
import { dateText, moneyText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { PlainDialog } from '../../kit/plain/PlainDialog.tsx'
import { Says } from '../../kit/plain/Says.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { myAwards } from '../contract.ts'
import { AccountPanel } from '../../fund/ui/AccountPanel.tsx'
import { RateCard } from '../../modules/satisfaction/ui/RateCard.tsx'
import { AwardPanel } from './AwardPanel.tsx'
import { ConditionList } from './ConditionList.tsx'
import { ScheduleList } from './ScheduleList.tsx'

/** One case as the applicant sees it: where it is, who has it since when, what he must do, what he gets and when. */
export const MyCasePage = () => {
  const { caseId } = useParams() as { caseId: Id<'case'> }
  const asked = useAsk(getCasePage, { caseId })
  return (
    <main className="portal">
      <Answered of={asked}>{(page) => <MyCase page={page} />}</Answered>
    </main>
  )
}

const MyCase = ({ page }: { page: CasePageData }) => {
  const awards = useAsk(myAwards, {}, { enabled: page.awardId !== null })
  const award = awards.data?.awards.find(({ caseId }) => caseId === page.id)
  return (
    <>
      <h1>{page.title}</h1>
      <section className="portal-card">
        {page.amount === null ? null : <div className="portal-figure">{moneyText(page.amount)}</div>}
        <p>
          <StateTag state={page.state} words={caseStates} tones={caseTones} /> {standing(page)}
        </p>
        {page.lacking.length ? (
          <Says tone="attention" title={`请${page.supplementDueOn ? `于${dateText(page.supplementDueOn)}前` : ''}补正`}>
            {page.lacking.join('；')}
          </Says>
        ) : null}
        {page.closedBecause && page.state !== 'decided' ? <Says tone={page.state === 'rejected' ? 'bad' : 'active'} title={page.closedBecause} /> : null}
        <p className="portal-quiet">
          办件编号 {page.number} · {dateText(page.submittedOn)}申报
        </p>
        <Verbs page={page} />
      </section>
      {openStates.some((open) => open === page.state) ? null : <RateCard caseId={page.id} />}
      {page.notice ? <Notice page={page} notice={page.notice} /> : null}
      {award ? <AwardPanel award={award} /> : null}
      {award && award.paid < award.amount ? <AccountPanel /> : null}
      <section className="portal-card">
        <h2>办理进度</h2>
        <Timeline steps={page.steps} />
      </section>
      {!award && page.schedule.length ? (
        <section className="portal-card">
          <h2>发放安排</h2>
          <ScheduleList schedule={page.schedule} />
        </section>
      ) : null}
      <section className="portal-card">
        <h2>条件核对</h2>
        <ConditionList conditions={page.conditions} />
      </section>
      <CaseDocuments caseId={page.id} className="portal-card" />
      <details className="portal-card">
        <summary>办理经过</summary>
        <History events={page.events} />
      </details>
      <p className="portal-quiet">
        依据：{page.documentNumber} {page.clause}
      </p>
    </>
  )
}

/** What the applicant may do with his case, each verb with what it asks. */
const verbs = { supplement: { label: supplement.label, Form: SupplementForm }, appeal: { label: appeal.label, Form: AppealForm }, withdraw: { label: withdraw.label, Form: WithdrawForm } } as const
type Verb = keyof typeof verbs
const verbsInOrder: readonly Verb[] = ['supplement', 'appeal', 'withdraw']

const Verbs = ({ page }: { page: CasePageData }) => {
  const [asking, setAsking] = useState<{ verb: Verb; page: CasePageData }>()
  const close = () => setAsking(undefined)
  const Form = asking ? verbs[asking.verb].Form : undefined
  return (
    <div className="portal-actions no-print">
      {verbsInOrder
        .filter((verb) => page.can.includes(verb))
        .map((verb) => (
          <button key={verb} type="button" className={verb === 'withdraw' ? 'portal-button portal-button-plain' : 'portal-button'} onClick={() => setAsking({ verb, page })}>
            {verbs[verb].label}
          </button>
        ))}
      {asking && Form ? (
        <PlainDialog title={`${verbs[asking.verb].label}：${page.title}`} onClose={close}>
          {/* The verb itself changes the page behind the dialog; the form goes on with the case as it was read. */}
          <Form page={asking.page} onDone={close} />
        </PlainDialog>
      ) : null}
    </div>
  )
}

/** Where it stands: who has it, since when, until when. */
const standing = ({ state, steps, closedOn, supplementDueOn, suspendedBecause, appeal }: CasePageData): string => {
  if (state === 'returned') return `已退回，等您${supplementDueOn ? `于 ${dateText(supplementDueOn)}前` : ''}补正；逾期视为撤回。补正期间不计时。`
  if (state === 'suspended') return `已中止，停止计时：${suspendedBecause ?? ''}。查清后恢复办理。`
  if (appeal?.state === 'pending') return `由${appeal.officeName}自 ${dateText(appeal.lodgedOn)}起复核，应于 ${dateText(appeal.dueOn)}前办结。`
  if (state === 'objected') return '公示期内有人提出异议，正在调查，查清后继续。'
  if (closedOn) return `${dateText(closedOn)}办结。`
  const held = steps.filter((step) => step.state === 'open')
  return held.map(({ name, officeName, openedOn, dueOn }) => `${officeName}${openedOn ? `自 ${dateText(openedOn)}起` : ''}办理“${name}”${dueOn ? `，应于 ${dateText(dueOn)}前完成` : ''}`).join('；')
}

const objectionWords: Record<ObjectionShown['state'], string> = { pending: '正在调查', upheld: '成立', dismissed: '不成立', closed: '随办件办结' }

const Notice = ({ page, notice }: { page: CasePageData; notice: NonNullable<CasePageData['notice']> }) => (
  <section className="portal-card">
    <h2>公示</h2>
    <p>
      {dateText(notice.fromOn)}至 {dateText(notice.toOn)}，任何人都可以提出异议。
    </p>
    {page.objections.length ? (
      <ul className="portal-list">
        {page.objections.map(({ id, receipt, lodgedOn, state, finding }) => (
          <li key={id}>
            {dateText(lodgedOn)}收到异议（回执 {receipt}）：{objectionWords[state]}
            {finding ? `。${finding}` : ''}
          </li>
        ))}
      </ul>
    ) : null}
  </section>
)
