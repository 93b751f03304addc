import { Button, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'

interface WordsButtonProps {
  label: string
  hint: string
  /** What the field is called. */
  field: string
  type?: 'primary' | 'default'
  size?: 'small'
  block?: boolean
  /** The verb's own button, once there are words. */
  children: (words: string, ready: boolean, close: () => void) => ReactNode
}

/** A verb that wants some words first; the button inside is the verb itself. */
export const WordsButton = ({ label, hint, field, children, ...look }: WordsButtonProps) => {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const close = () => {
    setOpen(false)
    setWords('')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)} {...look}>
        {label}
      </Button>
      <Modal open={open} title={label} onCancel={close} footer={children(words.trim(), words.trim().length >= 4, close)}>
        <p>{hint}</p>
        <Input.TextArea aria-label={field} rows={4} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
      </Modal>
    </>
  )
}
