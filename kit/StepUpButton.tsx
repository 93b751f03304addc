import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration } from '../kernel/action.ts'
import { FactorQuestion } from './FactorQuestion.tsx'
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

/** A verb that asks once more who is there: one dialog for what will happen and for the factor, unless it was used within five minutes. */
export const StepUpButton = <I extends z.ZodType, O extends z.ZodType, R extends string>({ action, input, can = true, because, says, done }: StepUpButtonProps<I, O, R>) => {
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [wrong, setWrong] = useState('')
  const client = useQueryClient()
  const verb = useAct(action)
  const role = useMe().data?.duty?.role
  const factor = useSecondFactor(asking)
  if (action.may !== 'public' && (role === undefined || !action.may.includes(role))) return null
  const proved = factor.data?.steppedUp ?? false
  const run = () => {
    setWrong('')
    verb.mutate(input, {
      onSuccess: (output) => {
        setAsking(false)
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
        onOk={run}
        confirmLoading={verb.isPending}
        okButtonProps={{ disabled: !proved }}
      >
        <p>{says}</p>
        {proved ? <p>您在五分钟内已确认过身份。</p> : null}
        {factor.data && !factor.data.enrolled ? (
          <p>
            这个账号还没有第二因素，请先到<a href="/security">账号与安全</a>启用动态口令或通行密钥。
          </p>
        ) : null}
        {factor.data?.enrolled && !proved ? <FactorQuestion key={factor.data.demoCode ?? ''} factor={factor.data} word="先确认身份" proved={() => void client.invalidateQueries({ queryKey: ['secondFactor'] })} /> : null}
        {wrong ? <Alert type="error" showIcon title={wrong} style={{ marginTop: 12 }} /> : null}
      </Modal>
    </>
  )
}
