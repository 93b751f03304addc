import { Button, Input, Modal, type ButtonProps } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../../kernel/action.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useMay } from './use-may.ts'

interface ReasonButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  /** What is about to happen, in one sentence. */
  says: string
  /** What to write, for example 终止的理由. */
  ask: string
  least: number
  input: (reason: string) => z.output<I>
  done: (output: z.output<O>) => string
  danger?: boolean
  size?: NonNullable<ButtonProps['size']>
}

/** A verb that wants its reason in writing before it is done. */
export const ReasonButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, says, ask, least, input, done, danger = false, size }: ReasonButtonProps<I, O, R>) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  if (!useMay(action)) return null
  const text = reason.trim()
  return (
    <>
      <Button danger={danger} {...(size ? { size } : {})} onClick={() => setAsking(true)}>
        {action.label}
      </Button>
      <Modal
        open={asking}
        title={action.label}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={action}
            input={input(text)}
            danger={danger}
            type="primary"
            can={text.length >= least}
            because={`请写明${ask}`}
            done={done}
            onDone={() => {
              setAsking(false)
              setReason('')
            }}
          />
        }
      >
        <p>{says}</p>
        <Input.TextArea aria-label={ask} placeholder={ask} rows={3} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </>
  )
}
