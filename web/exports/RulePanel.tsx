import { Form, Input, InputNumber, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { exportRule, setExportRule } from '../../kernel/exports/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'

type Rule = z.output<typeof exportRule.output>
const numbers = [
  { key: 'rowsFree', label: '多少行以内不必同意', max: 1_000_000, min: 0 },
  { key: 'days', label: '几天之内领取', max: 30, min: 1 },
  { key: 'fetches', label: '可以领取几次', max: 20, min: 1 },
  { key: 'keepDays', label: '文件可保存几天', max: 365, min: 1 },
] as const

/** The city's numbers for exports; a change names its document and holds for what is asked from then on. */
export const RulePanel = () => {
  const asked = useAsk(exportRule, {})
  return <Answer of={asked}>{(rule) => <RuleForm key={rule.setAt} rule={rule} />}</Answer>
}

const RuleForm = ({ rule }: { rule: Rule }) => {
  const [wanted, setWanted] = useState({ rowsFree: rule.rowsFree, days: rule.days, fetches: rule.fetches, keepDays: rule.keepDays, document: '' })
  const named = wanted.document.trim().length >= 4
  return (
    <section className="panel">
      <h2>导出规定</h2>
      <p>{`现行规定由${rule.setByName}于 ${momentText(rule.setAt)} 定，依据：${rule.document}。修改后对新提出的导出生效。`}</p>
      <Space wrap align="end">
        {numbers.map(({ key, label, min, max }) => (
          <Form.Item key={key} label={label} layout="vertical">
            <InputNumber aria-label={label} min={min} max={max} precision={0} value={wanted[key]} onChange={(value) => value !== null && setWanted({ ...wanted, [key]: value })} />
          </Form.Item>
        ))}
        <Form.Item label="依据的文件" layout="vertical">
          <Input aria-label="依据的文件" maxLength={120} value={wanted.document} onChange={({ target }) => setWanted({ ...wanted, document: target.value })} />
        </Form.Item>
        <Form.Item layout="vertical">
          <ActionButton action={setExportRule} input={wanted} can={named} because="请先写明依据的文件" done={() => '已修改'} />
        </Form.Item>
      </Space>
    </section>
  )
}
