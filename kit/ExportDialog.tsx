import { App, Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { askExport, desks, exportRule, namesDocument, purposes, type Purpose } from '../kernel/exports/contract.ts'
import { useAct, useAsk } from './hooks.ts'

interface ExportDialogProps {
  list: string
  label: string
  filters: Readonly<Record<string, unknown>>
  /** Brings the file of an export that was granted. */
  fetchFile: (exportId: string) => Promise<void>
  onClose: () => void
}
interface Asked {
  purpose: Purpose
  reason: string
  serves?: string
}

/** What for, and for which case or document; then the file, or who has to agree and where to follow it. */
export const ExportDialog = ({ list, label, filters, fetchFile, onClose }: ExportDialogProps) => {
  const { message } = App.useApp()
  const [form] = Form.useForm<Asked>()
  const purpose = Form.useWatch('purpose', form)
  const rule = useAsk(exportRule, {})
  const ask = useAct(askExport)
  const [busy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState<z.output<typeof askExport.output>>()
  const take = async (exportId: string) => {
    setBusy(true)
    try {
      await fetchFile(exportId)
      onClose()
    } catch (error) {
      void message.error(error instanceof Error ? `${error.message}。可以到“我的导出”再领取。` : '导出没有成功，请到“我的导出”再领取', 6)
    } finally {
      setBusy(false)
    }
  }
  const submit = (values: Asked) => {
    const checked = askExport.input.safeParse({ list, filters, ...values })
    if (!checked.success) return form.setFields(checked.error.issues.map((issue) => ({ name: issue.path.filter((part) => part === 'purpose' || part === 'reason' || part === 'serves')[0] ?? 'reason', errors: [issue.message] })))
    ask.mutate(checked.data, {
      onSuccess: (answer) => (answer.state === 'ready' ? void take(answer.exportId) : setWaiting(answer)),
      onError: (error) => void message.error(error.message, 6),
    })
  }
  if (waiting) {
    return (
      <Modal open title="已报请同意" onCancel={onClose} onOk={onClose} cancelButtonProps={{ style: { display: 'none' } }} okText="知道了">
        <p>{`导出 ${waiting.number} 共 ${waiting.rows} 行，要由${desks[waiting.desk]}同意。同意后到`}<Link to="/exports">我的导出</Link>领取，没有同意前没有文件离开系统。</p>
      </Modal>
    )
  }
  return (
    <Modal open title={`导出“${label}”`} okText="导出" cancelText="取消" confirmLoading={busy || ask.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={submit} requiredMark="optional">
        <Form.Item name="purpose" label="用途" rules={[{ required: true, message: '请选择用途' }]}>
          <Select options={Object.entries(purposes).map(([value, text]) => ({ value, label: text }))} />
        </Form.Item>
        <Form.Item name="reason" label="做什么用" rules={[{ required: true, min: 6, message: '请用一句话写明导出做什么用' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        <Form.Item name="serves" label="办件编号或文件名称、文号" rules={[{ required: purpose !== undefined && namesDocument.includes(purpose), message: '这个用途要写明办件编号或文件名称、文号' }]}>
          <Input maxLength={80} />
        </Form.Item>
      </Form>
      {rule.data ? (
        <Alert type="info" title={`不超过 ${rule.data.rowsFree} 行当场导出，超过的要另一人同意。文件写明您的姓名和用途，每行都有标记，可以保存 ${rule.data.keepDays} 天。`} />
      ) : null}
    </Modal>
  )
}
