import { App, Button, Form, Input, Modal, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { DayField } from '../../../registry/platforms/ui/DayField.tsx'
import { bodyStates, confirmBodyDecision, declineBodyDecision, listBodyDecisions, proposeBodyDecision, type BodyRow } from '../contract.ts'
import { ReasonButton } from './ReasonButton.tsx'
import { bodyTones, levelChoices } from './words.ts'

const required = (message: string) => [{ required: true, message }]

/** 一事一议: what the leading group decided about one person, entered by one hand and checked by another; the person then applies by that road. */
export const BodiesPage = () => {
  const fields = useMemo(
    (): FilterField[] => [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号、文号' },
      { key: 'state', label: '状态', kind: 'choice', choices: bodyStates },
    ],
    [],
  )
  return (
    <Page title="专项认定" lead="市人才工作领导小组对个别人才的认定；核对后本人即可按“专项认定”途径申请" extra={<ProposeButton />}>
      <ListPage
        list={listBodyDecisions}
        fields={fields}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '类别', dataIndex: 'level', render: (level: string) => `${level}类` },
          { title: '审定机构', dataIndex: 'body' },
          { title: '会议纪要', dataIndex: 'document' },
          { title: '会议日期', dataIndex: 'metOn', render: dateText },
          { title: '理由', dataIndex: 'reason' },
          { title: '登记人', dataIndex: 'proposedByName' },
          { title: '状态', dataIndex: 'state', render: (state: BodyRow['state']) => <StateTag state={state} words={bodyStates} tones={bodyTones} /> },
          { title: '办理', key: 'verbs', render: (_, row) => (row.state === 'proposed' ? <Verbs row={row} /> : null) },
        ]}
        empty="还没有专项认定。领导小组开会认定的，由市人才办在这里登记，另一人核对。"
      />
    </Page>
  )
}

const Verbs = ({ row }: { row: BodyRow }) => (
  <Space>
    <ActionButton action={confirmBodyDecision} input={{ bodyDecisionId: row.id }} size="small" type="primary" can={!row.mine} because="登记和核对不能是同一个人" confirm="核对无误后写入人才库，不能再改。" done={() => `${row.personName}的专项认定已核对`} />
    <ReasonButton action={declineBodyDecision} input={(note) => ({ bodyDecisionId: row.id, note })} done={() => '已记为不予核对'} can={!row.mine} because="登记和核对不能是同一个人" />
  </Space>
)

const ProposeButton = () => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const propose = useAct(proposeBodyDecision)
  const role = useMe().data?.duty?.role
  if (role !== 'talentOffice') return null
  const submit = (values: unknown) => {
    const decision = proposeBodyDecision.input.safeParse(values)
    if (!decision.success) {
      form.setFields(decision.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    propose.mutate(decision.data, {
      onSuccess: ({ number }) => {
        void message.success(`已登记 ${number}，等另一人核对`)
        setOpen(false)
        form.resetFields()
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {proposeBodyDecision.label}
      </Button>
      <Modal open={open} title={proposeBodyDecision.label} okText="登记" cancelText="取消" confirmLoading={propose.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ body: '市人才工作领导小组' }}>
          <Form.Item name="personNumber" label="人才编号" rules={required('请填写人才编号')}>
            <Input maxLength={20} placeholder="P0000001" />
          </Form.Item>
          <Form.Item name="level" label="认定的类别" rules={required('请选择类别')}>
            <Select options={Object.entries(levelChoices).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="body" label="审定机构" rules={required('请写明审定机构')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="document" label="会议纪要文号" rules={required('请写明会议纪要文号')}>
            <Input maxLength={100} />
          </Form.Item>
          <DayField name="metOn" label="会议日期" />
          <Form.Item name="reason" label="理由" rules={required('请用一句话写明理由')}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
