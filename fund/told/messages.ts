import { declareMessage } from '../../kernel/messages/declare.ts'

/** What the holder of an award is told of its money. */

export const paymentMade = declareMessage({ name: 'fund.paymentMade', topic: 'payments', title: '已到账：{title}', body: '{title}第 {no} 期 {amount} 已于{day}打到{account}。', short: '您有一笔补助已经到账，请登录聚英查看' })
export const paymentFailed = declareMessage({ name: 'fund.paymentFailed', topic: 'payments', title: '没有付成：{title}', body: '{title}第 {no} 期 {amount} 没有付成，银行的说法是：{because}。请更换收款账户，换好以后会重新支付，不用再申报。', short: '您有一笔补助没有付成，请登录聚英更换收款账户' })
export const signSoon = declareMessage({ name: 'fund.signSoon', topic: 'deadlines', title: '请尽快签订协议：{title}', body: '{title}已经审定，请在{day}前签订协议，逾期不签的，审定失效。', short: '您有一份协议快到签订期限，逾期失效，请登录聚英查看' })
export const instalmentHeld = declareMessage({ name: 'fund.instalmentHeld', topic: 'decisions', title: '本期暂缓发放：{title}', body: '{title}第 {no} 期到期复核时条件不满足或不能确定，暂缓发放，等待人工核对。信息有误的，请在“我的信息”里申请更正。', short: '您有一期补助暂缓发放，请登录聚英查看原因' })
