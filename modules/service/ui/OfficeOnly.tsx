import type { ReactNode } from 'react'
import { useMe } from '../../../kit/hooks.ts'

/** What only the talent office does is not shown to others: the button before the verb's own has no verb to ask. */
export const OfficeOnly = ({ children }: { children: ReactNode }) => (useMe().data?.duty?.role === 'talentOffice' ? children : null)
