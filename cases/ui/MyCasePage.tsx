import './cases.css'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { dateText, moneyText, yuanText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { caseStates, type CaseVerb } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { Checklist } from './Checklist.tsx'
import { History, type CasePageData } from './CaseView.tsx'
import { verbLabels } from './DecisionBar.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import { Timeline } from './Timeline.tsx'
import { caseTones } from './words.ts'

/** A case as the applicant sees it: what I get, where it is, what I must do. */
export const MyCasePage = () => {
  const { caseId } = useParams() as { caseId: Id<'case'> }
  const asked = useAsk(getCasePage, { caseId })
  return (
    <main className="portal">
      <Answer of={asked}>{(page) => <MyCase page={page} />}</Answer>
    </main>
  )
}

const MyCase = ({ page }: { page: CasePageData }) => {
  const [asking, setAsking] = useState<CaseVerb>()
  const close = () => setAsking(undefined)
  return (
    <>
      <section className="portal-card">
        <h2>{page.title}</h2>
        <StateTag state={page.state} words={caseStates} tones={caseTones} />
        {page.amount === null ? null : <div className="case-figure">{moneyText(page.amount)}</div>}
        {page.amountBecause ? <p className="case-quiet">{page.amountBecause}</p> : null}
        {page.lacking.length ? <Alert type="warning" showIcon title="请补正" description={page.lacking.join('；')} /> : null}
        {page.closedBecause && page.state === 'rejected' ? <Alert type="error" showIcon title={page.closedBecause} /> : null}
        <Space orientation="vertical" style={{ width: '100%', marginTop: 12 }}>
          {page.can.includes('supplement') ? (
            <Button type="primary" block size="large" onClick={() => setAsking('supplement')}>
              {verbLabels.supplement}
            </Button>
          ) : null}
          {page.can.includes('withdraw') ? (
            <Button block size="large" onClick={() => setAsking('withdraw')}>
              {verbLabels.withdraw}
            </Button>
          ) : null}
        </Space>
      </section>
      <section className="portal-card">
        <h2>办理进度</h2>
        <Timeline steps={page.steps} />
      </section>
      {page.schedule.length ? (
        <section className="portal-card">
          <h2>何时到账</h2>
          {page.schedule.map(({ no, dueOn, amount, condition }) => (
            <p key={no}>
              第 {no} 期 {dateText(dueOn)} <strong>{yuanText(amount)}</strong>
              {condition ? <span className="case-quiet"> · 届时须{condition}</span> : null}
            </p>
          ))}
        </section>
      ) : null}
      <section className="portal-card" style={{ overflowX: 'auto' }}>
        <h2>逐条核对</h2>
        <Checklist conditions={page.conditions} />
      </section>
      <section className="portal-card">
        <h2>办理经过</h2>
        <History events={page.events} />
        <small className="case-quiet">
          {page.number} · {page.documentNumber} {page.clause}
        </small>
      </section>
      <DecisionDialog page={page} asking={asking} onClose={close} onDone={close} />
    </>
  )
}
