import { DatePicker, Input, InputNumber } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { yuanText } from '../../../kit/format.ts'
import { recordBody, recordExpert } from '../../discretion/contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { fenOf } from './DecideForm.tsx'
import { Foot } from './Foot.tsx'

/** 一事一议: what experts said, and what the body's meeting decided. */

const dayOf = (day: Dayjs) => plainDate(day.format('YYYY-MM-DD'))
const field = { width: '100%', marginBottom: 12 } as const

export const ExpertForm = ({ page, onDone }: FormProps) => {
  const [expert, setExpert] = useState('')
  const [score, setScore] = useState<number | null>(null)
  const [yuan, setYuan] = useState('')
  const [opinion, setOpinion] = useState('')
  const [day, setDay] = useState<Dayjs>(dayjs())
  const { stepId } = page
  if (!stepId) return null
  const amount = fenOf(yuan)
  return (
    <>
      <Input aria-label="专家或专家组" placeholder="专家姓名，或专家组名称" maxLength={100} value={expert} onChange={(event) => setExpert(event.target.value)} style={field} />
      <InputNumber aria-label="评分" placeholder="评分（百分制，可不填）" min={0} max={100} value={score} onChange={setScore} style={field} />
      <Input aria-label="建议金额（元）" placeholder="建议金额（可不填）" suffix="元" inputMode="decimal" value={yuan} status={yuan && !amount ? 'error' : ''} onChange={(event) => setYuan(event.target.value)} style={field} />
      <DatePicker aria-label="出具日" value={day} onChange={(next) => next && setDay(next)} style={field} />
      <Input.TextArea aria-label="意见" rows={4} maxLength={2000} placeholder="意见" value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <Foot>
        <ActionButton
          action={recordExpert}
          input={{ stepId, expert, opinion, givenOn: dayOf(day), ...(score === null ? {} : { score }), ...(amount ? { amount } : {}) }}
          type="primary"
          can={expert.trim().length >= 2 && opinion.trim().length >= 4 && (!yuan || amount !== undefined)}
          because="请写明专家和意见；金额写作 600000 或 600000.50"
          done={() => '专家意见已登记'}
          onDone={onDone}
        />
      </Foot>
    </>
  )
}

export const BodyForm = ({ page, onDone }: FormProps) => {
  const { discretion, stepId } = page
  const [body, setBody] = useState(discretion?.body ?? '')
  const [minutesNumber, setMinutesNumber] = useState('')
  const [yuan, setYuan] = useState('')
  const [day, setDay] = useState<Dayjs>(dayjs())
  if (!stepId) return null
  const amount = fenOf(yuan)
  const bounds = [discretion?.floor == null ? '' : `不低于 ${yuanText(discretion.floor)}`, discretion?.cap == null ? '' : `不超过 ${yuanText(discretion.cap)}`].filter(Boolean).join('，')
  return (
    <>
      <p>{bounds ? `条款规定：${bounds}。` : '条款没有规定上下限。'}审定时按这里登记的金额占用预算。</p>
      <Input aria-label="审定机构" placeholder="审定机构" maxLength={100} value={body} onChange={(event) => setBody(event.target.value)} style={field} />
      <Input aria-label="会议纪要文号" placeholder="会议纪要文号" maxLength={60} value={minutesNumber} onChange={(event) => setMinutesNumber(event.target.value)} style={field} />
      <DatePicker aria-label="会议日期" value={day} onChange={(next) => next && setDay(next)} style={field} />
      <Input aria-label="决定的金额（元）" placeholder="决定的金额" suffix="元" inputMode="decimal" value={yuan} status={yuan && !amount ? 'error' : ''} onChange={(event) => setYuan(event.target.value)} />
      <Foot>
        {amount ? (
          <ActionButton action={recordBody} input={{ stepId, body, minutesNumber, metOn: dayOf(day), amount }} type="primary" can={body.trim().length >= 2 && minutesNumber.trim().length >= 2} because="请写明审定机构和会议纪要文号" done={() => '会议决定已登记'} onDone={onDone} />
        ) : (
          '金额写作 600000 或 600000.50'
        )}
      </Foot>
    </>
  )
}
