import { Button, Form, Modal } from 'antd'
import { useState, type ReactNode } from 'react'

interface FormButtonProps {
  label: string
  title?: string
  type?: 'primary' | 'default'
  size?: 'small'
  /** The fields, by name; their ids tie the labels to them. */
  fields: readonly { label: string; id: string; field: ReactNode }[]
  hint?: ReactNode
  /** The verb's own button. */
  children: (close: () => void) => ReactNode
}

/** A verb that wants some fields first; the button inside is the verb itself. */
export const FormButton = ({ label, title, fields, hint, children, ...look }: FormButtonProps) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} {...look}>
        {label}
      </Button>
      <Modal open={open} title={title ?? label} onCancel={() => setOpen(false)} footer={children(() => setOpen(false))} destroyOnHidden>
        {hint ? <p>{hint}</p> : null}
        <Form layout="vertical">
          {fields.map(({ label: word, id, field }) => (
            <Form.Item key={id} label={word} htmlFor={id}>
              {field}
            </Form.Item>
          ))}
        </Form>
      </Modal>
    </>
  )
}
