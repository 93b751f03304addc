import { declareMessage } from '../../kernel/messages/declare.ts'

/** What an applicant is told of his case. Sentences say what happened, until when, and what to do. */

export const caseReturned = declareMessage({ name: 'cases.returned', topic: 'deadlines', title: '请补正：{title}', body: '{number} 被退回补正，还缺：{lacking}。请在{day}前补交，逾期视为撤回申报。', short: '您有一件申报需要补正，有期限，请登录聚英查看' })
export const caseSuspended = declareMessage({ name: 'cases.suspended', topic: 'decisions', title: '暂停办理：{title}', body: '{number} 暂停办理：{because}。恢复以后会再告诉您，暂停期间不计入办理时限。', short: '您的一件申报暂停办理，请登录聚英查看' })
export const caseDecided = declareMessage({ name: 'cases.decided', topic: 'decisions', title: '已经审定：{title}', body: '{number} 已经审定。{amount}', short: '您的一件申报已经审定，请登录聚英查看' })
export const caseRejected = declareMessage({ name: 'cases.rejected', topic: 'decisions', title: '没有通过：{title}', body: '{number} 没有通过：{because}。不同意这个结果的，可以在办件页面申请一次复核。', short: '您的一件申报有了结果，请登录聚英查看' })
export const caseLapsed = declareMessage({ name: 'cases.lapsed', topic: 'deadlines', title: '逾期未补正：{title}', body: '{number} {because}', short: '您的一件申报逾期未补正，请登录聚英查看' })
export const objectionDismissed = declareMessage({ name: 'cases.objectionDismissed', topic: 'decisions', title: '异议不成立：{title}', body: '{number} 公示期的异议经调查不成立，继续办理。', short: '您的一件申报异议调查有了结果，请登录聚英查看' })
export const objectionUpheld = declareMessage({ name: 'cases.objectionUpheld', topic: 'decisions', title: '异议成立，重新审核：{title}', body: '{number} 公示期的异议经调查成立，公示撤销，退回重新审核。', short: '您的一件申报异议调查有了结果，请登录聚英查看' })
export const supplementSoon = declareMessage({ name: 'cases.supplementSoon', topic: 'deadlines', title: '补正快到期：{title}', body: '{number} 的补正请在{day}前提交，逾期视为撤回申报。还缺：{lacking}。', short: '您有一件补正快到期，逾期视为撤回，请尽快登录聚英' })
export const objectionLodged = declareMessage({ name: 'cases.objectionLodged', topic: 'decisions', title: '公示期收到异议：{title}', body: '{number} 在公示期收到异议，正在调查核实，调查期间暂停办理。需要您说明的，经办人会联系您；结果会再告诉您。', short: '您的一件申报在公示期收到异议，请登录聚英查看' })
