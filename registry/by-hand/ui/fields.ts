import { contestLevels, patentKinds, patentStates, projectLevels, projectRoles, type EntryKind } from '../kinds.ts'

/** The form of each kind, in the order in which a paper says it. */
export type FormField = { readonly name: string; readonly label: string; readonly needed?: boolean; readonly extra?: string } & (
  | { readonly type: 'text'; readonly most: number; readonly hint?: string }
  | { readonly type: 'choice'; readonly among: readonly string[] }
  | { readonly type: 'day' | 'rank' | 'money' }
)

export const formFields: Readonly<Record<EntryKind, readonly FormField[]>> = {
  project: [
    { name: 'name', label: '项目名称', type: 'text', most: 200, needed: true },
    { name: 'number', label: '项目编号', type: 'text', most: 60 },
    { name: 'level', label: '层级', type: 'choice', among: projectLevels, needed: true },
    { name: 'grantor', label: '立项机关', type: 'text', most: 100 },
    { name: 'role', label: '主持或参与', type: 'choice', among: projectRoles, needed: true },
    { name: 'rank', label: '本人排名', type: 'rank' },
    { name: 'amountFen', label: '立项经费（元）', type: 'money' },
    { name: 'startedOn', label: '立项日期', type: 'day' },
    { name: 'endedOn', label: '结题日期', type: 'day', extra: '在研的填计划结题日期，或不填' },
  ],
  patent: [
    { name: 'name', label: '专利名称', type: 'text', most: 200, needed: true },
    { name: 'patentKind', label: '种类', type: 'choice', among: patentKinds, needed: true },
    { name: 'number', label: '专利号或申请号', type: 'text', most: 40, needed: true, hint: 'ZL 202110012345.6', extra: '按校验码核对；国外专利以国别代码开头，如 US、WO' },
    { name: 'status', label: '法律状态', type: 'choice', among: patentStates, needed: true },
    { name: 'rank', label: '发明人排名', type: 'rank' },
    { name: 'appliedOn', label: '申请日期', type: 'day' },
    { name: 'grantedOn', label: '授权公告日期', type: 'day', extra: '已授权的必填' },
  ],
  contest: [
    { name: 'name', label: '竞赛名称', type: 'text', most: 100, needed: true },
    { name: 'edition', label: '届次', type: 'text', most: 40, hint: '第三届' },
    { name: 'level', label: '层级', type: 'choice', among: contestLevels, needed: true },
    { name: 'award', label: '奖次', type: 'text', most: 40, needed: true, hint: '一等奖' },
    { name: 'rank', label: '名次', type: 'rank', extra: '不排名的不填' },
    { name: 'heldOn', label: '举办日期', type: 'day' },
  ],
  part_time_post: [
    { name: 'organisation', label: '兼职机构', type: 'text', most: 100, needed: true },
    { name: 'post', label: '职务', type: 'text', most: 60, needed: true },
    { name: 'startedOn', label: '起始日期', type: 'day' },
    { name: 'endedOn', label: '终止日期', type: 'day', extra: '还在任的不填' },
  ],
}

/** What stands in the fields, as it was typed, by their names; `source` and `asOf` beside them. */
export type Typed = Readonly<Record<string, string>>

/** What was typed, as the wire says it: what was left empty is null, full-width figures are figures, money is in fen. */
export const wireOf = (kind: EntryKind, typed: Typed): Record<string, unknown> => ({ kind, ...Object.fromEntries(formFields[kind].map(({ name, type }) => [name, wireValue(type, (typed[name] ?? '').trim())])) })

const wireValue = (type: FormField['type'], text: string): unknown => {
  if (text === '') return null
  if (type === 'rank') return Number(text.normalize('NFKC'))
  if (type !== 'money') return text
  const [, yuan = '', fen = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replaceAll(',', '')) ?? []
  return yuan === '' ? text : String(BigInt(yuan) * 100n + BigInt(fen.padEnd(2, '0')))
}

/** The same back, to be amended. */
export const typedOf = (kind: EntryKind, wire: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    formFields[kind].map(({ name, type }) => {
      const value = wire[name]
      if (typeof value !== 'string' && typeof value !== 'number') return [name, '']
      return [name, type === 'money' ? yuanOf(BigInt(value)) : String(value)]
    }),
  )

const yuanOf = (fen: bigint): string => (fen % 100n === 0n ? String(fen / 100n) : `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`)
