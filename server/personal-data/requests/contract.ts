import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../../kernel/action.ts'
import { declareMessage } from '../../../kernel/messages/declare.ts'
import { IdField, PlainDateField } from '../../../kernel/types.ts'
import { requestAskers, requestDeciders } from './hands.ts'

export { requestAskers, requestDeciders } from './hands.ts'

/** 个人信息请求: what a person may ask of the house about what it keeps of him, and what becomes of it (个人信息保护法 第十五、二十四、四十四至五十条). */

export const requestKinds = { copy: '查阅、复制', withdrawal: '撤回同意', objection: '不接受自动决定', restriction: '限制处理', deletion: '删除' } as const
export type RequestKind = keyof typeof requestKinds
/** Done at once, because nobody has to weigh anything. */
export const atOnce = ['withdrawal', 'objection'] as const satisfies readonly RequestKind[]

/** What each does and what it does not, in the words that the person reads before he asks. */
export const requestWords: Readonly<Record<RequestKind, { article: string; does: string; not: string }>> = {
  copy: { article: '第四十五条', does: '当场给您一份文件：系统记着您的全部内容，证件号码、电话、账号给出完整的。', not: '不含别人的内容，不含工作人员的姓名，不含口令和密钥。' },
  withdrawal: {
    article: '第十五条',
    does: '当场生效：可以关的消息全部关掉，登记的邮箱删除，没有用在办件里的材料删除。',
    not: '撤回以前已经办完的不受影响；还没有审定的免申即享，请在“我的同意”里逐件撤回；办件里用过的材料随办件存档。',
  },
  objection: { article: '第二十四条', does: '当场生效：今后您确认领取的免申即享，一律由工作人员复核后决定，不按规则直接办理。', not: '办理可能慢几天；系统仍会比对条件，结论由人作出。已经审定的不重办，有异议的请在办件里申诉。' },
  restriction: {
    article: '第四十四条',
    does: '照办以后：系统不再主动告知您免申即享和快到期的政策；工作人员为服务联系、统计报告、核验而导出的名单里不再有您；指标背后的名单里不显示您的姓名和情况。',
    not: '不影响您自己申报、正在办理和已经获批的事项、资金拨付、审计检查；统计的合计数里仍计您一人；工作人员在辖区内仍查得到您的登记；单位导出本单位人员、政策试算的名单不在此限。',
  },
  deletion: { article: '第四十七条', does: '照办以后：没有法定保存期的当场清除，其余的停止主动使用（同“限制处理”），到期清除。', not: '法律规定要保存的（办件档案、会计凭证、登记管理）不能立即删除，会逐项告诉您依据哪部法律、保存到哪一年。' },
}

/** Working days until the answer is due: the city's default. The law says “in good time” (第五十条); GB/T 35273—2020 8.7 allows thirty days. */
export const answerWithin = 15

export const requestStates = { open: '待答复', granted: '已照办', declined: '不予办理' } as const
export type RequestState = keyof typeof requestStates
export const requestCan = lifecycle<RequestState>()({ decide: ['open'] })

export const standings = { restricted: '限制处理', byHand: '不接受自动决定' } as const
export type Standing = keyof typeof standings

const kind = z.enum(Object.keys(requestKinds) as [RequestKind])
const state = z.enum(Object.keys(requestStates) as [RequestState])
const standing = z.enum(Object.keys(standings) as [Standing])
const requestId = IdField('dataRequest')

/** `until`: the year in which its time ends; null where the end is still open, and `from` says since when it runs. */
export const Kept = z.object({ table: z.string(), words: z.string(), rows: z.number().int(), law: z.string(), from: z.string(), years: z.number().int(), until: z.number().int().nullable() })
export type Kept = z.infer<typeof Kept>
export const Erased = z.object({ words: z.string(), rows: z.number().int() })
export type Erased = z.infer<typeof Erased>

export const RequestRow = z.object({
  id: requestId,
  number: z.string(),
  personName: z.string(),
  placeName: z.string(),
  kind,
  says: z.string(),
  state,
  askedOn: PlainDateField,
  dueOn: PlainDateField,
  outcome: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedOn: PlainDateField.nullable(),
})
export type RequestRow = z.infer<typeof RequestRow>
const Answered = RequestRow.extend({ erased: z.array(Erased), kept: z.array(Kept) })

export const listDataRequests = declareList({
  name: 'office.dataRequests',
  label: '个人信息请求',
  may: requestDeciders,
  filters: z.object({ search: z.string().trim().max(50).optional(), state: state.optional(), kind: kind.optional() }),
  row: RequestRow,
  columns: { number: '请求编号', personName: '姓名', placeName: '所在地', kind: '请求', says: '说明', state: '状态', askedOn: '提出日期', dueOn: '应答复', outcome: '答复', decidedByName: '答复人', decidedOn: '答复日期' },
  words: { kind: requestKinds, state: requestStates },
  sorts: ['dueOn', '-askedOn'],
})

export const getDataRequest = declareQuery({
  name: 'office.dataRequest',
  label: '个人信息请求',
  may: requestDeciders,
  input: z.object({ requestId }),
  output: Answered.extend({
    personId: IdField('person'),
    /** What granting a deletion would keep and until when, as it stands today; empty for the other kinds. */
    wouldKeep: z.array(Kept),
  }),
})

export const myDataRequests = declareQuery({
  name: 'office.myDataRequests',
  label: '我的个人信息请求',
  may: requestAskers,
  input: z.object({}),
  output: z.object({ requests: z.array(Answered.omit({ personName: true })), standings: z.array(z.object({ kind: standing, since: PlainDateField })) }),
})

export const askDataRequest = declareAction({
  name: 'office.askDataRequest',
  label: '提出请求',
  may: requestAskers,
  input: z.object({ kind: kind.exclude(['copy']), says: z.string().trim().max(300) }),
  output: z.object({ number: z.string(), state, dueOn: PlainDateField, outcome: z.string().nullable() }),
  refusals: { alreadyAsked: '同样的请求已经有一件在办', already: '已经是这样，不用再提', saysMissing: '请写明为什么，人才办据此答复', noPerson: '您的账号还没有和人才库里的登记对应，请到窗口办理' },
})

export const endStanding = declareAction({
  name: 'office.endStanding',
  label: '不再限制',
  may: requestAskers,
  input: z.object({ kind: standing }),
  output: z.object({}),
  refusals: { notSo: '现在没有这项限制' },
})

const Section = z.object({ words: z.string(), ground: z.string(), keep: z.string(), seenBy: z.string(), rows: z.array(z.array(z.object({ words: z.string(), value: z.string() }))) })
export type CopySection = z.infer<typeof Section>
export const takeMyCopy = declareAction({
  name: 'office.takeMyCopy',
  label: '取我的数据',
  may: requestAskers,
  shownOnce: true,
  input: z.object({}),
  /** `sheet`: the same as an .xlsx, base64. */
  output: z.object({ number: z.string(), madeOn: PlainDateField, sections: z.array(Section), sheet: z.string() }),
  refusals: { noPerson: '您的账号还没有和人才库里的登记对应，请到窗口办理' },
})

export const decideDataRequest = declareAction({
  name: 'office.decideDataRequest',
  label: '答复',
  may: requestDeciders,
  input: z.object({ requestId, grant: z.boolean(), reason: z.string().trim().min(4, '请写明理由和依据，本人看得到').max(300) }),
  output: z.object({ state, erased: z.array(Erased), kept: z.array(Kept) }),
  refusals: { decided: '这件请求已经答复过', own: '不能答复本人或代理双方提出的请求' },
})

export const dataRequestAnswered = declareMessage({
  name: 'office.dataRequestAnswered',
  topic: 'decisions',
  title: '个人信息请求已答复：{kind}',
  body: '您的请求 {number}（{kind}）：{state}。{reason}',
  short: '您提出的个人信息请求有了答复，请登录聚英查看',
})
