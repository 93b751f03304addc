import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { FactorQuestion } from './FactorQuestion.tsx'
import { Answer } from './Page.tsx'
import { answerProofsBy } from './proof.ts'
import { useSecondFactor } from './second-factor.ts'

/** Stands once in the house; whatever asks for proof is asked here, and waits until it is given or declined. */
export const ProofDialog = () => {
  const [open, setOpen] = useState(false)
  const waiting = useRef<((proved: boolean) => void)[]>([])
  const client = useQueryClient()
  const factor = useSecondFactor(open)
  useEffect(
    () =>
      answerProofsBy(
        () =>
          new Promise<boolean>((settle) => {
            waiting.current.push(settle)
            void client.invalidateQueries({ queryKey: ['secondFactor'] })
            setOpen(true)
          }),
      ),
    [client],
  )
  const end = (proved: boolean) => {
    setOpen(false)
    for (const settle of waiting.current.splice(0)) settle(proved)
    void client.invalidateQueries({ queryKey: ['secondFactor'] })
  }
  return (
    <Modal open={open} title="请再确认一次身份" footer={null} onCancel={() => end(false)} destroyOnHidden zIndex={2000}>
      <p>付款、导出、查看证件号码、变更职责和账号安全，办理前要再确认一次；五分钟内有效。</p>
      <Answer of={factor}>
        {(state) =>
          state.enrolled ? (
            <FactorQuestion key={state.demoCode ?? ''} factor={state} proved={() => end(true)} />
          ) : (
            <p>
              这个账号还没有第二因素，请先到<a href="/security">账号与安全</a>启用动态口令或通行密钥。
            </p>
          )
        }
      </Answer>
    </Modal>
  )
}
