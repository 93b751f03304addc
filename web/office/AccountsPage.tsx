import { App } from 'antd'
import { useNavigate } from 'react-router'
import { accountStates, listAccounts, proposeAccount } from '../../kernel/office/contract.ts'
import { dateText } from '../../kit/format.ts'
import { useAct } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { DutyForm } from './DutyForm.tsx'

const fields: readonly FilterField[] = [
  { key: 'search', label: '谁', kind: 'search', placeholder: '姓名、登录名' },
  { key: 'state', label: '状态', kind: 'choice', choices: accountStates },
]

/** Everybody with a desk, and the door through which a new one comes in. */
export const AccountsPage = () => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const propose = useAct(proposeAccount)
  const form = (
    <DutyForm
      label={proposeAccount.label}
      schema={proposeAccount.input}
      account
      pending={propose.isPending}
      send={(input, done) =>
        propose.mutate(input, {
          onSuccess: () => {
            done()
            void message.success('已提交，请另一名安全保密员在“授权变更”里确认')
          },
          onError: (error) => void message.error(error.message, 6),
        })
      }
    />
  )
  return (
    <Page title="账号与职责" lead="开户、授予和终止职责、停用账号都要有依据文件，由另一名安全保密员确认后生效。这里只有办公账号，没有人才和单位的账号。" extra={form}>
      <ListPage
        list={listAccounts}
        fields={fields}
        onOpen={({ id }) => void navigate(`/office/accounts/${id}`)}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '登录名', dataIndex: 'login' },
          { title: '现有职责', dataIndex: 'duties', render: (duties: string) => duties || '没有职责，登录不了' },
          { title: '状态', dataIndex: 'state', render: (state: keyof typeof accountStates) => <StateTag state={state} words={accountStates} tones={{ active: 'good', disabled: 'quiet' }} /> },
          { title: '开户', dataIndex: 'createdAt', render: dateText },
        ]}
        empty="没有符合条件的账号。点右上角“申请开户”。"
      />
    </Page>
  )
}
