import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../../kernel/action.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useMe } from '../../kit/hooks.ts'

interface AskReasonButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  /** What is about to happen, in one sentence. */
  says: string
  /** What to write, for example 拆分的理由. */
  ask: string
  input: (reason: string) => z.output<I>
  done: (output: z.output<O>) => string
  onDone?: () => void
  type?: 'primary' | 'default'
  can?: boolean
  because?: string
}

/** A verb on a record that wants its reason in writing before it is done. */
export const AskReasonButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, says, ask, input, done, onDone, type = 'default', can = true, because }: AskReasonButtonProps<I, O, R>) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const role = useMe().data?.duty?.role
  if (action.may === 'public' || role === undefined || !action.may.includes(role)) return null
  const text = reason.trim()
  const close = () => {
    setAsking(false)
    setReason('')
    onDone?.()
  }
  return (
    <>
      <Button type={type} disabled={!can} {...(because && !can ? { title: because } : {})} onClick={() => setAsking(true)}>
        {action.label}
      </Button>
      <Modal
        open={asking}
        title={action.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={action} input={input(text)} type="primary" can={text.length >= 4} because={`请写明${ask}`} done={done} onDone={close} />}
      >
        <p>{says}</p>
        <Input.TextArea aria-label={ask} placeholder={ask} rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}
