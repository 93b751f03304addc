import type { May } from '../action.ts'
import { roles, type Role } from './roles.ts'

/**
 * How far a duty reaches with a verb. What is asked of the database is row-level security's to answer; this is the word for it, read by the
 * table of permissions. A verb says so only where it differs from what the duty reaches anyhow; server/reach.test.ts drives a sample against each word.
 */
export const reaches = {
  own: '本人',
  employer: '本单位',
  case: '经手的办件',
  department: '本辖区本部门',
  place: '本辖区',
  served: '本辖区，人才限所服务的',
  all: '全市公开',
  house: '系统与日志',
} as const
export type Reach = keyof typeof reaches

const usual: Record<Role, Reach> = {
  talent: 'own',
  employerClerk: 'employer',
  windowClerk: 'place',
  reviewer: 'place',
  talentOffice: 'place',
  trainingOfficer: 'place',
  financeMaker: 'place',
  financeChecker: 'place',
  specialist: 'served',
  leader: 'place',
  systemOfficer: 'house',
  securityOfficer: 'house',
  auditOfficer: 'house',
}

/** Differing reaches of a verb: one word for every duty that may use it, or a word a duty. */
export type DeclaredReach = Reach | Partial<Record<Role, Reach>>

export const reachOf = ({ may, reach }: { may: May; reach?: DeclaredReach | undefined }, role: Role): Reach => {
  if (typeof reach === 'string') return reach
  return reach?.[role] ?? (may === 'public' ? 'all' : usual[role])
}

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)
