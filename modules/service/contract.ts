import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { declareEvent, declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { assignedHow, RequestKind, type AssignedHow } from './assign-contract.ts'
import { servants } from './hands.ts'
import { requestStates, type RequestState } from './states.ts'

/** 服务: what a talent asks of his specialist, and how the two keep in touch. Who serves whom is assign-contract.ts. */
export * from './states.ts'

const requestId = IdField('request')
const personId = IdField('person')
const stateOf = z.enum(Object.keys(requestStates) as [RequestState])
const JustTheRequest = z.object({ requestId })
const Nothing = z.object({})
const words = (least: string) => z.string().trim().min(4, least).max(2000, '不超过 2000 字')

export const contactKinds = { visit: '走访', call: '电话', message: '消息', meeting: '座谈' } as const
export type ContactKind = keyof typeof contactKinds
export const contactKindNames = ['visit', 'call', 'message', 'meeting'] as const satisfies readonly ContactKind[]
const contactKindOf = z.enum(contactKindNames)

export const RequestRow = z.object({
  id: requestId,
  number: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  personId,
  personName: z.string(),
  placeName: z.string(),
  state: stateOf,
  /** The talent office where nobody holds it. */
  holderName: z.string(),
  askedOn: PlainDateField,
  dueOn: PlainDateField,
  answeredOn: PlainDateField.nullable(),
  lateOn: PlainDateField.nullable(),
  rating: z.number().nullable(),
  ratedOn: PlainDateField.nullable(),
})
export type RequestRow = z.output<typeof RequestRow>

export const listRequests = declareList({
  name: 'service.requests',
  label: '服务事项',
  may: servants,
  filters: z.object({ search: z.string().max(50).optional(), state: stateOf.optional(), kind: z.string().max(20).optional(), late: z.literal('1').optional() }),
  row: RequestRow,
  columns: { number: '编号', kindLabel: '种类', personName: '人才', placeName: '所在地', state: '状态', holderName: '经办', askedOn: '提出', dueOn: '应答复', answeredOn: '答复', lateOn: '上报人才办', rating: '满意度' },
  words: { state: requestStates },
  sorts: ['dueOn', '-askedOn', 'number'],
})

/** What was done and said, in the words of the record. */
export const eventVerbs = { ask: '提出', enter: '来电代录', take: '受理', answer: '答复', reopen: '没有解决，重新办理', rate: '评价', close: '办结', withdraw: '撤回', late: '逾期，上报人才办', pass: '转交' } as const
export type EventVerb = keyof typeof eventVerbs
export const RequestEvent = z.object({ id: IdField('requestEvent'), verb: z.enum(Object.keys(eventVerbs) as [EventVerb]), byName: z.string(), on: PlainDateField, words: z.string() })

/** The whole of one request: the applicant sees all that the specialist sees. */
export const getRequest = declareQuery({
  name: 'service.request',
  label: '服务事项',
  may: ['talent', ...servants],
  input: JustTheRequest,
  output: RequestRow.extend({ officePhone: z.string().nullable(), rerateUntil: PlainDateField.nullable(), events: z.array(RequestEvent) }),
})

const MyRequest = RequestRow.pick({ id: true, number: true, kindLabel: true, state: true, holderName: true, askedOn: true, dueOn: true })
/** My specialist with his telephone, what I asked of him; and where there is none, whether I am promised one. */
export const mine = declareQuery({
  name: 'service.mine',
  label: '我的专员',
  may: ['talent'],
  input: Nothing,
  output: z.object({
    specialist: z.object({ name: z.string(), officePhone: z.string(), since: PlainDateField, lastContactOn: PlainDateField.nullable() }).nullable(),
    promised: z.object({ level: z.string(), contactMonths: z.number(), document: z.string() }).nullable(),
    wishedOn: PlainDateField.nullable(),
    kinds: z.array(RequestKind),
    requests: z.array(MyRequest),
  }),
})

export const askSpecialist = declareAction({
  name: 'service.askSpecialist',
  label: '请人才办安排专员',
  may: ['talent'],
  input: Nothing,
  output: Nothing,
  refusals: { already: '您已经有服务专员', asked: '已经请求过，人才办正在安排' },
})

export const askRequest = declareAction({
  name: 'service.ask',
  label: '提出事项',
  may: ['talent'],
  input: z.object({ kind: z.string().max(20), words: words('请写明要办什么，几个字也行') }),
  output: z.object({ requestId, number: z.string(), dueOn: PlainDateField, holderName: z.string() }),
  refusals: { noSuchKind: '没有这一种服务事项', tooMany: '还没有答复的事项已有 10 件，请等答复后再提' },
})
export const withdrawRequest = declareAction({ name: 'service.withdraw', label: '撤回', may: ['talent'], input: JustTheRequest, output: Nothing, refusals: { answered: '已经答复或了结的，不能撤回' } })
export const reopenRequest = declareAction({
  name: 'service.reopen',
  label: '没有解决',
  may: ['talent'],
  input: JustTheRequest.extend({ words: words('请写明还有什么没有解决') }),
  output: Nothing,
  refusals: { notAnswered: '只有已经答复、还没有办结的事项可以请求重新办理' },
})
export const rateRequest = declareAction({
  name: 'service.rate',
  label: '评价',
  may: ['talent'],
  input: JustTheRequest.extend({ rating: z.number().int().min(1).max(5), words: z.string().trim().max(500, '不超过 500 字').default('') }),
  output: z.object({ changed: z.boolean() }),
  refusals: { notAnswered: '答复以后才能评价', settled: '评价超过 7 天，不能再改' },
})

export const enterRequest = declareAction({
  name: 'service.enter',
  label: '代录来电',
  may: servants,
  input: z.object({ personId, kind: z.string().max(20), words: words('请写明对方要办什么') }),
  output: z.object({ requestId, number: z.string(), dueOn: PlainDateField }),
  refusals: { noSuchKind: '没有这一种服务事项' },
})
export const takeRequest = declareAction({ name: 'service.take', label: '受理', may: servants, input: JustTheRequest, output: Nothing, refusals: { notWaiting: '已经答复或了结', yours: '已经在您手里' } })
export const answerRequest = declareAction({
  name: 'service.answer',
  label: '答复',
  may: servants,
  input: JustTheRequest.extend({ words: words('请用对方看得懂的话写明结果') }),
  output: z.object({ inTime: z.boolean() }),
  refusals: { notWaiting: '已经答复或了结' },
})
/** To whoever serves the person now, or to the talent office where nobody does. */
export const passRequest = declareAction({
  name: 'service.pass',
  label: '转人才办',
  may: ['specialist'],
  input: JustTheRequest.extend({ words: words('请写明为什么办不了') }),
  output: Nothing,
  refusals: { notWaiting: '已经答复或了结', passed: '已经在人才办手里' },
})

export const PersonRow = z.object({ id: personId, number: z.string(), name: z.string(), level: z.string(), employerName: z.string(), placeName: z.string(), specialistName: z.string(), since: PlainDateField, lastContactOn: PlainDateField.nullable(), contactDueOn: PlainDateField, openRequests: z.number() })
export type PersonRow = z.output<typeof PersonRow>
export const listServed = declareList({
  name: 'service.people',
  label: '服务的人才',
  may: servants,
  filters: z.object({ search: z.string().max(50).optional(), due: z.literal('1').optional() }),
  row: PersonRow,
  columns: { number: '人才编号', name: '姓名', level: '类别', employerName: '所在单位', placeName: '所在地', specialistName: '专员', since: '服务起', lastContactOn: '上次联系', contactDueOn: '应联系', openRequests: '未答复事项' },
  sorts: ['contactDueOn', 'name', 'number'],
})

export const Contact = z.object({ id: IdField('contact'), kind: contactKindOf, on: PlainDateField, specialistName: z.string(), words: z.string(), nextOn: PlainDateField.nullable() })
export const getServed = declareQuery({
  name: 'service.person',
  label: '服务情况',
  may: servants,
  input: z.object({ personId }),
  output: z.object({
    person: PersonRow.pick({ id: true, number: true, name: true, level: true, employerName: true, placeName: true, contactDueOn: true }),
    assignments: z.array(z.object({ id: IdField('assignment'), specialistName: z.string(), from: PlainDateField, to: PlainDateField.nullable(), how: z.enum(Object.keys(assignedHow) as [AssignedHow]), because: z.string().nullable() })),
    requests: z.array(RequestRow),
    contacts: z.array(Contact),
  }),
})
export const recordContact = declareAction({
  name: 'service.recordContact',
  label: '记录联系',
  may: ['specialist'],
  input: z.object({ personId, kind: contactKindOf, on: PlainDateField, words: words('请写明谈了什么'), nextOn: PlainDateField.optional() }),
  output: Nothing,
  refusals: { ahead: '联系日期不能晚于今天', nextPast: '约定的下次联系须晚于今天' },
})

/** The specialist's day, or the office's: what is late, what falls due, whom nobody has called. */
export const askDay = declareQuery({
  name: 'service.day',
  label: '今天的服务',
  may: servants,
  input: Nothing,
  output: z.object({
    people: z.number(),
    late: z.number(),
    soon: z.array(RequestRow),
    contacts: z.array(PersonRow),
    contactsDue: z.number(),
    /** Of this year so far; median in working days, satisfaction with the number of ratings it rests on. */
    year: z.object({ answered: z.number(), inTime: z.number(), medianDays: z.number().nullable(), ratings: z.number(), satisfaction: z.string().nullable() }),
  }),
})

/** One request took a step that its applicant should hear of. */
export const requestMoved = declareEvent({ name: 'service.moved', payload: z.object({ requestId: z.string(), verb: z.enum(['enter', 'take', 'answer', 'late', 'pass']), times: z.string() }) })
export const tellRequest = declareJob({ name: 'service.tell', label: '告知服务事项的进展', payload: requestMoved.payload })
export const assignmentsMade = declareEvent({ name: 'service.assigned', payload: z.object({ personIds: z.array(z.string()) }) })
export const tellAssigned = declareJob({ name: 'service.tellAssigned', label: '告知服务专员是谁', payload: assignmentsMade.payload })
export const nightly = declareJob({ name: 'service.nightly', label: '服务事项到期、无人服务的整理', payload: z.unknown() })
