import { everyone } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'

const account = async () => (await import('../account/AccountPage.tsx')).AccountPage

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const accessPhonePages: readonly PageEntry[] = [
  { path: '/my/security', frame: 'portal', roles: everyone.filter((role) => role === 'talent'), load: account },
]
