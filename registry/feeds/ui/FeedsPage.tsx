import { Alert, Form, Input, InputNumber, Modal, Select, Button, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useList } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listFeedSources, openFeed } from '../contract.ts'
import { feedKinds, type FeedKind } from '../kinds.ts'
import { DeliveryList } from './DeliveryList.tsx'

/** Which departments deliver, who is late, what waits; and every delivery so far. */
export const FeedsPage = () => {
  const navigate = useNavigate()
  const asked = useList(listFeedSources, {})
  const late = (asked.data?.pages.flatMap(({ rows }) => rows) ?? []).filter(({ lateDays }) => lateDays > 0)
  return (
    <Page title="数据报送" lead="各部门按周期报送的事实：对得上的直接写入并记为已核验，对不上的进隔离区等人处理。" extra={<OpenFeedButton />}>
      {late.length > 0 ? (
        <Alert style={{ marginBottom: 16 }} type="warning" showIcon title={late.map(({ name, lateDays }) => `${name}逾期 ${lateDays} 天`).join('、')} description="请联系来源部门补送；在此之前，相关事实仍按上一次报送。" />
      ) : null}
      <section className="panel">
        <h2>数据来源</h2>
        <ListPage
          list={listFeedSources}
          fields={[]}
          exportable={false}
          columns={[
            { title: '来源', key: 'name', render: (_, { id, name }) => <Link to={`/feeds/${id}`}>{name}</Link> },
            { title: '报送什么', dataIndex: 'kind', render: (kind: FeedKind) => feedKinds[kind] },
            { title: '周期', dataIndex: 'everyDays', render: (days: number) => `每 ${days} 天` },
            { title: '最近一次', dataIndex: 'lastDay', render: (day: string | null) => (day === null ? '还没有' : dateText(day)) },
            { title: '下次期限', key: 'dueOn', render: (_, { dueOn, lateDays }) => (lateDays > 0 ? <Tag color="orange">{`逾期 ${lateDays} 天`}</Tag> : dateText(dueOn)) },
            { title: '隔离区待处理', dataIndex: 'openRows', className: 'number', render: (rows: number) => countText(rows) },
          ]}
          onOpen={({ id }) => void navigate(`/feeds/${id}`)}
          empty="还没有开通数据来源。点右上角“开通数据来源”，再核对列名对照表。"
        />
      </section>
      <section className="panel">
        <h2>报送记录</h2>
        <DeliveryList />
      </section>
    </Page>
  )
}

const OpenFeedButton = () => {
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<FeedKind>('education')
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [everyDays, setEveryDays] = useState(30)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {openFeed.label}
      </Button>
      <Modal
        open={open}
        title={openFeed.label}
        onCancel={() => setOpen(false)}
        footer={
          <ActionButton action={openFeed} input={{ kind, name, code, everyDays }} type="primary" can={name.trim().length >= 2 && /^[a-z][a-z0-9-]{1,30}$/.test(code)} because="请写明部门，代号用小写字母开头" done={() => '已开通，请核对列名对照表'} onDone={({ sourceId }) => void navigate(`/feeds/${sourceId}`)} />
        }
      >
        <Form layout="vertical">
          <Form.Item label="报送什么">
            <Select aria-label="报送什么" value={kind} onChange={setKind} options={Object.entries(feedKinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item label="来源部门" extra="写入每条事实，例如 市教育局">
            <Input aria-label="来源部门" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          </Form.Item>
          <Form.Item label="代号" extra="也是投放文件夹的名字，例如 education">
            <Input aria-label="代号" maxLength={31} value={code} onChange={(event) => setCode(event.target.value)} />
          </Form.Item>
          <Form.Item label="每隔几天报送一次">
            <InputNumber aria-label="周期" min={1} max={400} value={everyDays} onChange={(days) => setEveryDays(days ?? 30)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
