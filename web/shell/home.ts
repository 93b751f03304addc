import type { Role } from '../../kernel/org/roles.ts'
import { pages } from '../pages.ts'

/** Where each duty begins its day; the first page of its menu where none is named. */
const homes: Partial<Record<Role, string>> = { talent: '/my', employerClerk: '/employer', leader: '/figures', windowClerk: '/queue', reviewer: '/queue', financeMaker: '/fund', financeChecker: '/fund' }

export const homeOf = (role: Role): string => {
  const wanted = homes[role]
  if (wanted && pages.some((page) => page.path === wanted)) return wanted
  return pages.find((page) => page.menu && page.roles !== 'public' && page.roles.includes(role))?.path ?? '/sign-in'
}
