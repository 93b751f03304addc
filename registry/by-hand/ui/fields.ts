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

/** What the form holds, as the wire says it: what was left empty is null. */
export const wireOf = (kind: EntryKind, values: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> => ({
  kind,
  ...Object.fromEntries(formFields[kind].map(({ name }) => [name, values?.[name] === undefined || values[name] === '' ? null : values[name]])),
})
