import { z } from 'zod'
import { declareAction } from '../../../kernel/action.ts'
import type { Role } from '../../../kernel/org/roles.ts'

/** 个人信息保护影响评估 and 处理活动记录 as a paper (个人信息保护法 第五十五、五十六条): what the house knows of itself is written, what only the operator can say is left blank. */

export const assessmentReaders = ['talentOffice', 'securityOfficer', 'auditOfficer'] as const satisfies readonly Role[]

export const takeAssessment = declareAction({
  name: 'office.takeAssessment',
  label: '生成影响评估报告',
  may: assessmentReaders,
  reach: 'all',
  shownOnce: true,
  input: z.object({}),
  /** `document`: a .docx, base64. `blanks`: how many places the operator has to fill. */
  output: z.object({ name: z.string(), document: z.string(), blanks: z.number().int() }),
  refusals: {},
})
