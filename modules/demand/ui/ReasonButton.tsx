import { Button, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'

/** A verb that asks for its reason first; the button inside is the verb itself. */
export const ReasonButton = ({ label, hint, size, children }: { label: string; hint: string; size?: 'small'; children: (reason: string, ready: boolean, close: () => void) => ReactNode }) => {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button onClick={() => setOpen(true)} {...(size ? { size } : {})}>
        {label}
      </Button>
      <Modal open={open} title={label} onCancel={() => setOpen(false)} footer={children(reason, reason.trim().length >= 4, () => setOpen(false))}>
        <p>{hint}</p>
        <Input.TextArea aria-label="理由" rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}
