import { z } from 'zod'
import { readPatentNumber } from '../../kernel/codes/patent-number.ts'
import { FenField, PlainDateField, type PlainDate } from '../../kernel/types.ts'

/** The four kinds of records that are entered by hand: their fields, and what must hold between them. Runs in the browser too. */

export const projectLevels = ['国家级', '省级', '市级', '县级', '横向'] as const
export const projectRoles = ['主持', '参与'] as const
export const patentKinds = ['发明', '实用新型', '外观设计'] as const
export const patentStates = ['申请', '授权', '失效'] as const
export const contestLevels = ['世界级', '国家级', '省级', '市级', '县级'] as const

const words = (label: string, least: number, most: number) => z.string({ error: `请填写${label}` }).trim().min(least, `请填写${label}，至少 ${least} 个字`).max(most, `${label}最多 ${most} 个字`)
const perhaps = (label: string, most: number) => words(label, 1, most).nullable()
const choice = <const T extends readonly [string, ...string[]]>(label: string, among: T) => z.enum(among, { error: `请选择${label}` })
const day = PlainDateField.nullable()
const rank = z.number({ error: '排名应为数字' }).int('排名应为整数').min(1, '排名从 1 起').max(999, '排名最大 999').nullable()

export const ProjectEntry = z.object({
  kind: z.literal('project'),
  name: words('项目名称', 2, 200),
  number: perhaps('项目编号', 60),
  level: choice('层级', projectLevels),
  grantor: perhaps('立项机关', 100),
  role: choice('主持或参与', projectRoles),
  rank,
  amountFen: FenField.nullable(),
  startedOn: day,
  endedOn: day,
})
export const PatentEntry = z.object({
  kind: z.literal('patent'),
  name: words('专利名称', 2, 200),
  patentKind: choice('种类', patentKinds),
  number: words('专利号或申请号', 4, 40),
  status: choice('法律状态', patentStates),
  rank,
  appliedOn: day,
  grantedOn: day,
})
export const ContestEntry = z.object({
  kind: z.literal('contest'),
  name: words('竞赛名称', 2, 100),
  edition: perhaps('届次', 40),
  level: choice('层级', contestLevels),
  award: words('奖次', 1, 40),
  rank,
  heldOn: day,
})
export const PostEntry = z.object({
  kind: z.literal('part_time_post'),
  organisation: words('兼职机构', 2, 100),
  post: words('职务', 1, 60),
  startedOn: day,
  endedOn: day,
})
export const Entry = z.discriminatedUnion('kind', [ProjectEntry, PatentEntry, ContestEntry, PostEntry])
export type Entry = z.output<typeof Entry>
export type EntryKind = Entry['kind']

export const entryKindNames = ['project', 'patent', 'contest', 'part_time_post'] as const satisfies readonly EntryKind[]

export interface Problem {
  readonly field: string
  readonly says: string
}

/** Days of an entry that have happened when somebody says so. The end of a project or post may lie ahead. */
export const happenedDays = (entry: Entry): readonly (readonly [field: string, label: string, day: PlainDate | null])[] => {
  switch (entry.kind) {
    case 'project': return [['startedOn', '立项日期', entry.startedOn]]
    case 'patent': return [['appliedOn', '申请日期', entry.appliedOn], ['grantedOn', '授权公告日期', entry.grantedOn]]
    case 'contest': return [['heldOn', '举办日期', entry.heldOn]]
    case 'part_time_post': return [['startedOn', '起始日期', entry.startedOn]]
  }
}

/** What does not fit together in an entry that was said on this day, field by field; empty when all of it does. */
export const problemsOf = (entry: Entry, asOf: PlainDate): readonly Problem[] => [
  ...happenedDays(entry).flatMap(([field, label, on]) => (on !== null && on > asOf ? [{ field, says: `${label}不能晚于截至日期` }] : [])),
  ...own(entry),
]

const own = (entry: Entry): readonly Problem[] => {
  switch (entry.kind) {
    case 'project':
      return [...inOrder(entry, '结题日期不能早于立项日期'), ...(entry.amountFen !== null && entry.amountFen < 0n ? [{ field: 'amountFen', says: '经费不能为负' }] : [])]
    case 'part_time_post':
      return inOrder(entry, '终止日期不能早于起始日期')
    case 'contest':
      return []
    case 'patent':
      return patentProblems(entry)
  }
}

const inOrder = ({ startedOn, endedOn }: { startedOn: PlainDate | null; endedOn: PlainDate | null }, says: string): Problem[] => (startedOn !== null && endedOn !== null && endedOn < startedOn ? [{ field: 'endedOn', says }] : [])

const patentProblems = ({ number, patentKind, status, appliedOn, grantedOn }: z.output<typeof PatentEntry>): Problem[] => {
  const read = readPatentNumber(number)
  const problems: Problem[] = []
  if (!read.ok) problems.push({ field: 'number', says: read.problem })
  else if (read.value.kind !== undefined && read.value.kind !== patentKind) problems.push({ field: 'patentKind', says: `专利号是${read.value.kind}的号` })
  else if (read.value.year !== undefined && appliedOn !== null && Number(appliedOn.slice(0, 4)) !== read.value.year) problems.push({ field: 'appliedOn', says: `专利号是 ${read.value.year} 年申请的号` })
  if (status === '授权' && grantedOn === null) problems.push({ field: 'grantedOn', says: '已授权的请填写授权公告日期' })
  if (status === '申请' && grantedOn !== null) problems.push({ field: 'grantedOn', says: '还在申请的没有授权公告日期' })
  if (appliedOn !== null && grantedOn !== null && grantedOn < appliedOn) problems.push({ field: 'grantedOn', says: '授权公告日期不能早于申请日期' })
  return problems
}

type Column = string | number | null
/** An entry as its table holds it; a patent's number in its normal form, money as text. */
export const columnsOf = (entry: Entry): Readonly<Record<string, Column>> => {
  switch (entry.kind) {
    case 'project':
      return { name: entry.name, number: entry.number, level: entry.level, grantor: entry.grantor, role: entry.role, rank: entry.rank, amount_fen: entry.amountFen === null ? null : String(entry.amountFen), started_on: entry.startedOn, ended_on: entry.endedOn }
    case 'patent': {
      const read = readPatentNumber(entry.number)
      return { name: entry.name, kind: entry.patentKind, number: read.ok ? read.value.number : entry.number, status: entry.status, rank: entry.rank, applied_on: entry.appliedOn, granted_on: entry.grantedOn }
    }
    case 'contest':
      return { name: entry.name, edition: entry.edition, level: entry.level, award: entry.award, rank: entry.rank, held_on: entry.heldOn }
    case 'part_time_post':
      return { organisation: entry.organisation, post: entry.post, started_on: entry.startedOn, ended_on: entry.endedOn }
  }
}

/** By which columns two rows of one person are the same thing. */
export const sameBy: Readonly<Record<EntryKind, readonly string[]>> = {
  project: ['name', 'number', 'started_on'],
  patent: ['number'],
  contest: ['name', 'edition', 'award'],
  part_time_post: ['organisation', 'post', 'started_on'],
}

/** The same back: what a row of its table (`to_jsonb`, money as text) says. */
export const entryOf = (kind: EntryKind, row: Readonly<Record<string, unknown>>): Entry => {
  const { kind: patentKind, ...said } = row
  const own = kind === 'patent' ? { ...said, patent_kind: patentKind } : said
  return Entry.parse({ ...Object.fromEntries(Object.entries(own).map(([column, value]) => [column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value === '' ? null : value])), kind })
}
