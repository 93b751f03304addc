import { lifecycle } from '../../kernel/action.ts'

/** 服务事项的状态与守卫：只有这一张表；数据库的 service.way 与它逐行相同（requests.test.ts）。 */

export const requestStates = { asked: '待受理', inHand: '办理中', answered: '已答复', closed: '已办结', withdrawn: '已撤回' } as const
export type RequestState = keyof typeof requestStates

/** Of each verb: from which state into which. `close` is a rating, or the clock's. */
export const requestWays = {
  ask: [['new', 'asked']],
  enter: [['new', 'inHand']],
  take: [['asked', 'inHand']],
  answer: [['asked', 'answered'], ['inHand', 'answered']],
  reopen: [['answered', 'inHand']],
  close: [['answered', 'closed']],
  withdraw: [['asked', 'withdrawn'], ['inHand', 'withdrawn']],
} as const satisfies Record<string, readonly (readonly [RequestState | 'new', RequestState])[]>

export const requestCan = lifecycle<RequestState>()({
  take: ['asked', 'inHand'],
  answer: ['asked', 'inHand'],
  reopen: ['answered'],
  rate: ['answered', 'closed'],
  withdraw: ['asked', 'inHand'],
})

/** Nobody has answered yet. */
export const waitingStates = ['asked', 'inHand'] as const satisfies readonly RequestState[]

/** An answer to which the talent says nothing for so many calendar days is closed by the clock. */
export const quietDays = 15
/** A rating may be changed for so many calendar days. */
export const rerateDays = 7
/** Who was not contacted for so long is shown although no class of his promises more: half a year. */
export const usualContactMonths = 6
