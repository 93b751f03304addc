import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { declareEvent, declareJob } from '../../kernel/jobs/declare.ts'
import { staff } from '../../kernel/org/roles.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { desks, keepers } from './hands.ts'
import { applicationStates, offerStates, type ApplicationState, type OfferState } from './states.ts'

/** 人才公寓: applying, waiting, being given a flat, living there, leaving. What flats there are is stock-contract.ts. */
export * from './states.ts'

const applicationId = IdField('application')
const personId = IdField('person')
const unitId = IdField('unit')
const tenancyId = IdField('tenancy')
const Nothing = z.object({})
const JustTheApplication = z.object({ applicationId })
const stateOf = z.enum(Object.keys(applicationStates) as [ApplicationState])
const offerStateOf = z.enum(Object.keys(offerStates) as [OfferState])
const reason = z.string().trim().min(2, '请用一句话写明原因').max(200)
const family = z.number().int().min(1, '至少 1 人').max(12, '至多 12 人')
const wantedPlace = z.string().regex(/^\d{6}$/, '请选区县').nullable()

export const ApplicationRow = z.object({
  id: applicationId,
  number: z.string(),
  personId,
  personNumber: z.string(),
  personName: z.string(),
  placeName: z.string(),
  wantedName: z.string(),
  family: z.number(),
  mostArea: z.string(),
  state: stateOf,
  appliedOn: PlainDateField,
  /** Sorts the waiting list: drawn first, by draw and turn; then by the day of application. */
  rank: z.string(),
  turn: z.number().nullable(),
})
export type ApplicationRow = z.output<typeof ApplicationRow>
export const listApplications = declareList({
  name: 'housing.applications',
  label: '人才公寓轮候',
  may: staff,
  filters: z.object({ search: z.string().max(50).optional(), state: stateOf.optional() }),
  row: ApplicationRow,
  columns: { number: '轮候编号', personNumber: '人才编号', personName: '姓名', placeName: '所在地', wantedName: '意向', family: '人口', mostArea: '至多（平方米）', state: '状态', appliedOn: '申请日期', turn: '摇号次序' },
  words: { state: applicationStates },
  sorts: ['rank', '-appliedOn', 'number'],
})

export const eventVerbs = { apply: '申请', enter: '窗口代录', draw: '摇号', offer: '配租', accept: '接受', decline: '放弃', lapse: '逾期未答复', cancel: '取消配租', checkIn: '入住', renew: '续租', leave: '退房', withdraw: '撤回申请', drop: '退出轮候' } as const
export type EventVerb = keyof typeof eventVerbs
export const ApplicationEvent = z.object({ id: IdField('housingEvent'), verb: z.enum(Object.keys(eventVerbs) as [EventVerb]), byName: z.string(), on: PlainDateField, words: z.string() })
export const Offer = z.object({ id: IdField('housingOffer'), unitId, buildingName: z.string(), address: z.string(), room: z.string(), bedrooms: z.number(), area: z.string(), rentFen: FenField, offeredOn: PlainDateField, answerBy: PlainDateField, state: offerStateOf, answeredOn: PlainDateField.nullable() })
export type Offer = z.output<typeof Offer>

export const getApplication = declareQuery({
  name: 'housing.application',
  label: '人才公寓申请',
  may: desks,
  input: JustTheApplication,
  output: ApplicationRow.extend({ basis: z.string(), misses: z.number(), tenancyId: tenancyId.nullable(), offers: z.array(Offer), events: z.array(ApplicationEvent) }),
})

const entering = { notEntitled: '不符合现行规则里的任何一条', already: '已有一件没有了结的申请', gone: '档案已并入另一条' } as const
export const apply = declareAction({
  name: 'housing.apply',
  label: '申请人才公寓',
  may: ['talent'],
  input: z.object({ family, wantedPlace }),
  output: z.object({ applicationId, number: z.string() }),
  refusals: { notEntitled: '您还不符合现行规则里的任何一条', already: '您已有一件没有了结的申请', gone: '档案已并入另一条' },
})
export const enterApplication = declareAction({
  name: 'housing.enter',
  label: '代录申请',
  may: desks,
  input: z.object({ personNumber: z.string().trim().min(1, '请填人才编号').max(30), family, wantedPlace }),
  output: z.object({ applicationId, number: z.string() }),
  refusals: { ...entering, noSuchPerson: '您的辖区里没有这个编号的人才' },
})
export const withdrawApplication = declareAction({ name: 'housing.withdraw', label: '撤回申请', may: ['talent'], input: JustTheApplication, output: Nothing, refusals: { notWaiting: '只有轮候中的申请可以撤回' } })

/** Who of the waiting list may be given this unit next: wants to live there, may have one of its size. In the order of the list, at most ten. */
export const Candidate = z.object({ id: applicationId, number: z.string(), personName: z.string(), wantedName: z.string(), family: z.number(), mostArea: z.string(), appliedOn: PlainDateField, turn: z.number().nullable() })
export const askCandidates = declareQuery({
  name: 'housing.candidates',
  label: '轮到谁',
  may: keepers,
  input: z.object({ unitId }),
  output: z.object({ unit: z.object({ buildingName: z.string(), room: z.string(), area: z.string(), rentFen: FenField }), candidates: z.array(Candidate), waiting: z.number() }),
})
export const offerUnit = declareAction({
  name: 'housing.offer',
  label: '配租',
  may: keepers,
  input: z.object({ applicationId, unitId }),
  output: z.object({ answerBy: PlainDateField }),
  refusals: {
    notCity: '配租按全市一个次序，由市人才办办理',
    notWaiting: '这件申请不在轮候中',
    unitTaken: '这套房已经配出或有人住着',
    notLettable: '这套房现在不可配',
    notWanted: '申请人不想住在这个区县',
    tooLarge: '这套房超过申请人可以配的面积',
    notHisTurn: '还没有轮到这件申请',
  },
})
export const cancelOffer = declareAction({
  name: 'housing.cancelOffer',
  label: '取消配租',
  may: keepers,
  input: JustTheApplication.extend({ reason }),
  output: Nothing,
  refusals: { notCity: '配租按全市一个次序，由市人才办办理', none: '没有可以取消的配租' },
})
const answering = { notOffered: '没有等您答复的配租通知', late: '已过答复期限，通知作废' } as const
export const acceptOffer = declareAction({ name: 'housing.accept', label: '接受', may: ['talent'], input: JustTheApplication, output: Nothing, refusals: answering })
export const declineOffer = declareAction({ name: 'housing.decline', label: '放弃这一套', may: ['talent'], input: JustTheApplication, output: z.object({ dropped: z.boolean() }), refusals: answering })

export const TenancyRow = z.object({
  id: tenancyId,
  number: z.string(),
  personId,
  personName: z.string(),
  buildingName: z.string(),
  room: z.string(),
  area: z.string(),
  people: z.number(),
  rentFen: FenField,
  since: PlainDateField,
  leftOn: PlainDateField.nullable(),
  /** The last day of the newest contract. */
  contractTo: PlainDateField,
  unpaid: z.number(),
  unpaidFen: FenField,
})
export type TenancyRow = z.output<typeof TenancyRow>
export const tenancyFilters = { ending: '三十天内到期', over: '到期未退', unpaid: '有欠租', left: '已退房' } as const
export const listTenancies = declareList({
  name: 'housing.tenancies',
  label: '人才公寓租约',
  may: staff,
  filters: z.object({ search: z.string().max(50).optional(), only: z.enum(Object.keys(tenancyFilters) as [keyof typeof tenancyFilters]).optional() }),
  row: TenancyRow,
  columns: { number: '租约编号', personName: '承租人', buildingName: '楼盘', room: '房号', area: '面积（平方米）', people: '人口', rentFen: '月租金', since: '入住', leftOn: '退房', contractTo: '合同到期', unpaid: '欠租（月）', unpaidFen: '欠租金额' },
  sorts: ['contractTo', '-since', 'number'],
})
export const Term = z.object({ from: PlainDateField, to: PlainDateField, rentFen: FenField, people: z.number() })
export const Rent = z.object({ dueOn: PlainDateField, amountFen: FenField, paidOn: PlainDateField.nullable() })
export const getTenancy = declareQuery({
  name: 'housing.tenancy',
  label: '租约',
  may: desks,
  input: z.object({ tenancyId }),
  output: TenancyRow.extend({ applicationId, applicationNumber: z.string(), leftBecause: z.string().nullable(), terms: z.array(Term), rents: z.array(Rent), termMonths: z.number() }),
})

export const checkIn = declareAction({
  name: 'housing.checkIn',
  label: '办理入住',
  may: desks,
  input: JustTheApplication.extend({ people: family }),
  output: z.object({ tenancyId, number: z.string(), contractTo: PlainDateField }),
  refusals: { notAccepted: '申请人还没有接受配租', unitTaken: '上一户还没有退房', alreadyHoused: '申请人已经住着一套人才公寓', unitOut: '这套房正在停用' },
})
export const renew = declareAction({
  name: 'housing.renew',
  label: '续租',
  may: desks,
  input: z.object({ tenancyId, people: family }),
  output: z.object({ contractTo: PlainDateField }),
  refusals: { left: '已经退房', early: '合同到期前 30 天以内才能续租', notEntitled: '承租人已不符合现行规则里的任何一条', tooLarge: '这套房超过承租人现在可以配的面积' },
})
export const leave = declareAction({
  name: 'housing.leave',
  label: '办理退房',
  may: desks,
  input: z.object({ tenancyId, reason }),
  output: z.object({ unpaid: z.number() }),
  refusals: { left: '已经退房', sameDay: '入住当天不能办理退房，请次日办理' },
})
export const noteRent = declareAction({
  name: 'housing.noteRent',
  label: '登记收租',
  may: desks,
  /** Without a day: what was noted by mistake is taken back. */
  input: z.object({ tenancyId, dueOn: PlainDateField, paidOn: PlainDateField.nullable() }),
  output: Nothing,
  refusals: { noSuchMonth: '没有这一期应收', already: '这一期已经登记收到', notPaid: '这一期还没有登记收到', ahead: '收到日期不能晚于今天' },
})

/** On the phone: may I apply, where do I stand, what was I offered, until when is my contract. */
export const mine = declareQuery({
  name: 'housing.mine',
  label: '我的人才公寓',
  may: ['talent'],
  input: Nothing,
  output: z.object({
    entitled: z.object({ basis: z.string(), mostArea: z.string() }).nullable(),
    rules: z.array(z.object({ title: z.string(), mostArea: z.string(), document: z.string() })),
    application: ApplicationRow.pick({ id: true, number: true, wantedName: true, family: true, mostArea: true, state: true, appliedOn: true, turn: true }).extend({ ahead: z.number(), waiting: z.number(), misses: z.number(), mostMisses: z.number() }).nullable(),
    offer: Offer.nullable(),
    tenancy: TenancyRow.pick({ id: true, number: true, buildingName: true, room: true, area: true, people: true, rentFen: true, since: true, contractTo: true }).extend({ address: z.string(), operator: z.string(), rents: z.array(Rent) }).nullable(),
    events: z.array(ApplicationEvent),
    places: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
})

/** An application took a step that its applicant should hear of. */
export const applicationMoved = declareEvent({ name: 'housing.moved', payload: z.object({ applicationId: z.string(), verb: z.enum(['enter', 'draw', 'offer', 'cancel', 'lapse', 'checkIn', 'renew', 'leave']), times: z.string() }) })
export const tellApplicant = declareJob({ name: 'housing.tell', label: '告知人才公寓申请的进展', payload: applicationMoved.payload })
export const nightly = declareJob({ name: 'housing.nightly', label: '配租到期、应收租金、合同到期提醒', payload: z.unknown() })
