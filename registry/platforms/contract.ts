import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField, YearField } from '../../kernel/types.ts'
import { platformHands } from './hands.ts'

export { platformHands } from './hands.ts'

/** 创新平台: a certificate that somebody else gave, what became of it, and who works there. */

export const platformKinds = ['高新区', '科技企业孵化器', '众创空间', '博士后科研工作站', '博士后科研流动站', '博士后创新实践基地', '企业技术中心', '院士专家工作站', '联合研究院', '工程研究中心', '重点实验室', '新型研发机构', '技能大师工作室', '高技能人才培训基地'] as const
export const platformLevels = ['国家级', '省级', '市级'] as const
export const platformRoles = ['负责人', '进站院士', '博士后', '合作导师', '研发人员', '创业者', '学员'] as const
export const assessmentResults = ['优秀', '合格', '不合格'] as const

/** The state is never entered: certificate, withdrawal and assessment say it for the day. */
export const platformStates = { valid: '有效', rectifying: '限期整改', expired: '已到期', withdrawn: '已撤销' } as const
export type PlatformState = keyof typeof platformStates
export const eventKinds = { assessment: '年度评估', upgrade: '升级', renewal: '延期', withdrawal: '撤销' } as const
export type EventKind = keyof typeof eventKinds
export const eventStates = { proposed: '待确认', confirmed: '已确认', declined: '不予确认' } as const

/** What may happen to a platform in which state; a platform under rectification is assessed again before it rises. */
export const platformCan = lifecycle<PlatformState>()({
  assessment: ['valid', 'rectifying'],
  upgrade: ['valid'],
  renewal: ['valid', 'expired'],
  withdrawal: ['valid', 'rectifying', 'expired'],
  join: ['valid', 'rectifying'],
})

/** A certificate is shown as running out from this many days before its last. */
export const alertDays = 90
export const platformAlerts = { expiring: '九十天内到期', expired: '到期未延期', unassessed: '上年度未评估', overdue: '整改逾期', waiting: '有待确认的事项' } as const

const platformId = IdField('platform')
const eventId = IdField('platformEvent')
const memberId = IdField('platformMember')
const words = <T extends Record<string, string>>(of: T) => z.enum(Object.keys(of) as [keyof T & string])
const search = z.string().trim().max(50).optional()
const document = z.string().trim().min(4, '请写明文号').max(100)
const source = z.string().trim().min(2, '请写明来源').max(100)
const certifier = z.string().trim().min(2, '请写明认定机关').max(60)
const certificateNumber = z.string().trim().min(2, '请写明证书或文件号').max(80)

export const PlatformRow = z.object({
  id: platformId,
  number: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.string(),
  certifier: z.string(),
  employerName: z.string(),
  placeName: z.string(),
  validFrom: PlainDateField,
  validTo: PlainDateField.nullable(),
  state: words(platformStates),
  lastResult: z.string().nullable(),
  people: z.number(),
})
export type PlatformRow = z.infer<typeof PlatformRow>

export const listPlatforms = declareList({
  name: 'registry.platforms',
  label: '创新平台',
  may: staff,
  filters: z.object({ search, kind: z.enum(platformKinds).optional(), level: z.enum(platformLevels).optional(), state: words(platformStates).optional(), alert: words(platformAlerts).optional() }),
  row: PlatformRow,
  columns: { number: '平台编号', name: '名称', kind: '种类', level: '层级', certifier: '认定机关', employerName: '依托单位', placeName: '所在地', validFrom: '认定日期', validTo: '有效期止', state: '状态', lastResult: '最近评估', people: '在平台人才' },
  words: { state: platformStates },
  sorts: ['-validFrom', 'validFrom', 'number', 'name', '-people'],
})

/** How many need a hand, each kind a way into the list. */
export const askPlatformAlerts = declareQuery({
  name: 'registry.platformAlerts',
  label: '创新平台提醒',
  may: staff,
  input: z.object({}),
  output: z.array(z.object({ alert: words(platformAlerts), count: z.number() })),
})

export const PlatformEvent = z.object({
  id: eventId,
  kind: words(eventKinds),
  happenedOn: PlainDateField,
  document: z.string(),
  /** What it says, in one sentence. */
  text: z.string(),
  state: words(eventStates),
  proposedByName: z.string(),
  proposedAt: InstantField,
  settledByName: z.string().nullable(),
  settledNote: z.string().nullable(),
  /** Proposed by the one who looks: another hand must settle it. */
  mine: z.boolean(),
})
export type PlatformEvent = z.infer<typeof PlatformEvent>

export const getPlatform = declareQuery({
  name: 'registry.platform',
  label: '创新平台',
  may: staff,
  input: z.object({ platformId }),
  output: PlatformRow.extend({
    certificateNumber: z.string().nullable(),
    employerId: IdField('employer').nullable(),
    rectifyBy: PlainDateField.nullable(),
    withdrawnOn: PlainDateField.nullable(),
    /** Whether the place of this duty has it in its charge. */
    inCharge: z.boolean(),
    source: z.string(),
    asOf: PlainDateField,
    events: z.array(PlatformEvent),
    members: z.array(z.object({ id: memberId, of: z.enum(['person', 'team']), subjectId: z.string(), number: z.string(), name: z.string(), role: z.string(), joinedOn: PlainDateField, leftOn: PlainDateField.nullable() })),
  }),
})

export const PlatformFields = z.object({
  name: z.string().trim().min(4, '名称至少 4 个字').max(80),
  kind: z.enum(platformKinds),
  level: z.enum(platformLevels),
  certifier,
  certificateNumber,
  /** The unit that carries it, by its number; a high-tech zone has none. */
  employerNumber: z.string().trim().max(20).optional(),
  placeCode: z.string().regex(/^\d{6}(\d{3})?$/, '请选择所在区县'),
  validFrom: PlainDateField,
  validTo: PlainDateField.optional(),
  source,
})
export type PlatformFields = z.infer<typeof PlatformFields>

export const registerPlatform = declareAction({
  name: 'registry.registerPlatform',
  label: '登记平台',
  may: platformHands,
  input: PlatformFields,
  output: z.object({ platformId, number: z.string() }),
  refusals: {
    notYours: '该地不在您的管辖范围内',
    ahead: '认定日期不能晚于今天',
    endsBeforeStart: '有效期止早于认定日期',
    noEmployer: '没有这个编号的单位，请先在用人单位里核对',
    employerNeeded: '除高新区外，平台必须写明依托单位',
    already: '这个文号的同名平台已经登记',
  },
})

export const EventFields = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assessment'), happenedOn: PlainDateField, document, year: YearField, result: z.enum(assessmentResults), rectifyBy: PlainDateField.optional() }),
  z.object({ kind: z.literal('upgrade'), happenedOn: PlainDateField, document, level: z.enum(platformLevels), certifier, certificateNumber, validTo: PlainDateField.optional() }),
  z.object({ kind: z.literal('renewal'), happenedOn: PlainDateField, document, validTo: PlainDateField }),
  z.object({ kind: z.literal('withdrawal'), happenedOn: PlainDateField, document, reason: z.string().trim().min(4, '请写明撤销原因').max(200) }),
])
export type EventFields = z.infer<typeof EventFields>

export const proposePlatformEvent = declareAction({
  name: 'registry.proposePlatformEvent',
  label: '提出平台事项',
  may: platformHands,
  input: z.object({ platformId, event: EventFields }),
  output: z.object({ eventId }),
  refusals: {
    notInState: '平台现在的状态不能办这件事',
    waiting: '这个平台有一件事项还没有确认，请先确认或不予确认',
    ahead: '文件日期不能晚于今天',
    beforeCertified: '文件日期早于认定日期',
    yearAhead: '评估年度不能晚于今年',
    assessed: '这个年度已经评估过',
    rectifyNeeded: '不合格的必须写明整改到哪一天，且晚于文件日期',
    rectifyNotAsked: '只有不合格的才限期整改',
    notHigher: '升级后的层级应当高于现在的层级',
    noLater: '新的有效期止应当晚于现在的有效期和文件日期',
    open: '该平台的认定长期有效，无需延期',
  },
})

export const confirmPlatformEvent = declareAction({
  name: 'registry.confirmPlatformEvent',
  label: '确认',
  may: platformHands,
  input: z.object({ eventId }),
  output: z.object({}),
  refusals: { settled: '这件事项已经办过', samePerson: '提出和确认不能是同一个人' },
})

export const declinePlatformEvent = declareAction({
  name: 'registry.declinePlatformEvent',
  label: '不予确认',
  may: platformHands,
  input: z.object({ eventId, note: z.string().trim().min(4, '请用一句话写明理由').max(200) }),
  output: z.object({}),
  refusals: { settled: '这件事项已经办过', samePerson: '提出和确认不能是同一个人' },
})

export const joinPlatform = declareAction({
  name: 'registry.joinPlatform',
  label: '登记进入',
  may: platformHands,
  input: z.object({
    platformId,
    of: z.enum(['person', 'team']),
    /** Number of the person (R…) or the team (T…). */
    number: z.string().trim().min(2, '请填写人才编号或团队编号').max(20),
    role: z.enum(platformRoles).optional(),
    joinedOn: PlainDateField,
    source,
  }),
  output: z.object({ memberId }),
  refusals: { notInState: '平台已到期或已撤销，不能再进人', ahead: '进入日期不能晚于今天', nobody: '您的辖区里没有这个编号', roleNeeded: '请选择身份', inside: '这段时间已经在平台里' },
})

export const leavePlatform = declareAction({
  name: 'registry.leavePlatform',
  label: '登记离开',
  may: platformHands,
  input: z.object({ memberId, of: z.enum(['person', 'team']), leftOn: PlainDateField }),
  output: z.object({}),
  refusals: { gone: '已经登记过离开', ahead: '离开日期不能晚于今天', beforeJoined: '离开日期早于进入日期' },
})
