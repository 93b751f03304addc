import type { ReactNode } from 'react'
import { useMe } from '../../../kit/hooks.ts'

/** What only the talent office does is not shown to others: the button before the verb's own has no verb to ask. */
export const KeepersOnly = ({ children }: { children: ReactNode }) => (useMe().data?.duty?.role === 'talentOffice' ? children : null)
/** And what only the city's does. */
export const CityOnly = ({ children }: { children: ReactNode }) => {
  const duty = useMe().data?.duty
  return duty?.role === 'talentOffice' && duty.placeCode?.length === 4 ? children : null
}
export const DesksOnly = ({ children }: { children: ReactNode }) => (['talentOffice', 'windowClerk'].includes(useMe().data?.duty?.role ?? '') ? children : null)
