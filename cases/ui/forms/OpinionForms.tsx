import { Input, InputNumber, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { addReviewer, giveOpinion, offices, stances } from '../../office/contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'
import { Foot } from './Foot.tsx'

/** 加签: another office is asked, and what it answers. */

export const AddReviewerForm = ({ page, onDone }: FormProps) => {
  const asked = useAsk(offices, {})
  const [level, setLevel] = useState<'county' | 'city'>('city')
  const [department, setDepartment] = useState<string>()
  const [question, setQuestion] = useState('')
  const [workingDays, setWorkingDays] = useState(5)
  const { stepId } = page
  if (!stepId) return null
  return (
    <>
      <p>对方出具意见之前，这一步不能同意；意见供参考，仍由本机构决定。</p>
      <Space wrap style={{ marginBottom: 12 }}>
        <Radio.Group
          value={level}
          onChange={(event) => setLevel(event.target.value === 'county' ? 'county' : 'city')}
          options={[
            { value: 'city', label: '市级' },
            { value: 'county', label: '区县' },
          ]}
        />
        <Select aria-label="部门" placeholder="部门" showSearch={{ optionFilterProp: 'label' }} style={{ width: 180 }} loading={asked.isPending} options={asked.data?.departments.map(({ department: value, name }) => ({ value, label: name })) ?? []} value={department ?? null} onChange={setDepartment} />
        <InputNumber aria-label="工作日" min={1} max={30} value={workingDays} onChange={(days) => setWorkingDays(days ?? 5)} suffix="个工作日" style={{ width: 150 }} />
      </Space>
      <Input.TextArea aria-label="请对方就什么出具意见" rows={3} maxLength={500} placeholder="请对方就什么出具意见" value={question} onChange={(event) => setQuestion(event.target.value)} />
      <Foot>
        {department ? (
          <ActionButton
            action={addReviewer}
            input={{ stepId, level, department, question, workingDays }}
            type="primary"
            can={question.trim().length >= 4}
            because="请写明要对方就什么出具意见"
            done={({ officeName, dueOn }) => `已请${officeName}出具意见，应于${dateText(dueOn)}前答复`}
            onDone={onDone}
          />
        ) : null}
      </Foot>
    </>
  )
}

type Stance = keyof typeof stances
const isStance = (value: unknown): value is Stance => typeof value === 'string' && value in stances

export const OpinionForm = ({ page, onDone }: FormProps) => {
  const [stance, setStance] = useState<Stance>('for')
  const [opinion, setOpinion] = useState('')
  const { stepId } = page
  if (!stepId) return null
  return (
    <>
      <p>{page.steps.find(({ id }) => id === stepId)?.question}</p>
      <Radio.Group value={stance} onChange={(event) => isStance(event.target.value) && setStance(event.target.value)} options={Object.entries(stances).map(([value, label]) => ({ value, label }))} />
      <Input.TextArea aria-label="意见" rows={4} maxLength={500} placeholder="意见" value={opinion} onChange={(event) => setOpinion(event.target.value)} style={{ marginTop: 12 }} />
      <Foot>
        <ActionButton action={giveOpinion} input={{ stepId, stance, opinion }} type="primary" can={opinion.trim().length >= 4} because="请写明意见" done={() => '意见已出具'} onDone={onDone} />
      </Foot>
    </>
  )
}
