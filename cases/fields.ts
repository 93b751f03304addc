import { z } from 'zod'
import { IdField } from '../kernel/types.ts'

/** What the verbs of this desk ask for and refuse in common. */

export const stepId = IdField('step')
export const JustTheStep = z.object({ stepId })
export const Nothing = z.object({})
export const Opinion = z.string().trim().max(500, '意见不超过 500 字').default('')
export const Reason = z.string().trim().min(4, '请用一句话写明理由').max(500, '理由不超过 500 字')
export const Lacking = z.array(z.string().trim().min(2, '请写明缺什么').max(200)).min(1, '请写明缺什么').max(10, '一次不超过 10 项')

/** Why not: one of the measure's conditions by its place in the list, or a clause of the document. */
export const Ground = z.union([z.object({ condition: z.number().int().min(0).max(200) }), z.object({ clause: z.string().trim().min(2, '请写明条款').max(100) })])

export const stepRefusals = {
  stepTaken: '这一步已经由他人办理，请刷新',
  ownCase: '本人的办件应当回避，请交由同事办理',
  heldByOther: '这一步已由同事领办，请由其办理，或先放回',
  notThisStep: '这一步不能这样办理',
} as const

export const reviewers = ['reviewer', 'talentOffice', 'windowClerk'] as const
