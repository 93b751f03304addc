import { Descriptions, Space } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { confirmOutcome, declineOutcome, getRecheck, hearPerson, recheckCan, recheckCauses, recheckOutcomes, recheckStates, type Recheck } from '../rechecks/contract.ts'
import { OutcomeForm } from './OutcomeForm.tsx'
import { ReasonButton } from './ReasonButton.tsx'
import { recheckTones } from './words.ts'

/** One re-check: what was found, what the person says, what two officers make of it. */
export const RecheckPage = () => {
  const { recheckId = '' } = useParams()
  const asked = useAsk(getRecheck, { recheckId: recheckId as Id<'recheck'> })
  return (
    <Page title="类别复核" extra={<Link to="/recognition/rechecks">全部复核</Link>}>
      <Answer of={asked}>{(recheck) => <View recheck={recheck} />}</Answer>
    </Page>
  )
}

const View = ({ recheck }: { recheck: Recheck }) => (
  <>
    <section className="panel">
      <Descriptions column={{ xs: 1, md: 2 }} title={<StateTag state={recheck.state} words={recheckStates} tones={recheckTones} />}>
        <Descriptions.Item label="复核编号">{recheck.number}</Descriptions.Item>
        <Descriptions.Item label="人才">
          <Link to={`/people/${recheck.personId}`}>{recheck.personName}</Link>（{recheck.personNumber}）
        </Descriptions.Item>
        <Descriptions.Item label="现在的类别">
          {recheck.scheme}
          {recheck.level}类，{recheck.validTo ? `到${dateText(recheck.validTo)}` : '长期有效'}
        </Descriptions.Item>
        <Descriptions.Item label="用人单位">{recheck.employerName || '没有登记在册的单位'}</Descriptions.Item>
        <Descriptions.Item label="起因">{recheckCauses[recheck.cause]}</Descriptions.Item>
        <Descriptions.Item label="应办结">{dateText(recheck.dueOn)}</Descriptions.Item>
        <Descriptions.Item label="发现" span={2}>
          {recheck.finding}
        </Descriptions.Item>
        <Descriptions.Item label="本人意见" span={2}>
          {recheck.statement ? `${recheck.statement}（${recheck.statedOn ? dateText(recheck.statedOn) : ''}）` : recheck.hearBy ? `等本人在${dateText(recheck.hearBy)}之前陈述` : '还没有听取'}
        </Descriptions.Item>
        {recheck.outcome ? (
          <Descriptions.Item label="结论" span={2}>
            {recheck.outcomeText}。理由：{recheck.outcomeReason}
          </Descriptions.Item>
        ) : null}
        {recheck.settledNote ? (
          <Descriptions.Item label="不予确认的理由" span={2}>
            {recheck.settledNote}
          </Descriptions.Item>
        ) : null}
      </Descriptions>
      <Space wrap>
        {recheckCan.hear(recheck) ? <ActionButton action={hearPerson} input={{ recheckId: recheck.id }} done={({ hearBy }) => `已请本人在${dateText(hearBy)}之前陈述意见`} /> : null}
        {recheckCan.confirm(recheck) ? (
          <>
            <ActionButton action={confirmOutcome} input={{ recheckId: recheck.id }} type="primary" can={!recheck.mine} because="提出和确认不能是同一个人" confirm="确认后立即写入人才库，依据这一类别的待遇随之变化。" done={({ outcome }) => `已办结：${recheckOutcomes[outcome]}`} />
            <ReasonButton action={declineOutcome} input={(note) => ({ recheckId: recheck.id, note })} done={() => '已退回重新核查'} can={!recheck.mine} because="提出和确认不能是同一个人" />
          </>
        ) : null}
      </Space>
    </section>
    {recheckCan.propose(recheck) ? <OutcomeForm recheck={recheck} /> : null}
  </>
)
