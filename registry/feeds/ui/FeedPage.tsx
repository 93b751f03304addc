import { App, DatePicker, Table, Tag, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ErrorAnswer } from '../../../kernel/action.ts'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { getFeedSource, issueKey, Received, revokeKey, uploadDeliveryPath } from '../contract.ts'
import { feedKinds } from '../kinds.ts'
import { DeliveryList } from './DeliveryList.tsx'
import { MappingEditor } from './MappingEditor.tsx'

/** One source: bring a file, mend the mapping, give its program a key, see what it delivered. */
export const FeedPage = () => {
  const { sourceId } = useParams() as { sourceId: Id<'feedSource'> }
  const asked = useAsk(getFeedSource, { sourceId })
  return (
    <Answer of={asked}>
      {(source) => (
        <Page title={source.name} lead={`${feedKinds[source.kind]}，每 ${source.everyDays} 天报送一次，下次期限 ${dateText(source.dueOn)}。投放文件夹：${source.code}`}>
          <section className="panel">
            <h2>上传报送文件</h2>
            <UploadDelivery sourceId={sourceId} />
          </section>
          <section className="panel">
            <h2>对照表</h2>
            <MappingEditor key={JSON.stringify(source.mapping)} source={source} />
          </section>
          <section className="panel">
            <h2>接口密钥</h2>
            <Keys sourceId={sourceId} keys={source.keys} />
          </section>
          <section className="panel">
            <h2>报送记录</h2>
            <DeliveryList sourceId={sourceId} />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const UploadDelivery = ({ sourceId }: { sourceId: Id<'feedSource'> }) => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [asOf, setAsOf] = useState('')
  const [sending, setSending] = useState(false)
  const send = async (file: File) => {
    setSending(true)
    try {
      const form = new FormData()
      form.append('sourceId', sourceId)
      form.append('asOf', asOf)
      form.append('file', file)
      const response = await fetch(uploadDeliveryPath, { method: 'POST', body: form })
      const body: unknown = await response.json()
      const received = Received.safeParse(body)
      if (!response.ok || !received.success) {
        const said = ErrorAnswer.safeParse(body)
        throw new Error(said.success ? said.data.message : '服务器没有给出可读的答复，请稍后再试')
      }
      void message.success(received.data.again ? `这个文件已经报送过，编号 ${received.data.number}` : `已收到，报送编号 ${received.data.number}`)
      await navigate(`/feeds/deliveries/${received.data.deliveryId}`)
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '上传没有成功，没有留下任何内容，请再试一次', 8)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <p>
        数据截至 <DatePicker aria-label="数据截至" placeholder="不填为今天" onChange={(_, text) => setAsOf(text ?? '')} />
      </p>
      <Upload.Dragger accept=".xlsx,.csv" multiple={false} showUploadList={false} disabled={sending} beforeUpload={(file) => (void send(file), false)}>
        <p>把文件拖到这里，或点击选择。CSV（UTF-8 或 GBK）或 XLSX，至多 200,000 行</p>
      </Upload.Dragger>
    </>
  )
}

interface KeyRow {
  id: Id<'feedKey'>
  hint: string
  issuedAt: string
  revokedAt: string | null
  lastUsedAt: string | null
}

const Keys = ({ sourceId, keys }: { sourceId: Id<'feedSource'>; keys: readonly KeyRow[] }) => {
  const [shown, setShown] = useState<string>()
  return (
    <>
      <p>
        来源的程序凭密钥向 /api/feeds/deliveries 报送，只能写这个来源的事实。更换时先发新的，对方换好后停用旧的。{' '}
        <ActionButton action={issueKey} input={{ sourceId }} done={() => '密钥只显示这一次，请立即交给来源部门'} onDone={({ key }) => setShown(key)} />
      </p>
      {shown === undefined ? null : (
        <p>
          新密钥（离开本页后不再显示）：<Typography.Text copyable code>{shown}</Typography.Text>
        </p>
      )}
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...keys]}
        locale={{ emptyText: '还没有发放密钥。只用文件报送的来源不需要。' }}
        columns={[
          { title: '末四位', dataIndex: 'hint' },
          { title: '发放时间', dataIndex: 'issuedAt', render: momentText },
          { title: '最近使用', dataIndex: 'lastUsedAt', render: (at: string | null) => (at === null ? '没有用过' : momentText(at)) },
          { title: '状态', key: 'state', render: (_, { id, revokedAt }) => (revokedAt === null ? <ActionButton action={revokeKey} input={{ keyId: id }} size="small" danger confirm="停用后，用它的程序立即不能报送。" done={() => '已停用'} /> : <Tag>{`${momentText(revokedAt)} 停用`}</Tag>) },
        ]}
      />
    </>
  )
}
