import { z } from 'zod'
import { declareList } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { staff } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'

/** 时限：临期提醒办理机构，超期告知负责人，补正将到期提醒申报人，逾期未补正的视为撤回。 */

/** Working days before a step is due that its office is told. */
export const warnDays = 1
/** Working days before a supplement is due that the applicant is told. */
export const supplementWarnDays = 3

export const lapseSupplements = declareJob({ name: 'cases.lapseSupplements', label: '逾期未补正', payload: z.unknown() })
export const watchSteps = declareJob({ name: 'cases.watchSteps', label: '临期提醒与超期催办', payload: z.unknown() })

export const reminderKinds = { stepSoon: '将到期', stepLate: '已超期', supplementSoon: '补正将到期', lapsed: '逾期未补正' } as const

/** What this actor was told: an office of its own steps, a head of those below him that are late, an applicant of his supplement. */
export const listReminders = declareList({
  name: 'cases.reminders',
  label: '催办提醒',
  may: [...staff, 'employerClerk', 'talent'],
  filters: z.object({ kind: z.enum(['stepSoon', 'stepLate', 'supplementSoon', 'lapsed']).optional(), open: z.enum(['yes', 'no']).optional() }),
  row: z.object({
    id: IdField('reminder'),
    caseId: IdField('case'),
    number: z.string(),
    title: z.string(),
    holderName: z.string(),
    kind: z.enum(['stepSoon', 'stepLate', 'supplementSoon', 'lapsed']),
    says: z.string(),
    dueOn: PlainDateField,
    toldOn: PlainDateField,
    /** What it is about still waits. */
    open: z.boolean(),
  }),
  columns: { number: '办件编号', title: '事项', holderName: '申报对象', kind: '提醒', says: '内容', dueOn: '到期日', toldOn: '告知日' },
  words: { kind: reminderKinds },
  sorts: ['-toldOn', 'dueOn', 'number'],
})
