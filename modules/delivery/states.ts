import { lifecycle } from '../../kernel/action.ts'

/** 免申即享的状态与守卫：只有这一张表；数据库的 delivery.way 与它逐行相同（delivery.test.ts）。 */

export const deliveryStates = { told: '已告知', opened: '已打开', confirmed: '已确认', decided: '已审定', paid: '已到账', ended: '已了结' } as const
export type DeliveryState = keyof typeof deliveryStates

/** Of each verb: from which state into which. `tell` makes it; `decide`, `pay` and `end` are the house's own. */
export const deliveryWays = {
  tell: [['new', 'told']],
  open: [['told', 'opened']],
  confirm: [['opened', 'confirmed']],
  withdrawConsent: [['confirmed', 'opened']],
  decide: [['confirmed', 'decided']],
  pay: [['decided', 'paid']],
  end: [['told', 'ended'], ['opened', 'ended'], ['confirmed', 'ended']],
} as const satisfies Record<string, readonly (readonly [DeliveryState | 'new', DeliveryState])[]>

export const deliveryCan = lifecycle<DeliveryState>()({
  open: ['told', 'opened'],
  confirm: ['opened'],
  withdrawConsent: ['confirmed'],
})
