import { declareMessage } from '../../kernel/messages/declare.ts'

/** What a talent is told of his specialist and of what he asked. */
export const specialistNamed = declareMessage({ name: 'service.named', topic: 'decisions', digest: true, title: '您的服务专员：{name}', body: '{name}是您的服务专员，办公电话 {phone}。子女入学、医疗、配偶就业、住房和政策上的事，可以直接打电话，也可以在“服务”里提出。', short: '您有服务专员了，请登录聚英查看姓名和电话' })
export const requestEntered = declareMessage({ name: 'service.entered', topic: 'decisions', title: '已代您登记：{kind}', body: '{number} 您来电提出的“{kind}”已经登记，{day}前答复。', short: '您来电提出的事项已经登记，请登录聚英查看' })
export const requestTaken = declareMessage({ name: 'service.taken', topic: 'decisions', digest: true, title: '已受理：{kind}', body: '{number} 由{holder}办理，{day}前答复。', short: '您提出的事项已经受理，请登录聚英查看' })
export const requestPassed = declareMessage({ name: 'service.passed', topic: 'decisions', digest: true, title: '已转人才办：{kind}', body: '{number} 转由人才办办理，答复期限不变，仍为{day}。', short: '您提出的事项已转人才办办理，请登录聚英查看' })
export const requestAnswered = declareMessage({ name: 'service.answered', topic: 'decisions', title: '已答复：{kind}', body: '{number} 已经答复，请打开查看。没有解决的，可以请求重新办理；解决了的，请评价一下。', short: '您提出的事项已经答复，请登录聚英查看' })
export const requestLate = declareMessage({ name: 'service.late', topic: 'deadlines', title: '没有按期答复：{kind}', body: '{number} 应在{day}前答复，没有做到，已上报人才办督办。', short: '您提出的事项没有按期答复，已上报人才办' })
