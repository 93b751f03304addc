import { Input, Space } from 'antd'
import { useState } from 'react'
import { changeCan, changeKinds, changeStates, confirmChange, declineChange, listChanges, withdrawChange, type ChangeKind, type ChangeRow, type ChangeState } from '../../kernel/office/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { momentText } from '../../kit/format.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { StepUpButton } from '../../kit/StepUpButton.tsx'

const fields: readonly FilterField[] = [
  { key: 'state', label: '状态', kind: 'choice', choices: changeStates },
  { key: 'search', label: '谁', kind: 'search', placeholder: '姓名、登录名' },
]
const tones: Record<ChangeState, Tone> = { proposed: 'waiting', confirmed: 'good', declined: 'bad', withdrawn: 'quiet' }

/** What was proposed and waits for the other officer, and what became of everything before. */
export const ChangesPage = () => (
  <Page title="授权变更" lead="一名安全保密员提出，另一名确认才生效；谁也不能给自己授权。确认时要输入动态口令。">
    <ListPage
      list={listChanges}
      fields={fields}
      columns={[
        { title: '提出', dataIndex: 'proposedAt', render: momentText },
        { title: '种类', dataIndex: 'kind', render: (kind: ChangeKind) => changeKinds[kind] },
        { title: '谁', dataIndex: 'name' },
        { title: '内容', dataIndex: 'says' },
        { title: '依据', dataIndex: 'document' },
        { title: '状态', dataIndex: 'state', render: (state: ChangeState, { reason }) => <><StateTag state={state} words={changeStates} tones={tones} />{reason}</> },
        { title: '提出人', dataIndex: 'proposedByName' },
        { title: '办结人', dataIndex: 'decidedByName' },
        { title: '', key: 'verbs', render: (_, change) => (changeCan.confirm(change) ? <Verbs change={change} /> : null) },
      ]}
      empty="没有授权变更。开户、授予职责在“账号与职责”里提出。"
    />
  </Page>
)

const Verbs = ({ change: { id: changeId, kind, name, says, mine } }: { change: ChangeRow }) => {
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  if (mine) return <ActionButton action={withdrawChange} input={{ changeId }} size="small" done={() => '已撤回'} />
  const opens = kind === 'open'
  return (
    <Space orientation="vertical">
      <Space>
        {opens ? <Input.Password aria-label="初始口令" placeholder="给新账号设初始口令，12 位以上" autoComplete="new-password" value={password} onChange={({ target }) => setPassword(target.value)} /> : null}
        <StepUpButton
          action={confirmChange}
          input={{ changeId, ...(opens ? { password } : {}) }}
          can={!opens || password.length >= 12}
          because="请先设一个 12 位以上的初始口令，当面交给本人"
          says={`${changeKinds[kind]}：${name}。${says}`}
          done={() => (opens ? '已开户。请把初始口令当面交给本人，让他登录后更换。' : '已生效')}
        />
      </Space>
      <Space>
        <Input aria-label="退回理由" placeholder="退回的理由" value={reason} onChange={({ target }) => setReason(target.value)} />
        <ActionButton action={declineChange} input={{ changeId, reason }} can={reason.trim().length >= 4} because="请写明退回的理由" danger done={() => '已退回'} />
      </Space>
    </Space>
  )
}
