import { implementQuery } from '../../kernel/implement.ts'
import { replyTo } from './answer.ts'
import { askReply } from './contract.ts'

const replyHandler = implementQuery(askReply, async (context, question) => {
  const { used: _, ...reply } = await replyTo(context, question)
  return reply
})

export const replyHandlers = [replyHandler]
