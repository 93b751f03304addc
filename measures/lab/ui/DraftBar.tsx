import { Button, DatePicker, Input, Modal, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { approveDraft, discardDraft, draftCan, publishDraft, sendBackDraft, submitDraft, type getDraft } from '../contract.ts'

type Draft = z.output<typeof getDraft.output>

/** What may be done next with a draft, and why not where it may not. */
export const DraftBar = ({ draft, unsaved, hindered }: { draft: Draft; unsaved: boolean; hindered: string | undefined }) => {
  const me = useMe()
  const navigate = useNavigate()
  const { id: draftId, version } = draft
  if (me.data?.duty?.role !== 'talentOffice') return null
  return (
    <Space wrap>
      {draftCan.submit(draft) ? <ActionButton action={submitDraft} input={{ draftId, version }} can={!unsaved && hindered === undefined} because={unsaved ? '请先保存' : (hindered ?? '')} done={() => '已提交，请另一位同事审核'} /> : null}
      {draftCan.sendBack(draft) ? <SendBack draft={draft} /> : null}
      {draftCan.approve(draft) ? <ActionButton action={approveDraft} input={{ draftId, version, words: '' }} type="primary" can={!draft.wroteIt} because="您参与了起草，请另一位同事审核" done={() => '审核通过，可以定施行日期并发布'} /> : null}
      {draftCan.publish(draft) ? <Publish draft={draft} today={me.data.today} /> : null}
      {draftCan.discard(draft) ? <ActionButton action={discardDraft} input={{ draftId }} confirm="作废后不能再改，各稿仍可查看。确实作废？" done={() => '草稿已作废'} onDone={() => void navigate('/lab')} /> : null}
    </Space>
  )
}

const SendBack = ({ draft }: { draft: Draft }) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const text = reason.trim()
  return (
    <>
      <Button onClick={() => setAsking(true)}>{sendBackDraft.label}</Button>
      <Modal
        open={asking}
        title={sendBackDraft.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={sendBackDraft} input={{ draftId: draft.id, reason: text }} type="primary" can={text.length >= 4} because="请用一句话写明原因" done={() => '已退回起草人修改'} onDone={() => setAsking(false)} />}
      >
        <p>请写明要改什么，起草人会看到：</p>
        <Input.TextArea aria-label="退回原因" rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}

const Publish = ({ draft, today }: { draft: Draft; today: string }) => {
  const [asking, setAsking] = useState(false)
  const [day, setDay] = useState<Dayjs>(() => dayjs(today).add(1, 'day'))
  const navigate = useNavigate()
  const from = day.format('YYYY-MM-DD')
  if (!isPlainDate(from)) return null
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {publishDraft.label}
      </Button>
      <Modal
        open={asking}
        title={publishDraft.label}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={publishDraft}
            input={{ draftId: draft.id, from }}
            type="primary"
            done={({ edition, supersedes }) => `第${edition}版已发布，${dateText(from)}起施行${supersedes === null ? '' : `；第${supersedes}版到前一天为止`}`}
            onDone={({ measure, edition }) => void navigate(`/measures/${measure}?edition=${edition}`)}
          />
        }
      >
        <p>发布后不能再改。{draft.base === '新事项' ? '' : '现行版本到施行日的前一天为止；已受理的办件仍按原版本办。'}</p>
        <Space>
          施行日期
          <DatePicker aria-label="施行日期" format="YYYY年M月D日" allowClear={false} value={day} minDate={dayjs(today)} onChange={(value) => setDay((Array.isArray(value) ? value[0] : value) ?? day)} />
        </Space>
      </Modal>
    </>
  )
}
