import { Alert, App, Button, Form, Input, Modal, Select, Space, Typography } from 'antd'
import { useState } from 'react'
import { askReset, confirmReset, listResets, resetCan, resetStates, resetWords, withdrawReset } from '../../kernel/access/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useAct } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { instant } from '../account/words.ts'

const tones = { asked: 'waiting', given: 'active', used: 'good', expired: 'quiet', withdrawn: 'quiet' } as const

/** 登录码: asked for by one security officer, given by another, face to face. */
export const ResetsPage = () => {
  const [given, setGiven] = useState<{ code: string; login: string; days: number }>()
  return (
    <Page title="登录码" lead="工作人员首次设口令、忘记口令、遗失第二因素时用。一名安全保密员提出，另一名复核后签发，当面交给本人。" extra={<AskButton />}>
      {given ? (
        <Alert
          type="warning"
          closable={{ onClose: () => setGiven(undefined) }}
          style={{ marginBottom: 16 }}
          title={`账号 ${given.login} 的登录码，只显示这一次`}
          description={
            <>
              <Typography.Text copyable code style={{ fontSize: 18 }}>
                {given.code}
              </Typography.Text>
              <p>请当面核对本人后交给他，在登录页“用登录码设口令”里用；{given.days} 天内有效。</p>
            </>
          }
        />
      ) : null}
      <ListPage
        list={listResets}
        exportable={false}
        fields={[{ key: 'state', label: '状态', kind: 'choice', choices: resetStates }]}
        empty="还没有登录码。新账号开立后，点右上角“提出签发登录码”。"
        columns={[
          { title: '账号', dataIndex: 'login' },
          { title: '姓名', dataIndex: 'name' },
          { title: '事项', dataIndex: 'what', render: (what: keyof typeof resetWords) => resetWords[what] },
          { title: '依据', dataIndex: 'ground' },
          { title: '提出人', dataIndex: 'askedBy', render: (name: string, row) => `${name}（${instant(row.createdAt)}）` },
          { title: '复核人', dataIndex: 'confirmedBy', render: (name: string | null) => name ?? '—' },
          { title: '状态', dataIndex: 'state', render: (_, row) => <StateTag state={row.state} words={resetStates} tones={tones} /> },
          {
            title: '',
            key: 'verbs',
            render: (_, row) => (
              <Space>
                {resetCan.confirm(row) ? <ActionButton action={confirmReset} input={{ resetId: row.id }} size="small" type="primary" can={!row.mine} because="提出人不能复核自己提出的登录码" done={() => '已签发'} onDone={setGiven} /> : null}
                {resetCan.withdraw(row) ? <ActionButton action={withdrawReset} input={{ resetId: row.id }} size="small" confirm="撤回后这个登录码不能再用" done={() => '已撤回'} /> : null}
              </Space>
            ),
          },
        ]}
      />
    </Page>
  )
}

interface Asked {
  login: string
  what: keyof typeof resetWords
  ground: string
}

const AskButton = () => {
  const [asking, setAsking] = useState(false)
  const [form] = Form.useForm<Asked>()
  const { message } = App.useApp()
  const ask = useAct(askReset)
  const run = (asked: Asked) =>
    ask.mutate(asked, {
      onSuccess: ({ name }) => {
        setAsking(false)
        form.resetFields()
        void message.success(`已提出，等另一名安全保密员复核（${name}）`)
      },
    })
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {askReset.label}
      </Button>
      <Modal open={asking} title={askReset.label} okText={askReset.label} cancelText="再想想" onCancel={() => setAsking(false)} onOk={() => form.submit()} confirmLoading={ask.isPending}>
        <Form form={form} layout="vertical" initialValues={{ what: 'password' }} onFinish={run}>
          <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="what" label="事项">
            <Select options={Object.entries(resetWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="ground" label="依据" rules={[{ required: true, min: 4, message: '请写明依据，例如：任职通知文号' }]}>
            <Input maxLength={200} placeholder="例如：人社任〔2026〕12 号，新任窗口人员" />
          </Form.Item>
          {ask.error ? <Alert type="error" showIcon title={ask.error.message} /> : null}
        </Form>
      </Modal>
    </>
  )
}
