import { Space } from 'antd'
import { yuanText } from '../../../kit/format.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { confirmInstalment, instalmentCan, instalmentStates, stopInstalment, type InstalmentState } from '../../contract.ts'
import type { Fen, Id } from '../../../kernel/types.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { recheckInstalment, resumeInstalment, suspendInstalment } from '../contract.ts'

interface Shown {
  id: Id<'instalment'>
  no: number
  amountFen: Fen
  state: InstalmentState
  condition: string | null
}

/** Everything that a person may do with one instalment; the state says which. What waits for a signature does not fall due, so it is not suspended either. */
export const InstalmentVerbs = ({ instalment, canAsk, unsigned = false }: { instalment: Shown; canAsk: boolean; unsigned?: boolean }) => {
  const instalmentId = instalment.id
  return (
    <Space wrap>
      {instalmentCan.recheck(instalment) ? (
        <ActionButton action={recheckInstalment} input={{ instalmentId }} size="small" can={canAsk} because="没有留下审定依据，只能人工复核" done={({ state }) => `第${instalment.no}期：${instalmentStates[state]}`} />
      ) : null}
      {instalmentCan.confirm(instalment) ? (
        <ReasonButton action={confirmInstalment} says={`到期条件：${instalment.condition ?? '无'}`} ask="复核意见" least={2} input={(note) => ({ instalmentId, note })} done={({ amountFen }) => `第${instalment.no}期 ${yuanText(amountFen)} 可以支付了`} size="small" />
      ) : null}
      {instalmentCan.suspend(instalment) && !unsigned ? (
        <ReasonButton action={suspendInstalment} says="暂停以后条件满足会自动恢复；没有条件的要人工恢复。理由会给本人看到。" ask="暂停的理由" least={4} input={(reason) => ({ instalmentId, reason })} done={({ amountFen }) => `已暂停 ${yuanText(amountFen)}`} size="small" />
      ) : null}
      {instalmentCan.resume(instalment) ? (
        <ReasonButton action={resumeInstalment} says="恢复以后到期的转待支付。" ask="恢复的理由" least={4} input={(reason) => ({ instalmentId, reason })} done={({ state }) => `已恢复：${instalmentStates[state]}`} size="small" />
      ) : null}
      {instalmentCan.stop(instalment) ? (
        <ReasonButton action={stopInstalment} says={`终止后 ${yuanText(instalment.amountFen)} 退回科目，不能再恢复这一期。理由会给本人看到。`} ask="终止的理由" least={4} input={(reason) => ({ instalmentId, reason })} done={({ releasedFen }) => `已终止，${yuanText(releasedFen)} 退回科目`} danger size="small" />
      ) : null}
    </Space>
  )
}
