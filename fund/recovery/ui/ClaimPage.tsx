import '../../ui/fund.css'
import { Alert, Descriptions, Space, Table } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { approveWriteOff, disposals, disposeRecovered, getClaim, proposeWriteOff, recordRepayment, refuseWriteOff, setOffInstalment, undoSetOff, writeOffStates, type ClaimPage as Claim } from '../claim-contract.ts'
import { PlanButton } from './PlanButton.tsx'
import { setOffWords, writeOffTones } from './words.ts'

/** One claim to its last fen: plan, receipts, set-off, write-off, and what becomes of the money. */
export const ClaimPage = () => {
  const { claimId } = useParams() as { claimId: Id<'claim'> }
  const asked = useAsk(getClaim, { claimId })
  return (
    <Answer of={asked}>
      {(claim) => (
        <Page
          title={`${claim.number} · ${claim.payeeName}`}
          lead={
            <>
              <Link to={`/fund/awards/${claim.awardId}`}>{claim.title}</Link> · <Link to={`/fund/breaches/${claim.breachId}`}>违约案卷</Link> · 尚欠 {yuanText(claim.outstandingFen)}
            </>
          }
          extra={<Verbs claim={claim} />}
        >
          {claim.overdueFen > 0n ? <Alert type="warning" showIcon title={`逾期 ${yuanText(claim.overdueFen)}，已催办 ${claim.reminders.length} 次`} style={{ marginBottom: 16 }} /> : null}
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '应追回', children: yuanText(claim.amountFen) },
                { label: '已收', children: yuanText(claim.recoveredFen) },
                { label: '已抵扣', children: yuanText(claim.setOffFen) },
                { label: '已核销', children: yuanText(claim.writtenOffFen) },
                { label: '原列支科目', children: <Link to={`/fund/lines/${claim.lineId}`}>{claim.lineTitle}</Link> },
                { label: '科目上已追回、待处置', children: yuanText(claim.lineRecoveredFen) },
              ]}
            />
          </section>
          <Plan claim={claim} />
          <Reductions claim={claim} />
          <WriteOffs claim={claim} />
        </Page>
      )}
    </Answer>
  )
}

const Verbs = ({ claim }: { claim: Claim }) => {
  const today = useMe().data?.today
  const open = { can: claim.outstandingFen > 0n, because: '这笔款已经收齐或核销' }
  return (
    <Space wrap>
      {today ? <PlanButton claim={claim} today={today} /> : null}
      <FormButton
        action={recordRepayment}
        fixed={{ claimId: claim.id }}
        fields={[
          { key: 'amount', label: '金额（元）', kind: 'money' },
          { key: 'receivedOn', label: '到账日期', kind: 'day' },
          { key: 'bankSerial', label: '银行来账流水号', kind: 'line' },
        ]}
        {...open}
        done={({ outstandingFen }) => `已登记，尚欠 ${yuanText(outstandingFen)}`}
      />
      <FormButton
        action={proposeWriteOff}
        says="提出后须另外两人先后批准。"
        fixed={{ claimId: claim.id }}
        fields={[
          { key: 'amount', label: '金额（元）', kind: 'money' },
          { key: 'grounds', label: '收不回的理由', kind: 'text' },
          { key: 'document', label: '依据文件', kind: 'line' },
        ]}
        {...open}
        done={() => '已提出核销，等待批准'}
      />
      <FormButton
        action={disposeRecovered}
        says={`科目上已追回 ${yuanText(claim.lineRecoveredFen)}。`}
        fixed={{ lineId: claim.lineId }}
        fields={[
          { key: 'destination', label: '去向', kind: 'choice', choices: disposals },
          { key: 'amount', label: '金额（元）', kind: 'money' },
          { key: 'document', label: '依据文件', kind: 'line' },
        ]}
        can={claim.lineRecoveredFen > 0n}
        because="科目上没有等待处置的退款"
        done={({ recoveredFen }) => `已处置，科目上还有 ${yuanText(recoveredFen)}`}
      />
    </Space>
  )
}

const Plan = ({ claim }: { claim: Claim }) => (
  <section className="panel">
    <h2>还款计划</h2>
    {claim.terms.length ? (
      <Table
        rowKey="no"
        size="small"
        pagination={false}
        dataSource={claim.terms}
        columns={[
          { title: '期次', dataIndex: 'no', render: (no: number) => `第${no}期` },
          { title: '应还日期', dataIndex: 'dueOn', render: dateText },
          { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
        ]}
      />
    ) : (
      <p>还没有还款计划。与本人商定后登记，逾期会每周催办。</p>
    )}
  </section>
)

const Reductions = ({ claim }: { claim: Claim }) => (
  <section className="panel">
    <h2>收款与抵扣</h2>
    <ul className="happenings">
      {claim.repayments.map(({ receivedOn, amountFen, bankSerial }) => (
        <li key={bankSerial}>
          {dateText(receivedOn)} 收到 {yuanText(amountFen)}（流水 {bankSerial}）
        </li>
      ))}
      {claim.setOffs.map(({ id, madeOn, amountFen, document, title, no, awardId, caseNumber, of, mine, undone }) => (
        <li key={id}>
          {dateText(madeOn)} 以“{title}”第{no}期（<Link to={`/fund/awards/${awardId}`}>{caseNumber}</Link>）抵扣 {yuanText(amountFen)}（{document}）{setOffWords[of]}
          {undone ? (
            `；${dateText(undone.on)}撤销：${undone.reason}（${undone.document}）`
          ) : (
            <>
              {' '}
              <FormButton
                action={undoSetOff}
                says={`撤销后这一期重新待支付，债务恢复 ${yuanText(amountFen)}；凭证用红字更正。`}
                fixed={{ setOffId: id }}
                fields={[
                  { key: 'reason', label: '撤销的原因', kind: 'text' },
                  { key: 'document', label: '依据文件', kind: 'line' },
                ]}
                can={!mine}
                because="撤销须由办理抵扣以外的人办"
                done={({ outstandingFen }) => `已撤销，尚欠 ${yuanText(outstandingFen)}`}
                size="small"
                danger
              />
            </>
          )}
        </li>
      ))}
    </ul>
    {claim.choices.map(({ id, title, no, amountFen }) => (
      <div key={id}>
        “{title}”第{no}期待支付 {yuanText(amountFen)}{' '}
        <FormButton
          action={setOffInstalment}
          says="抵扣后这一期视同已付；大于尚欠的，余下部分照付。"
          fixed={{ claimId: claim.id, instalmentId: id }}
          fields={[{ key: 'document', label: '抵扣通知文号', kind: 'line' }]}
          done={({ setOffFen, outstandingFen }) => `已抵扣 ${yuanText(setOffFen)}，尚欠 ${yuanText(outstandingFen)}`}
          size="small"
        />
      </div>
    ))}
    {claim.repayments.length + claim.setOffs.length + claim.choices.length === 0 ? <p>还没有收款，也没有可以抵扣的到期分期。</p> : null}
  </section>
)

const WriteOffs = ({ claim }: { claim: Claim }) =>
  claim.writeOffs.length === 0 ? null : (
    <section className="panel">
      <h2>核销</h2>
      {claim.writeOffs.map(({ id, amountFen, grounds, document, state, proposerName, firstName, secondName, refusedReason, mine }) => (
        <div key={id}>
          {yuanText(amountFen)} <StateTag state={state} words={writeOffStates} tones={writeOffTones} /> {grounds}（{document}）。提出：{proposerName ?? '系统'}
          {firstName ? `；批准：${firstName}` : ''}
          {secondName ? `、${secondName}` : ''}
          {refusedReason ? `；不予核销：${refusedReason}` : ''}{' '}
          {state === 'proposed' || state === 'approvedOnce' ? (
            <Space>
              <ActionButton action={approveWriteOff} input={{ writeOffId: id }} size="small" can={!mine} because="提出人和两位批准人须是三个不同的人" confirm={`批准核销 ${yuanText(amountFen)}？`} done={(output) => writeOffStates[output.state]} />
              <ReasonButton action={refuseWriteOff} says="不予核销后可以另行提出。" ask="不予核销的理由" least={4} input={(reason) => ({ writeOffId: id, reason })} done={() => '已不予核销'} size="small" danger />
            </Space>
          ) : null}
        </div>
      ))}
    </section>
  )
