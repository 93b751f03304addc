import { Divider, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { attachRow, correctRow, dropRow, getQuarantined, type QuarantineRow } from '../contract.ts'

/** What a clerk can do with a row that waits: say who it is, correct it, let it go. */
export const SettleModal = ({ row, close }: { row: QuarantineRow; close: () => void }) => {
  const [personNumber, setPersonNumber] = useState('')
  const [cells, setCells] = useState<{ head: string; text: string }[]>()
  const [reason, setReason] = useState('')
  const said = reason.trim().length >= 4
  return (
    <Modal open width={640} title={`第 ${row.rowNumber} 行：${row.problems.map(({ problem }) => problem).join('；')}`} onCancel={close} footer={null}>
      <Space.Compact style={{ width: '100%' }}>
        <Input aria-label="人才编号" placeholder="人才编号，例如 P0000012" maxLength={20} value={personNumber} onChange={(event) => setPersonNumber(event.target.value)} />
        <ActionButton action={attachRow} input={{ rowId: row.id, personNumber }} can={/^[Pp]\d{1,12}$/.test(personNumber.trim())} because="请填人才编号" done={({ outcome }) => outcome} onDone={close} />
      </Space.Compact>
      <Divider />
      {cells === undefined ? (
        <ActionButton action={getQuarantined} input={{ rowId: row.id }} label="查看原行并改正" done={() => '已显示原文，本次查看已记入审计'} onDone={(answer) => setCells(answer.cells)} />
      ) : (
        <Form layout="vertical">
          {cells.map(({ head, text }, index) => (
            <Form.Item key={head} label={head} style={{ marginBottom: 8 }}>
              <Input aria-label={head} maxLength={500} value={text} onChange={(event) => setCells(cells.map((cell, at) => (at === index ? { head, text: event.target.value } : cell)))} />
            </Form.Item>
          ))}
        </Form>
      )}
      <Divider />
      <Form layout="vertical">
        <Form.Item label="理由" extra="改正或放弃时写明依据，例如 电话核实、不是本市人才">
          <Input aria-label="理由" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
      <Space>
        <ActionButton action={correctRow} input={{ rowId: row.id, cells: cells ?? [], reason }} type="primary" can={cells !== undefined && said} because="先查看原行，改正后写明理由" done={({ outcome }) => outcome} onDone={close} />
        <ActionButton action={dropRow} input={{ rowId: row.id, reason }} danger can={said} because="请用一句话写明理由" done={() => '已放弃'} onDone={close} />
      </Space>
    </Modal>
  )
}
