import { App, Descriptions, Input, Space, Table } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { accountStates, getAccount, proposeDisable, proposeDuty, proposeEnable, proposeEnd } from '../../kernel/office/contract.ts'
import { roles, type Role } from '../../kernel/org/roles.ts'
import { IdField } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText, momentText } from '../../kit/format.ts'
import { useAct, useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { DutyForm } from './DutyForm.tsx'

const asAccount = IdField('account')
const waiting = () => '已提交，请另一名安全保密员在“授权变更”里确认'

/** One account of an office: its duties, and what can be asked for them. */
export const AccountPage = () => {
  const accountId = asAccount.parse(useParams()['accountId'])
  const asked = useAsk(getAccount, { accountId })
  const { message } = App.useApp()
  const grant = useAct(proposeDuty)
  const [document, setDocument] = useState('')
  const written = document.trim().length >= 4
  const because = '请先在上面写明依据的文件'
  return (
    <Answer of={asked}>
      {({ name, login, state, createdAt, duties }) => (
        <Page
          title={name}
          lead={`登录名 ${login}`}
          extra={
            <DutyForm
              label={proposeDuty.label}
              schema={proposeDuty.input}
              fixed={{ accountId }}
              pending={grant.isPending}
              send={(input, done) =>
                grant.mutate(input, {
                  onSuccess: () => {
                    done()
                    void message.success(waiting())
                  },
                  onError: (error) => void message.error(error.message, 6),
                })
              }
            />
          }
        >
          <Descriptions items={[{ key: 'state', label: '状态', children: accountStates[state] }, { key: 'opened', label: '开户', children: momentText(createdAt) }]} />
          <Space wrap style={{ marginBottom: 16 }}>
            <Input aria-label="依据文件" placeholder="终止、停用、启用所依据的文件" maxLength={120} style={{ width: 320 }} value={document} onChange={({ target }) => setDocument(target.value)} />
            {state === 'active' ? (
              <ActionButton action={proposeDisable} input={{ accountId, document }} can={written} because={because} danger done={waiting} />
            ) : (
              <ActionButton action={proposeEnable} input={{ accountId, document }} can={written} because={because} done={waiting} />
            )}
          </Space>
          <Table
            rowKey="id"
            size="middle"
            pagination={false}
            dataSource={duties}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: '没有职责，登录不了。点右上角“申请授予职责”。' }}
            columns={[
              { title: '职责', dataIndex: 'title' },
              { title: '角色', dataIndex: 'role', render: (role: Role) => roles[role] },
              { title: '辖区', dataIndex: 'placeName' },
              { title: '部门', dataIndex: 'departmentName' },
              { title: '起', dataIndex: 'validFrom', render: dateText },
              { title: '止', dataIndex: 'validTo', render: (day: string | null) => (day ? dateText(day) : '长期') },
              { title: '依据', dataIndex: 'document' },
              { title: '', key: 'end', render: (_, { id, current }) => (current ? <ActionButton action={proposeEnd} input={{ dutyId: id, lastDay: null, document }} can={written} because={because} size="small" danger done={waiting} /> : '已终止') },
            ]}
          />
        </Page>
      )}
    </Answer>
  )
}
