import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { feedKinds, type FeedKind } from './kinds.ts'
import { Mapping } from './mapping.ts'
import { feedHands } from './hands.ts'

export { feedHands } from './hands.ts'

/** 数据报送: other departments deliver by schedule; what cannot be written as it stands waits in quarantine for a clerk. */

export const deliveryStates = { reading: '读取中', done: '已读完', undone: '已撤销', failed: '无法读取' } as const
export type DeliveryState = keyof typeof deliveryStates
export const deliveryCan = lifecycle<DeliveryState>()({ undo: ['done'], rerun: ['done'] })

export const rowStates = { open: '待处理', settled: '已写入', dropped: '已放弃' } as const
export type RowState = keyof typeof rowStates
export const rowCan = lifecycle<RowState>()({ settle: ['open'] })

export const quarantineReasons = { unreadable: '读不了', notFound: '查无此人', ambiguous: '不能确定是谁', elsewhere: '不归此来源管辖', contradicts: '与已核验的事实矛盾', backwards: '比已知的旧' } as const
export type QuarantineReason = keyof typeof quarantineReasons
export const channels = { folder: '投放文件夹', upload: '页面上传', api: '接口' } as const

const sourceId = IdField('feedSource')
const deliveryId = IdField('feedDelivery')
const rowId = IdField('feedRow')
const keyId = IdField('feedKey')
const kind = z.enum(Object.keys(feedKinds) as [FeedKind])
const everyDays = z.number().int().min(1, '至少每天一次').max(400)
const reason = z.string().trim().min(4, '请用一句话写明理由').max(200)

export const uploadDeliveryPath = '/api/registry.feeds/upload'
export const deliverPath = '/api/feeds/deliveries'

export const FeedSourceRow = z.object({
  id: sourceId,
  code: z.string(),
  kind,
  name: z.string(),
  placeName: z.string(),
  everyDays: z.number(),
  lastDay: PlainDateField.nullable(),
  /** Until when the next delivery should be there. */
  dueOn: PlainDateField,
  lateDays: z.number(),
  openRows: z.number(),
})
export type FeedSourceRow = z.infer<typeof FeedSourceRow>

export const listFeedSources = declareList({
  name: 'registry.feedSources',
  label: '数据来源',
  may: feedHands,
  filters: z.object({}),
  row: FeedSourceRow,
  columns: { name: '来源', kind: '报送什么', placeName: '管辖地', everyDays: '周期（天）', lastDay: '最近一次', dueOn: '下次期限', lateDays: '逾期（天）', openRows: '隔离区待处理' },
  words: { kind: feedKinds },
  sorts: ['name'],
})

export const DeliveryRow = z.object({
  id: deliveryId,
  number: z.string(),
  sourceName: z.string(),
  channel: z.enum(Object.keys(channels) as [keyof typeof channels]),
  fileName: z.string(),
  asOf: PlainDateField,
  state: z.enum(Object.keys(deliveryStates) as [DeliveryState]),
  readRows: z.number(),
  newRows: z.number(),
  changedRows: z.number(),
  unchangedRows: z.number(),
  quarantinedRows: z.number(),
  openRows: z.number(),
  message: z.string().nullable(),
  createdAt: InstantField,
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

export const listDeliveries = declareList({
  name: 'registry.deliveries',
  label: '报送记录',
  may: feedHands,
  filters: z.object({ sourceId: sourceId.optional() }),
  row: DeliveryRow,
  columns: { number: '报送编号', sourceName: '来源', channel: '途径', fileName: '文件', asOf: '截至', readRows: '行数', newRows: '新增', changedRows: '改动', unchangedRows: '一致', quarantinedRows: '隔离', state: '状态', createdAt: '收到时间' },
  words: { state: deliveryStates, channel: channels },
  sorts: ['-createdAt'],
})

export const Problem = z.object({ column: z.string(), problem: z.string(), advice: z.string() })
export const QuarantineRow = z.object({
  id: rowId,
  number: z.string(),
  sourceName: z.string(),
  rowNumber: z.number(),
  reason: z.enum(Object.keys(quarantineReasons) as [QuarantineReason]),
  problems: z.array(Problem),
  state: z.enum(Object.keys(rowStates) as [RowState]),
  outcome: z.string().nullable(),
})
export type QuarantineRow = z.infer<typeof QuarantineRow>

export const listQuarantine = declareList({
  name: 'registry.quarantine',
  label: '隔离区',
  may: feedHands,
  filters: z.object({ deliveryId: deliveryId.optional(), state: z.enum(Object.keys(rowStates) as [RowState]).optional(), reason: z.enum(Object.keys(quarantineReasons) as [QuarantineReason]).optional() }),
  row: QuarantineRow,
  columns: { number: '报送编号', sourceName: '来源', rowNumber: '行', reason: '原因', state: '状态', outcome: '处理' },
  words: { reason: quarantineReasons, state: rowStates },
  sorts: ['id'],
})

export const getFeedSource = declareQuery({
  name: 'registry.feedSource',
  label: '数据来源',
  may: feedHands,
  input: z.object({ sourceId }),
  output: FeedSourceRow.extend({ mapping: Mapping, keys: z.array(z.object({ id: keyId, hint: z.string(), issuedAt: InstantField, revokedAt: InstantField.nullable(), lastUsedAt: InstantField.nullable() })) }),
})

export const getDelivery = declareQuery({
  name: 'registry.delivery',
  label: '报送报告',
  may: feedHands,
  input: z.object({ deliveryId }),
  output: DeliveryRow.extend({
    sourceId,
    reasons: z.array(z.object({ reason: z.enum(Object.keys(quarantineReasons) as [QuarantineReason]), rows: z.number(), open: z.number() })),
    counts: z.array(z.object({ record: z.string(), before: z.number(), after: z.number().nullable() })),
    peopleTouched: z.number(),
    /** People whom a fact of this delivery reached and who are due something else today than before it. */
    entitlementsChanged: z.number(),
  }),
})

/** The row as it came, for the clerk who settles it. */
export const getQuarantined = declareAction({
  name: 'registry.openQuarantined',
  label: '查看原行',
  shownOnce: true,
  may: feedHands,
  input: z.object({ rowId }),
  output: z.object({ cells: z.array(z.object({ head: z.string(), text: z.string() })) }),
  refusals: { settled: '这一行已经处理，原文已清除' },
})

export const tryMapping = declareQuery({
  name: 'registry.tryMapping',
  label: '试读样例',
  may: feedHands,
  input: z.object({ sourceId, mapping: Mapping, sample: z.string().min(1, '请粘贴带表头的几行').max(50_000) }),
  output: z.object({ fault: z.string().nullable(), unused: z.array(z.string()), rows: z.array(z.object({ row: z.number(), said: z.array(z.string()), problems: z.array(Problem) })) }),
})

export const openFeed = declareAction({
  name: 'registry.openFeed',
  label: '开通数据来源',
  may: feedHands,
  input: z.object({ kind, name: z.string().trim().min(2, '请写明来源部门').max(60), code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, '代号为小写字母、数字、短横，字母开头'), everyDays }),
  output: z.object({ sourceId }),
  refusals: { taken: '这个部门或代号已经开通' },
})

export const saveMapping = declareAction({
  name: 'registry.saveMapping',
  label: '保存对照表',
  may: feedHands,
  input: z.object({ sourceId, mapping: Mapping, everyDays }),
  output: z.object({}),
  refusals: { wrongMapping: '对照表还不能用' },
})

export const issueKey = declareAction({
  name: 'registry.issueFeedKey',
  label: '发放接口密钥',
  shownOnce: true,
  may: feedHands,
  input: z.object({ sourceId }),
  /** The only time that it is seen. */
  output: z.object({ key: z.string() }),
  refusals: { enough: '同时有效的密钥至多两个，先停用旧的' },
})

export const revokeKey = declareAction({
  name: 'registry.revokeFeedKey',
  label: '停用密钥',
  may: feedHands,
  input: z.object({ keyId }),
  output: z.object({}),
  refusals: { revoked: '这个密钥已经停用' },
})

const settling = { settled: '这一行已经处理', undone: '这次报送已经撤销', still: '还是不能写入' } as const

export const attachRow = declareAction({
  name: 'registry.attachRow',
  label: '指定是谁',
  may: feedHands,
  input: z.object({ rowId, personNumber: z.string().trim().regex(/^[Pp]\d{1,12}$/, '请填人才编号，例如 P0000012') }),
  output: z.object({ outcome: z.string() }),
  refusals: { ...settling, nobody: '没有这个人才编号' },
})

export const correctRow = declareAction({
  name: 'registry.correctRow',
  label: '改正后写入',
  may: feedHands,
  input: z.object({ rowId, cells: z.array(z.object({ head: z.string().max(60), text: z.string().max(500) })).max(100), reason }),
  output: z.object({ outcome: z.string() }),
  refusals: settling,
})

export const dropRow = declareAction({
  name: 'registry.dropRow',
  label: '放弃这一行',
  may: feedHands,
  input: z.object({ rowId, reason }),
  output: z.object({}),
  refusals: { settled: settling.settled },
})

export const rerunRows = declareAction({
  name: 'registry.rerunRows',
  label: '按对照表重读',
  may: feedHands,
  input: z.object({ deliveryId }),
  output: z.object({ settled: z.number(), open: z.number() }),
  refusals: { notDone: '只有已读完的报送可以重读', nothing: '隔离区里没有这次报送的行' },
})

export const undoDelivery = declareAction({
  name: 'registry.undoDelivery',
  label: '撤销报送',
  may: feedHands,
  input: z.object({ deliveryId, reason }),
  output: z.object({ facts: z.number() }),
  refusals: { notDone: '只有已读完的报送可以撤销', builtUpon: '这次报送写的事实后来又被改动，不能整批撤销', tooOld: '改动前的内容保存期已满、已经清除，这次报送不能再撤销' },
})

export const readDeliveryJob = declareJob({ name: 'registry.readDelivery', label: '读取数据报送', payload: z.object({ deliveryId: z.string() }) })
export const collectDeliveriesJob = declareJob({ name: 'registry.collectDeliveries', label: '收取投放文件夹', payload: z.object({}) })

/** What the upload and the interface answer. */
export const Received = z.object({ deliveryId, number: z.string(), again: z.boolean() })
export type Received = z.infer<typeof Received>
/** Body of the interface: rows by the source's own heads. */
export const DeliveredRows = z.object({ asOf: PlainDateField.optional(), rows: z.array(z.record(z.string().min(1).max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))).min(1, '至少一行').max(5000, '每次至多 5000 行') })
