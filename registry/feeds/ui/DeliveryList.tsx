import { useNavigate } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { countText, dateText, momentText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { channels, deliveryStates, listDeliveries, type DeliveryRow, type DeliveryState } from '../contract.ts'

export const deliveryTones: Record<DeliveryState, Tone> = { reading: 'active', done: 'good', undone: 'quiet', failed: 'bad' }
const none: readonly [] = []

/** Deliveries, newest first; of one source where the page is about one. */
export const DeliveryList = ({ sourceId }: { sourceId?: Id<'feedSource'> }) => {
  const navigate = useNavigate()
  const number = (rows: number) => countText(rows)
  return (
    <ListPage
      list={listDeliveries}
      fields={none}
      {...(sourceId ? { fixed: { sourceId } } : {})}
      columns={[
        { title: '报送编号', dataIndex: 'number' },
        { title: '来源', dataIndex: 'sourceName' },
        { title: '途径', dataIndex: 'channel', render: (channel: DeliveryRow['channel']) => channels[channel] },
        { title: '截至', dataIndex: 'asOf', render: dateText },
        { title: '收到时间', dataIndex: 'createdAt', render: momentText },
        { title: '行数', dataIndex: 'readRows', className: 'number', render: number },
        { title: '新增', dataIndex: 'newRows', className: 'number', render: number },
        { title: '改动', dataIndex: 'changedRows', className: 'number', render: number },
        { title: '一致', dataIndex: 'unchangedRows', className: 'number', render: number },
        { title: '隔离', dataIndex: 'quarantinedRows', className: 'number', render: number },
        { title: '待处理', dataIndex: 'openRows', className: 'number', render: number },
        { title: '状态', dataIndex: 'state', render: (state: DeliveryState) => <StateTag state={state} words={deliveryStates} tones={deliveryTones} /> },
      ]}
      onOpen={({ id }) => void navigate(`/feeds/deliveries/${id}`)}
      empty="还没有报送。把文件放进来源的投放文件夹，或在来源页面上传。"
    />
  )
}
