import { Space, Tabs } from 'antd'
import { Link, useNavigate } from 'react-router'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { duplicateStates, findDuplicates, listDuplicates, listMerges, separatePeople, type DuplicateRow } from '../duplicates/contract.ts'
import { AskReasonButton } from './AskReasonButton.tsx'
import { duplicateTones } from './words.ts'

/** Records that may be one person, the strongest first; and what was merged, which can be taken apart. */
export const DuplicatesPage = () => (
  <Page
    title="疑似重复"
    lead="每夜查找：姓名、出生日期、手机号码、院校、单位、证书逐项加分，满 60 分列在这里。合并不删任何内容，随时可以拆分。"
    extra={<ActionButton action={findDuplicates} input={{}} done={() => '已开始查找，稍后刷新本页'} />}
  >
    <Tabs
      destroyOnHidden
      items={[
        { key: 'pairs', label: '待比对', children: <Pairs /> },
        { key: 'merges', label: '合并记录', children: <Merges /> },
      ]}
    />
  </Page>
)

const Pairs = () => {
  const navigate = useNavigate()
  return (
    <ListPage
      list={listDuplicates}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号' },
        { key: 'state', label: '状态', kind: 'choice', choices: duplicateStates },
      ]}
      columns={[
        { title: '得分', dataIndex: 'score', className: 'number' },
        { title: '一条', dataIndex: 'oneName', render: (name: string, row) => `${name} ${row.oneNumber}` },
        { title: '另一条', dataIndex: 'otherName', render: (name: string, row) => `${name} ${row.otherNumber}` },
        { title: '依据', dataIndex: 'because' },
        { title: '地区', dataIndex: 'placeName' },
        { title: '查出', dataIndex: 'foundOn', render: dateText },
        { title: '状态', dataIndex: 'state', render: (state: DuplicateRow['state']) => <StateTag state={state} words={duplicateStates} tones={duplicateTones} /> },
      ]}
      onOpen={({ id }) => void navigate(`/duplicates/${id}`)}
      empty="没有疑似重复。刚导入过名单的，可以点右上角“重新查找”。"
    />
  )
}

const Merges = () => (
  <ListPage
    list={listMerges}
    fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号' }]}
    columns={[
      { title: '合并编号', dataIndex: 'number' },
      { title: '保留', dataIndex: 'survivorName', render: (name: string, row) => <Link to={`/people/${row.survivorId}`}>{`${name} ${row.survivorNumber}`}</Link> },
      { title: '并入', dataIndex: 'mergedName', render: (name: string, row) => `${name} ${row.mergedNumber}` },
      { title: '合并', dataIndex: 'mergedOn', render: dateText },
      { title: '理由', dataIndex: 'reason' },
      {
        title: '拆分',
        dataIndex: 'separatedOn',
        render: (on: string | null, row) =>
          on ? (
            <Space>
              {dateText(on)} {row.separateReason}
            </Space>
          ) : (
            <AskReasonButton action={separatePeople} ask="拆分的理由" says="两条记录各归各的：经历、账号原样还回，合并后改过的项不动。" input={(reason) => ({ mergeId: row.id, reason })} done={({ records }) => `已拆分，还回 ${records} 条经历`} />
          ),
      },
    ]}
    empty="还没有合并过。"
  />
)
