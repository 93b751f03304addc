import { App, Button, Popconfirm, Tooltip, type ButtonProps } from 'antd'
import type { z } from 'zod'
import type { ActionDeclaration } from '../kernel/action.ts'
import { useAct, useMay } from './hooks.ts'

interface ActionButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  input: z.output<I>
  /** The same rule that guards the server; when it says no the button is off and says why. */
  can?: boolean
  /** Why it is off, in one sentence. */
  because?: string
  /** The sentence after it was done. */
  done: (output: z.output<O>) => string
  onDone?: (output: z.output<O>) => void
  /** Asks once more for what cannot be taken back. */
  confirm?: string
  type?: NonNullable<ButtonProps['type']>
  danger?: boolean
  size?: NonNullable<ButtonProps['size']>
  block?: boolean
  /** Another word than the verb's own, where the page makes it plainer. */
  label?: string
}

/** A verb of the procedure as a button: its word, its permission, its guard, its refusals, its result. */
export const ActionButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, can = true, because, done, onDone, confirm, label, ...look }: ActionButtonProps<I, O, R>) => {
  const { message } = App.useApp()
  const verb = useAct(action)
  if (!useMay(action)) return null
  const run = () =>
    verb.mutate(input, {
      onSuccess: (output) => {
        void message.success(done(output))
        onDone?.(output)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  const button = (
    <Button {...look} disabled={!can} loading={verb.isPending} {...(confirm ? {} : { onClick: run })}>
      {label ?? action.label}
    </Button>
  )
  if (!can) return because ? <Tooltip title={because}>{button}</Tooltip> : button
  return confirm ? (
    <Popconfirm title={confirm} okText={label ?? action.label} cancelText="再想想" onConfirm={run}>
      {button}
    </Popconfirm>
  ) : (
    button
  )
}
