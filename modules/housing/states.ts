import { lifecycle } from '../../kernel/action.ts'

/** States and their ways: the only table of them; housing.way in the database is the same row by row (housing.test.ts). */

export const applicationStates = { waiting: '轮候', offered: '待答复', accepted: '待入住', housed: '已入住', left: '已退房', withdrawn: '已撤回', dropped: '退出轮候' } as const
export type ApplicationState = keyof typeof applicationStates

export const applicationWays = {
  new: ['waiting'],
  waiting: ['offered', 'withdrawn'],
  offered: ['accepted', 'waiting', 'dropped'],
  accepted: ['housed', 'waiting', 'dropped'],
  housed: ['left'],
} as const satisfies Partial<Record<ApplicationState | 'new', readonly ApplicationState[]>>

export const applicationCan = lifecycle<ApplicationState>()({
  withdraw: ['waiting'],
  offer: ['waiting'],
  answer: ['offered'],
  cancelOffer: ['offered', 'accepted'],
  checkIn: ['accepted'],
})

export const offerStates = { open: '待答复', accepted: '已接受', declined: '已放弃', lapsed: '逾期作废', cancelled: '已取消', housed: '已入住' } as const
export type OfferState = keyof typeof offerStates

/** Of a unit today: read off its lettable spans, its offer and its tenancy; kept nowhere. */
export const unitStates = { vacant: '可配', held: '已配待住', occupied: '占用', repair: '维修', withdrawn: '退出', ahead: '未投用' } as const
export type UnitState = keyof typeof unitStates
export const unitCan = lifecycle<UnitState>()({ offer: ['vacant'], takeOut: ['vacant'], putBack: ['repair'] })

/** A contract that ends within so many days is shown, and its holder reminded once. */
export const remindDays = 30
