import { z } from 'zod'
import { declareAction, declareList } from '../../action.ts'
import { declareJob } from '../../jobs/declare.ts'
import { IdField, InstantField, PlainDateField } from '../../types.ts'

/** 查看预警: somebody looked at whole identity numbers in a way that wants an explanation. It stands until one is written down. */

const officers = ['securityOfficer', 'auditOfficer'] as const
/** From how many on, in one day of one account. */
export const alarmAt = { many: 15, night: 3, places: 3 } as const
export const alarmWords = { many: `一天里查看 ${alarmAt.many} 次以上`, night: `深夜（22 时至 6 时）查看 ${alarmAt.night} 次以上`, places: `一天里查看 ${alarmAt.places} 个以上区县的人` } as const
export type AlarmKind = keyof typeof alarmWords
export const alarmStates = { open: '待核实', closed: '已销号' } as const

export const AlarmRow = z.object({
  id: IdField('revealAlarm'),
  day: PlainDateField,
  accountName: z.string(),
  role: z.string(),
  kind: z.enum(Object.keys(alarmWords) as [AlarmKind]),
  count: z.number(),
  raisedAt: InstantField,
  state: z.enum(Object.keys(alarmStates) as [keyof typeof alarmStates]),
  acknowledgedByName: z.string().nullable(),
  finding: z.string().nullable(),
})
export const listAlarms = declareList({
  name: 'audit.alarms',
  label: '查看预警',
  may: officers,
  filters: z.object({ state: z.enum(Object.keys(alarmStates) as [keyof typeof alarmStates]).optional() }),
  row: AlarmRow,
  columns: { day: '日期', accountName: '谁', kind: '情形', count: '次数', state: '状态', acknowledgedByName: '核实人', finding: '核实结论' },
  words: { kind: alarmWords, state: alarmStates },
  sorts: ['-raisedAt', 'raisedAt'],
})
export const acknowledgeAlarm = declareAction({
  name: 'audit.acknowledgeAlarm',
  label: '销号',
  may: officers,
  input: z.object({ alarmId: IdField('revealAlarm'), finding: z.string().trim().min(6, '请写明向谁核实、结论如何').max(300) }),
  output: z.object({}),
  refusals: { already: '已经销号' },
})
export const raiseAlarms = declareJob({ name: 'audit.raiseAlarms', label: '查看预警', payload: z.unknown() })
