import { Button, Input, Modal, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { momentText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { draftStates, listDrafts, listWords, openDraft, type DraftRow, type DraftState } from '../contract.ts'

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

/** A draft begins from what is in force, or from a template under a new code. */
export const Begin = ({ measure }: { measure?: string }) => {
  const me = useMe()
  const navigate = useNavigate()
  const words = useAsk(listWords, {}, { enabled: me.data?.duty?.role === 'talentOffice' })
  const [asking, setAsking] = useState(false)
  const [way, setWay] = useState<'from' | 'new'>('from')
  const [chosen, setChosen] = useState<string | undefined>(measure)
  const [code, setCode] = useState('')
  const [title, setTitle] = useState('')
  if (me.data?.duty?.role !== 'talentOffice') return null
  const ready = way === 'from' ? chosen !== undefined : /^[a-z0-9][a-z0-9-]{2,79}$/.test(code) && title.trim().length >= 2
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {openDraft.label}
      </Button>
      <Modal
        open={asking}
        title={openDraft.label}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={openDraft}
            input={way === 'from' ? { measure: chosen ?? '' } : { code, title: title.trim() }}
            type="primary"
            can={ready}
            because={way === 'from' ? '请选择事项' : '请写明代码和名称'}
            done={({ number }) => `已建立草稿 ${number}`}
            onDone={({ draftId }) => void navigate(`/lab/drafts/${draftId}`)}
          />
        }
      >
        <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
          <Radio.Group value={way} onChange={(event) => setWay(event.target.value === 'new' ? 'new' : 'from')} options={[{ value: 'from', label: '修改现行事项' }, { value: 'new', label: '新建事项' }]} />
          {way === 'from' ? (
            <Select aria-label="现行事项" placeholder="选择现行事项" showSearch={{ optionFilterProp: 'label' }} value={chosen} onChange={setChosen} options={(words.data?.measures ?? []).map((one) => ({ value: one.code, label: one.title }))} style={{ width: '100%' }} />
          ) : (
            <>
              <Input aria-label="名称" placeholder="名称，例如：青年人才夜校补助" maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />
              <Input aria-label="事项代码" placeholder="事项代码，例如：night-school" maxLength={80} value={code} onChange={(event) => setCode(event.target.value)} />
            </>
          )}
        </Space>
      </Modal>
    </>
  )
}
