import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, InstantField, PlainDateField, OrdinalField } from '../../kernel/types.ts'
import { units, type Unit } from '../definition.ts'

/** 指标快照：一地一期的全部指标，疑点说明、核对、由另一人签发，签发即定格；乡镇、区县、市逐级。 */

export const snapshotStates = { drafted: '待核对', checked: '待签发', signed: '已签发', withdrawn: '已作废' } as const
export type SnapshotState = keyof typeof snapshotStates
export const snapshotCan = lifecycle<SnapshotState>()({ explain: ['drafted'], check: ['drafted'], sign: ['checked'], withdraw: ['drafted', 'checked'] })

export const findingKinds = { jump: '变动过大', fell: '累计数变小', sum: '合计不符', nothing: '没有数', impossible: '不可能的数', changed: '口径改过' } as const
export type FindingKind = keyof typeof findingKinds

const keysOf = <K extends string>(words: Readonly<Record<K, string>>) => z.enum(Object.keys(words) as [K])
const snapshotId = IdField('snapshot')
const Decimal = z.string()
const reason = (least: number, ask: string) => z.string().trim().min(least, ask).max(300, '不超过 300 字')

export const SnapshotRow = z.object({
  id: snapshotId,
  placeCode: z.string(),
  placeName: z.string(),
  period: z.string(),
  asOf: PlainDateField,
  state: keysOf(snapshotStates),
  figures: z.number().int(),
  open: z.number().int(),
  madeByName: z.string(),
  signedByName: z.string().nullable(),
  signedAt: InstantField.nullable(),
})
export type SnapshotRow = z.infer<typeof SnapshotRow>

export const listSnapshots = declareList({
  name: 'indicators.snapshots',
  label: '指标快照',
  may: staff,
  filters: z.object({ state: keysOf(snapshotStates).optional(), search: z.string().max(30).optional() }),
  row: SnapshotRow,
  columns: { placeName: '地区', period: '期间', asOf: '时点', state: '状态', figures: '指标数', open: '未说明的疑点', madeByName: '制作', signedByName: '签发', signedAt: '签发时间' },
  words: { state: snapshotStates },
  sorts: ['-asOf', 'placeName', 'state'],
})

const SnapshotFigure = z.object({
  figure: z.string(),
  name: z.string(),
  unit: keysOf<Unit>(units),
  value: Decimal.nullable(),
  because: z.string().nullable(),
  basis: z.string().nullable(),
  places: z.array(z.object({ code: z.string(), name: z.string(), value: Decimal.nullable() })),
})
export type SnapshotFigure = z.infer<typeof SnapshotFigure>

export const getSnapshot = declareQuery({
  name: 'indicators.snapshot',
  label: '指标快照',
  may: staff,
  input: z.object({ snapshotId }),
  output: SnapshotRow.extend({
    seal: z.string().nullable(),
    /** The rows still have the seal of the signature; null before it. */
    intact: z.boolean().nullable(),
    withoutBelow: z.string().nullable(),
    withdrawnBecause: z.string().nullable(),
    mine: z.boolean(),
    /** Places of the next level without a signed snapshot of this period. */
    unsignedBelow: z.array(z.string()),
    rows: z.array(SnapshotFigure),
    findings: z.array(z.object({ no: z.number().int(), kind: keysOf(findingKinds), figure: z.string(), says: z.string(), explained: z.string().nullable(), explainedByName: z.string().nullable() })),
  }),
})

/** Each frozen figure beside what the records say of the same day now. Asked by itself: the page of what was frozen does not wait for a count over everybody. */
export const compareSnapshot = declareQuery({
  name: 'indicators.snapshotNow',
  label: '快照与现在重算的对照',
  may: staff,
  input: z.object({ snapshotId }),
  output: z.object({
    figures: z.array(
      z.object({
        figure: z.string(),
        /** What the records say of that day now; null where they cannot. */
        now: Decimal.nullable(),
        /** How far corrections have moved it since; null where nothing moved. */
        moved: Decimal.nullable(),
        /** The definition is another one than when it was frozen: the two must not be compared. */
        redefined: z.boolean(),
      }),
    ),
  }),
})

export const makeSnapshot = declareAction({
  name: 'indicators.makeSnapshot',
  label: '制作快照',
  may: ['talentOffice'],
  input: z.object({ period: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, '期间写作 2026 或 2026-10') }),
  output: z.object({ snapshotId, figures: z.number().int(), findings: z.number().int() }),
  refusals: { notOver: '期间还没有结束', alreadyThere: '这一期已有一份快照；要重做，先作废', importRunning: '有批量导入正在写库，数还在变，请等它结束' },
})

export const explainFinding = declareAction({
  name: 'indicators.explainFinding',
  label: '说明疑点',
  may: ['talentOffice'],
  input: z.object({ snapshotId, no: OrdinalField, words: reason(4, '请说明原因，至少 4 个字') }),
  output: z.object({ open: z.number().int() }),
  refusals: { notDrafted: '快照已经核对或作废', noSuchFinding: '没有这条疑点' },
})

export const checkSnapshot = declareAction({
  name: 'indicators.checkSnapshot',
  label: '核对无误',
  may: ['talentOffice'],
  input: z.object({ snapshotId }),
  output: z.object({ figures: z.number().int() }),
  refusals: { notDrafted: '快照已经核对或作废', unexplained: '还有没说明的疑点' },
})

export const signSnapshot = declareAction({
  name: 'indicators.signSnapshot',
  label: '签发',
  may: ['leader', 'talentOffice'],
  /** Why it is signed though places below have not: left out where all have. */
  input: z.object({ snapshotId, withoutBelow: reason(4, '请写明先行签发的理由').optional() }),
  output: z.object({ seal: z.string() }),
  refusals: { notChecked: '快照还没有核对，或已经签发、作废', sameHand: '制作人不能签发自己的快照，换一个账号也不行', belowUnsigned: '下级还没有全部签发；确需先行签发的，请写明理由' },
})

export const withdrawSnapshot = declareAction({
  name: 'indicators.withdrawSnapshot',
  label: '作废',
  may: ['talentOffice'],
  input: z.object({ snapshotId, reason: reason(4, '请写明作废的理由') }),
  output: z.object({}),
  refusals: { notOpen: '已签发的快照不能作废' },
})
