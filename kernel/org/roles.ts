/**
 * The duties that a person can take up, as the city's organisation knows them. Which verbs a duty may use stands beside each verb
 * (`may` in declareAction); which rows it reaches is the place of the duty, held by row-level security.
 */
export const roles = {
  talent: '人才',
  employerClerk: '单位经办人',
  windowClerk: '乡镇街道窗口',
  reviewer: '审核人员',
  talentOffice: '人才办',
  trainingOfficer: '继续教育管理员',
  financeMaker: '资金经办',
  financeChecker: '资金复核',
  specialist: '服务专员',
  leader: '领导',
  systemOfficer: '系统管理员',
  securityOfficer: '安全保密员',
  auditOfficer: '审计员',
} as const

export type Role = keyof typeof roles

/** What somebody may in the team of an employer: keep its accounts, file its cases, or look. */
export const grades = { administrator: '管理员', clerk: '经办人', viewer: '查看' } as const
export type Grade = keyof typeof grades
export const gradeNames = ['administrator', 'clerk', 'viewer'] as const satisfies readonly Grade[]

/** Everybody with a desk in an office: sees the rows of his place. The three officers are not among them. */
export const staff = ['windowClerk', 'reviewer', 'talentOffice', 'trainingOfficer', 'financeMaker', 'financeChecker', 'specialist', 'leader'] as const satisfies readonly Role[]

/** Everybody who signed in for business, the three officers excluded. */
export const everyone = ['talent', 'employerClerk', ...staff] as const satisfies readonly Role[]

/** Who signs in with two factors: every desk of an office, and the three officers. The public signs in with what it has. */
export const twoFactorRoles: readonly Role[] = [...staff, 'systemOfficer', 'securityOfficer', 'auditOfficer']
