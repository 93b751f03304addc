import { Space } from 'antd'
import { Link, useNavigate } from 'react-router'
import { momentText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { draftStates, listDrafts, type DraftRow, type DraftState } from '../contract.ts'
import { Begin } from './Begin.tsx'

const tones: Record<DraftState, Tone> = { draft: 'active', submitted: 'waiting', approved: 'good', published: 'good', discarded: 'quiet' }

/** Drafts of measures, the newest first, and the way to a new one. */
export const DraftsPage = () => {
  const navigate = useNavigate()
  return (
    <Page
      title="政策实验室"
      lead="改一个条件、一个金额，马上看到全市谁新增、谁减少、花多少钱；两个人审核通过后发布为新版本。"
      extra={
        <Space>
          <Link to="/lab/scenarios">测算方案</Link>
          <Begin />
        </Space>
      }
    >
      <ListPage
        list={listDrafts}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '事项、代码、草稿编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: draftStates },
        ]}
        columns={[
          { title: '草稿编号', dataIndex: 'number' },
          { title: '事项', dataIndex: 'title' },
          { title: '由来', dataIndex: 'base' },
          { title: '状态', dataIndex: 'state', render: (state: DraftState) => <StateTag state={state} words={draftStates} tones={tones} /> },
          { title: '第几稿', dataIndex: 'version', className: 'number' },
          { title: '最近保存', key: 'saved', render: (_: unknown, row: DraftRow) => `${row.savedByName} ${momentText(row.savedAt)}` },
        ]}
        onOpen={(row) => void navigate(`/lab/drafts/${row.id}`)}
        empty="还没有草稿。按“开始起草”，从一个现行事项改起，或者新建一个事项。"
      />
    </Page>
  )
}
