import '../../ui/fund.css'
import { Alert, Descriptions, Space, Table } from 'antd'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, moneyText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { awardStates, instalmentStates } from '../../contract.ts'
import { addBan, breachRules, obligationStates } from '../../recovery/contract.ts'
import { ClaimLinks } from '../../recovery/ui/ClaimLinks.tsx'
import { StagesPanel } from '../../team/ui/StagesPanel.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { instalmentTones } from '../../ui/words.ts'
import { awardCan, cancelUnsigned, eventKinds, eventSources, getAward, handEvents, recordAwardEvent, replayAward, signAgreement, type AwardPage as Award } from '../contract.ts'
import { AskPayeeButton } from '../../payees/ui/AskPayeeButton.tsx'
import { ChangeTable } from '../../payees/ui/ChangeTable.tsx'
import { amountWords, payeeWords } from '../../payees/ui/words.ts'
import { Findings } from './Findings.tsx'
import { InstalmentVerbs } from './InstalmentVerbs.tsx'
import { payerText, PayersPanel } from './PayersPanel.tsx'
import { awardTones } from './words.ts'

/** One award from the clause that gave it to the last fen: schedule, events, obligation, claim, ledger. */
export const AwardPage = () => {
  const { awardId } = useParams() as { awardId: Id<'award'> }
  const asked = useAsk(getAward, { awardId })
  return (
    <Answer of={asked}>
      {(award) => (
        <Page
          title={`${award.payeeName} · ${award.title}`}
          lead={
            <>
              <Link to={`/cases/${award.caseId}`}>{award.caseNumber}</Link> · {moneyText(award.amountFen)} <StateTag state={award.state} words={awardStates} tones={awardTones} />
            </>
          }
          extra={<Verbs award={award} />}
        >
          {award.state === 'reserved' && award.signBy ? <Alert type="info" showIcon title={`已占用预算，等待签订协议：${dateText(award.signBy)}以前。签订以前不付款。`} style={{ marginBottom: 16 }} /> : null}
          <Basis award={award} />
          <PayersPanel award={award} />
          <Instalments award={award} />
          <Payees award={award} />
          {award.holderKind === 'team' ? <StagesPanel award={award} /> : null}
          <Happenings award={award} />
          <Ledger award={award} />
        </Page>
      )}
    </Answer>
  )
}

const eventChoices = Object.fromEntries(handEvents.map((kind) => [kind, eventKinds[kind]]))

const Verbs = ({ award }: { award: Award }) => {
  const today = useMe().data?.today
  const awardId = award.id
  return (
    <Space wrap>
      {awardCan.sign(award) ? (
        <FormButton
          action={signAgreement}
          fixed={{ awardId }}
          fields={[
            { key: 'signedOn', label: '签订日期', kind: 'day' },
            { key: 'document', label: '协议编号', kind: 'line' },
          ]}
          done={({ committedFen }) => `协议已登记，承诺 ${yuanText(committedFen)}`}
        />
      ) : null}
      {awardCan.cancelUnsigned(award) && award.signBy && today && today > award.signBy ? (
        <ReasonButton action={cancelUnsigned} says={`撤销后 ${yuanText(award.amountFen)} 退回科目。`} ask="撤销的理由" least={4} input={(reason) => ({ awardId, reason })} done={({ releasedFen }) => `已撤销，${yuanText(releasedFen)} 退回科目`} danger />
      ) : null}
      {awardCan.recordEvent(award) ? (
        <FormButton
          action={recordAwardEvent}
          says="去世、离开本市、停发：从发生之日起应付的各期停止，已付的不动。提前付清：余下各期当日到期。市内换单位：不停发，下一期照常复核。"
          fixed={{ awardId }}
          fields={[
            { key: 'kind', label: '事件', kind: 'choice', choices: eventChoices },
            { key: 'happenedOn', label: '发生日期', kind: 'day' },
            { key: 'document', label: '依据文件', kind: 'line' },
            { key: 'says', label: '情况', kind: 'text' },
          ]}
          done={({ stopped, stoppedFen, movedUp }) => (stopped ? `已登记，${stopped} 期停止，${yuanText(stoppedFen)} 退回科目` : movedUp ? `已登记，${movedUp} 期提前` : '已登记')}
        />
      ) : null}
      {award.kept ? (
        <ActionButton action={replayAward} input={{ awardId }} done={({ same, storedFen, againFen }) => (same ? `按留底的版本和事实重算，一分不差：${yuanText(storedFen)}` : againFen === null ? '金额由审定机关确定，不能由条款重算' : `重算为 ${yuanText(againFen)}，审定为 ${yuanText(storedFen)}，请核查`)} />
      ) : null}
      <FormButton
        action={addBan}
        fixed={{ holder: { kind: award.holderKind, id: award.holderId } }}
        fields={[
          { key: 'from', label: '开始日期', kind: 'day' },
          { key: 'to', label: '截止日期', kind: 'day' },
          { key: 'reason', label: '事由', kind: 'text' },
          { key: 'document', label: '依据文件', kind: 'line' },
        ]}
        done={() => '已列入禁报名单'}
        danger
      />
    </Space>
  )
}

const taxWords = ({ grossedUpFen }: Award, taxed: Award['instalments']): string => {
  const rules = [...new Set(taxed.map(({ taxItem, taxRate }) => `${taxItem ?? ''}，税率 ${taxRate ?? ''}`))].join('；')
  const sum = taxed.filter(({ state }) => state !== 'stopped').reduce((total, { taxFen }) => total + taxFen, 0n)
  return `各期共 ${yuanText(sum)}（${rules}）${grossedUpFen > 0n ? `；条款写的是税后金额，总额已加税款 ${yuanText(grossedUpFen)}` : ''}`
}

const Basis = ({ award }: { award: Award }) => {
  const tax = award.instalments.filter(({ taxFen }) => taxFen > 0n)
  return (
  <section className="panel">
    <Descriptions
      column={{ xs: 1, md: 3 }}
      items={[
        { label: '依据', children: award.documentNumber ? <Link to={`/policies/${award.measure}`}>{`${award.documentNumber} ${award.clause ?? ''}`}</Link> : '没有留底' },
        { label: '审定', children: dateText(award.decidedOn) },
        ...(tax.length ? [{ label: '代扣个税', children: taxWords(award, tax) }] : []),
        ...(award.takenOff.length && award.fullFen !== null ? [{ label: '补差、抵扣', children: `应得 ${yuanText(award.fullFen)}，扣除${award.takenOff.map(({ of, amount }) => `“${of}”${yuanText(amount)}`).join('、')}` }] : []),
        ...(award.signedOn ? [{ label: '协议', children: `${dateText(award.signedOn)}签订，${award.agreementDocument ?? ''}` }] : []),
        ...(award.obligation
          ? [{ label: '服务期', children: `${dateText(award.obligation.serveFrom)}起${endWords(award.obligation)}；${award.obligation.says ?? breachRules[award.obligation.breach]}（${obligationStates[award.obligation.state]}）` }]
          : []),
        ...(award.breaches.length ? [{ label: '违约案卷', children: award.breaches.map(({ id, number }) => <Link key={id} to={`/fund/breaches/${id}`}>{number} </Link>) }] : []),
        ...(award.claims.length ? [{ label: '追回', children: <ClaimLinks claims={award.claims} /> }] : []),
      ]}
    />
  </section>
  )
}

const endWords = ({ serveTo, lockTo }: { serveTo: PlainDate | null; lockTo: PlainDate | null }): string =>
  [serveTo ? `到${dateText(serveTo)}` : '', lockTo ? `，住房限售到${dateText(lockTo)}` : ''].join('')

const Instalments = ({ award }: { award: Award }) => (
  <section className="panel">
    <h2>分期</h2>
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={award.instalments}
      columns={[
        { title: '期次', dataIndex: 'no', render: (no: number) => `第${no}期` },
        { title: '应付日期', key: 'dueOn', render: (_, { dueOn, milestone, reachedOn }) => (milestone && !reachedOn ? '达到节点后' : dateText(dueOn)) },
        ...(award.way === 'ownLines' ? [{ title: '承担方', dataIndex: 'payer', render: (payer: Award['instalments'][number]['payer']) => payerText(payer) }] : []),
        { title: '金额', key: 'amount', className: 'number', render: (_, instalment) => amountWords(instalment) },
        { title: '付给', key: 'payee', render: (_, instalment) => payeeWords(instalment, award.payeeName) },
        { title: '条件', dataIndex: 'condition', render: (condition: string | null) => condition ?? '无' },
        { title: '状态', dataIndex: 'state', render: (state: Award['instalments'][number]['state']) => <StateTag state={state} words={instalmentStates} tones={instalmentTones} /> },
        { title: '最近一次核对', key: 'check', render: (_, { check }) => (check ? <Findings asOf={check.asOf} findings={check.findings} /> : '—') },
        { title: '说明', key: 'note', render: (_, { note, paidOn }) => (paidOn ? `${dateText(paidOn)}付` : (note ?? '')) },
        { title: '办理', key: 'act', render: (_, instalment) => <InstalmentVerbs instalment={instalment} canAsk={award.kept} unsigned={award.state === 'reserved'} /> },
      ]}
    />
  </section>
)

const Payees = ({ award }: { award: Award }) => {
  const fixed = useMemo(() => ({ awardId: award.id }), [award.id])
  return (
    <section className="panel">
      <h2>收款人</h2>
      {award.instalments.some(({ payeeRole, payeeName }) => payeeRole !== null && payeeName === null) ? <Alert type="warning" showIcon title="有分期的收款人待定：由资金经办提出、另一人复核之后才能付款。" style={{ marginBottom: 12 }} /> : null}
      <div style={{ marginBottom: 12 }}>
        <AskPayeeButton awardId={award.id} />
      </div>
      <ChangeTable fixed={fixed} empty="没有变更过收款人。" />
    </section>
  )
}

const Happenings = ({ award }: { award: Award }) =>
  award.events.length + award.reminders.length === 0 ? null : (
    <section className="panel">
      <h2>事件</h2>
      <ul className="happenings">
        {award.events.map(({ kind, happenedOn, says, document, source, changedFen }) => (
          <li key={`${kind}${happenedOn}${says}`}>
            {dateText(happenedOn)} <strong>{eventKinds[kind]}</strong>：{says}
            {changedFen > 0n ? `，涉及 ${yuanText(changedFen)}` : ''}（{eventSources[source]}
            {document ? `：${document}` : ''}）
          </li>
        ))}
        {award.reminders.map(({ day, says }) => (
          <li key={`${day}${says}`}>
            {dateText(day)} 催办：{says}
          </li>
        ))}
      </ul>
    </section>
  )

const Ledger = ({ award }: { award: Award }) => (
  <section className="panel">
    <h2>台账</h2>
    <Table
      rowKey="seq"
      size="small"
      pagination={false}
      dataSource={award.entries}
      columns={[
        { title: '凭证号', dataIndex: 'seq', className: 'number' },
        { title: '摘要', dataIndex: 'says' },
        { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
      ]}
    />
  </section>
)
