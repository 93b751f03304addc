import { declareMessage } from '../../kernel/messages/declare.ts'

export const newlyDue = declareMessage({
  name: 'delivery.newlyDue',
  topic: 'offers',
  digest: true,
  title: '免申即享：{title}',
  body: '您符合“{title}”的条件：{amount}。不用交材料，打开确认即可；今天确认的，预计{day}前审定。{until}',
  short: '有一项政策待遇可以领取，不用申报，请登录聚英确认',
})
export const deliveryEnded = declareMessage({ name: 'delivery.ended', topic: 'offers', digest: true, title: '不再需要确认：{title}', body: '“{title}”不再需要确认：{because}。', short: '有一项待办已经了结，请登录聚英查看' })
export const staffClosingSoon = declareMessage({ name: 'delivery.staffClosingSoon', topic: 'deadlines', digest: true, title: '快到截止日：员工的“{title}”', body: '本单位有 {count} 名员工符合“{title}”的条件，还没有申报。最后申报日是{day}，单位可以代为申报，也请提醒他们。名单见单位首页“员工可享受的政策”。', short: '员工符合条件的一项政策快到申报截止日，请登录聚英查看' })
export const closingSoon = declareMessage({ name: 'delivery.closingSoon', topic: 'deadlines', digest: true, title: '快到截止日：{title}', body: '您符合“{title}”的条件，还没有申报。最后申报日是{day}，过了这一天就不能再申报。', short: '有一项您符合条件的政策快到申报截止日，请登录聚英查看' })
