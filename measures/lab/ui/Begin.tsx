import { Button, Input, Modal, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { listWords, openDraft } from '../contract.ts'

/** A draft begins from what is in force, or from a template under a new code. */
export const Begin = ({ measure, type = 'primary', label = openDraft.label }: { measure?: string; type?: 'primary' | 'default'; label?: string }) => {
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
      <Button type={type} onClick={() => setAsking(true)}>
        {label}
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
