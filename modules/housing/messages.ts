import { declareMessage } from '../../kernel/messages/declare.ts'

/** What an applicant or tenant is told. */
export const applicationEntered = declareMessage({ name: 'housing.entered', topic: 'decisions', title: '已代您申请人才公寓', body: '{number} 窗口已代您申请人才公寓，进入轮候。', short: '窗口已代您申请人才公寓，请登录聚英查看' })
export const applicationDrawn = declareMessage({ name: 'housing.drawn', topic: 'decisions', digest: true, title: '人才公寓摇号结果', body: '{number} 本次摇号次序为第 {turn} 位。种子和名单已经公开，任何人都可以重算。', short: '人才公寓摇号已有结果，请登录聚英查看' })
export const unitOffered = declareMessage({ name: 'housing.offered', topic: 'deadlines', title: '给您配了一套人才公寓', body: '{number} {unit}，请在 {day}前答复接受或放弃，逾期作废。', short: '给您配了一套人才公寓，请登录聚英答复' })
export const offerCancelled = declareMessage({ name: 'housing.cancelled', topic: 'decisions', title: '配租已取消', body: '{number} 原来配的一套人才公寓已取消，您的轮候次序不变。', short: '人才公寓配租已取消，轮候次序不变，请登录聚英查看' })
export const offerLapsed = declareMessage({ name: 'housing.lapsed', topic: 'deadlines', title: '配租通知已过期作废', body: '{number} 没有在期限内答复，这次配租作废，计放弃一次。', short: '人才公寓配租通知没有按期答复，已作废' })
export const movedIn = declareMessage({ name: 'housing.movedIn', topic: 'decisions', digest: true, title: '已办理入住', body: '{number} {unit}，合同到 {day}。', short: '人才公寓已办理入住，请登录聚英查看合同期' })
export const contractRenewed = declareMessage({ name: 'housing.renewed', topic: 'decisions', digest: true, title: '已续租', body: '{number} {unit}，合同到 {day}。', short: '人才公寓已续租，请登录聚英查看合同期' })
export const movedOut = declareMessage({ name: 'housing.movedOut', topic: 'decisions', digest: true, title: '已办理退房', body: '{number} {unit} 已办理退房。', short: '人才公寓已办理退房' })
export const contractEnds = declareMessage({ name: 'housing.ends', topic: 'deadlines', title: '人才公寓合同快到期了', body: '{unit} 的合同 {day}到期。要续租的，请在到期前到窗口办理；不续租的，请按期退房。', short: '人才公寓合同快到期了，请登录聚英查看' })
