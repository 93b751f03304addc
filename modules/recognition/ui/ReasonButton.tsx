import { Button, Input, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../../../kernel/action.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useMe } from '../../../kit/hooks.ts'

interface ReasonButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  input: (note: string) => z.output<I>
  done: () => string
  can: boolean
  because: string
}

/** A no that needs its reason in a sentence. */
export const ReasonButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, done, can, because }: ReasonButtonProps<I, O, R>) => {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const role = useMe().data?.duty?.role
  if (role === undefined || action.may === 'public' || !action.may.includes(role)) return null
  return (
    <>
      <Tooltip title={can ? undefined : because}>
        <Button size="small" disabled={!can} onClick={() => setAsking(true)}>
          {action.label}
        </Button>
      </Tooltip>
      <Modal
        open={asking}
        title={action.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={action} input={input(note)} danger can={note.trim().length >= 4} because="请用一句话写明理由" done={done} onDone={() => setAsking(false)} />}
      >
        <Input.TextArea aria-label="理由" rows={3} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Modal>
    </>
  )
}
