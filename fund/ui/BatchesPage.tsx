import { useNavigate } from 'react-router'
import { countText, dateText, momentText, yuanText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { batchStates, listBatches, type BatchRow } from '../payment-contract.ts'
import { batchTones } from './words.ts'

export const BatchesPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="支付批次" lead="一人编制，另一人复核送银行；银行回单逐笔登记。">
      <ListPage
        list={listBatches}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '批次号、科目' },
          { key: 'state', label: '状态', kind: 'choice', choices: batchStates },
        ]}
        columns={[
          { title: '批次号', dataIndex: 'number' },
          { title: '科目', key: 'line', render: (_, batch) => `${batch.year} 年 ${batch.lineTitle}` },
          { title: '地区', dataIndex: 'placeName' },
          { title: '笔数', dataIndex: 'items', className: 'number', render: countText },
          { title: '合计', dataIndex: 'totalFen', className: 'number', render: yuanText },
          { title: '状态', dataIndex: 'state', render: (state: BatchRow['state']) => <StateTag state={state} words={batchStates} tones={batchTones} /> },
          { title: '经办', dataIndex: 'makerName' },
          { title: '复核', dataIndex: 'checkerName', render: (name: string | null) => name ?? '—' },
          { title: '编制时间', dataIndex: 'madeAt', render: momentText },
          { title: '送银行日', dataIndex: 'releasedOn', render: (day: string | null) => (day ? dateText(day) : '—') },
        ]}
        onOpen={(batch) => void navigate(`/fund/batches/${batch.id}`)}
        empty="还没有批次。到“待付与对账”里为到期的分期编制批次。"
      />
    </Page>
  )
}
