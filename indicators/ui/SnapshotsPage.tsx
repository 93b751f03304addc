import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, dateText, momentText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { listSnapshots, makeSnapshot, snapshotStates, type SnapshotRow } from '../snapshot/contract.ts'
import { periodsUntil, periodText, snapshotTones } from './words.ts'

/** Snapshots of one's own place and below: who has signed which period. */
export const SnapshotsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="指标快照" lead="一地一期的全部指标：疑点逐条说明，核对后由另一人签发。签发后定格，以后的更正看得见差别。" extra={<MakeButton />}>
      <ListPage
        list={listSnapshots}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '地区、期间' },
          { key: 'state', label: '状态', kind: 'choice', choices: snapshotStates },
        ]}
        columns={[
          { title: '地区', dataIndex: 'placeName' },
          { title: '期间', dataIndex: 'period', render: periodText },
          { title: '时点', dataIndex: 'asOf', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: SnapshotRow['state']) => <StateTag state={state} words={snapshotStates} tones={snapshotTones} /> },
          { title: '指标', dataIndex: 'figures', className: 'number', render: countText },
          { title: '未说明的疑点', dataIndex: 'open', className: 'number', render: (open: number) => (open ? countText(open) : '—') },
          { title: '制作', dataIndex: 'madeByName' },
          { title: '签发', dataIndex: 'signedByName', render: (name: string | null) => name ?? '—' },
          { title: '签发时间', dataIndex: 'signedAt', render: (at: string | null) => (at ? momentText(at) : '—') },
        ]}
        onOpen={({ id }) => void navigate(`/figures/snapshots/${id}`)}
        empty="还没有快照。每月或每年结束后，由人才办制作一份，核对后请领导签发。"
      />
    </Page>
  )
}

const MakeButton = () => {
  const me = useMe()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const periods = periodsUntil(me.data?.today ?? '')
  const [period, setPeriod] = useState<string>()
  const chosen = period ?? periods[0] ?? ''
  const role = me.data?.duty?.role
  if (makeSnapshot.may === 'public' || role === undefined || !makeSnapshot.may.includes(role)) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {makeSnapshot.label}
      </Button>
      <Modal
        open={open}
        title={makeSnapshot.label}
        onCancel={() => setOpen(false)}
        footer={
          <ActionButton
            action={makeSnapshot}
            input={{ period: chosen }}
            type="primary"
            can={chosen !== ''}
            done={({ figures, findings }) => `已冻结 ${figures} 个指标，${findings ? `有 ${findings} 处疑点请说明` : '没有发现疑点'}`}
            onDone={({ snapshotId }) => void navigate(`/figures/snapshots/${snapshotId}`)}
          />
        }
      >
        <p>把期间最后一天的全部指标连同各地的数冻结下来。</p>
        <Select aria-label="期间" value={chosen} onChange={setPeriod} style={{ width: 240 }} options={periods.map((value) => ({ value, label: periodText(value) }))} />
      </Modal>
    </>
  )
}
