import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../kernel/action.ts'
import { SecondFactorState } from '../kernel/auth/contract.ts'
import { post } from './client.ts'
import { useAct, useMe } from './hooks.ts'
import { useSecondFactor } from './second-factor.ts'

interface StepUpButtonProps<I extends z.ZodType, O extends z.ZodType, R extends string> {
  action: ActionDeclaration<I, O, R>
  input: z.output<I>
  can?: boolean
  because?: string
  /** What is about to happen, in one sentence. */
  says: string
  done: (output: z.output<O>) => string
}

/** A verb that asks once more who is there: one question for what will happen and for the code, unless it was given within five minutes. */
export const StepUpButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, can = true, because, says, done }: StepUpButtonProps<I, O, R>) => {
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState('')
  const client = useQueryClient()
  const verb = useAct(action)
  const role = useMe().data?.duty?.role
  const factor = useSecondFactor(asking)
  if (action.may !== 'public' && (role === undefined || !action.may.includes(role))) return null
  const proved = factor.data?.steppedUp ?? false
  const run = async () => {
    setWrong('')
    try {
      // Asked again: the five minutes may be over since the page was opened.
      const now = SecondFactorState.parse(await post('auth.secondFactor', {}))
      if (!now.steppedUp) await post('auth.stepUp', { code })
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error))
      void client.invalidateQueries({ queryKey: ['secondFactor'] })
      return
    }
    verb.mutate(input, {
      onSuccess: (output) => {
        setAsking(false)
        setCode('')
        void message.success(done(output), 6)
      },
      onError: (error) => setWrong(error.message),
    })
  }
  const button = (
    <Button type="primary" disabled={!can} onClick={() => setAsking(true)}>
      {action.label}
    </Button>
  )
  return (
    <>
      {!can && because ? <Tooltip title={because}>{button}</Tooltip> : button}
      <Modal
        open={asking}
        title={action.label}
        okText={action.label}
        cancelText="再想想"
        onCancel={() => setAsking(false)}
        onOk={() => void run()}
        confirmLoading={verb.isPending}
        okButtonProps={{ disabled: !proved && code.length !== 6 }}
      >
        <p>{says}</p>
        {proved ? <p>您在五分钟内已用动态口令确认过身份。</p> : null}
        {factor.data && !factor.data.enrolled ? (
          <p>
            这个账号还没有启用动态口令，请先到<a href="/second-factor">动态口令</a>页启用。
          </p>
        ) : null}
        {factor.data?.enrolled && !proved ? (
          <Input aria-label="动态口令" placeholder="手机上现在的 6 位动态口令" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => setCode(event.target.value.trim())} onPressEnter={() => code.length === 6 && void run()} />
        ) : null}
        {factor.data?.demoCode && !proved ? <p className="quiet">示范模式：这个账号现在的动态口令是 {factor.data.demoCode}</p> : null}
        {wrong ? <Alert type="error" showIcon title={wrong} style={{ marginTop: 12 }} /> : null}
      </Modal>
    </>
  )
}
