import { auditPages } from './audit/pages.ts'
import { officePages } from './office/pages.ts'
import { casePages } from '../cases/ui/pages.ts'
import { fundPages } from '../fund/ui/pages.ts'
import { indicatorPages } from '../indicators/ui/pages.ts'
import { labPages } from '../measures/lab/ui/pages.ts'
import { measurePages } from '../measures/ui/pages.ts'
import { trainingPages } from '../modules/training/ui/pages.ts'
import { portalPages } from '../portal/ui/pages.ts'
import { registryPages } from '../registry/ui/pages.ts'
import { staff } from '../kernel/org/roles.ts'
import type { PageEntry } from '../kit/navigation.ts'

const shellPages: readonly PageEntry[] = [{ path: '/second-factor', frame: 'staff', roles: [...staff, 'systemOfficer', 'securityOfficer', 'auditOfficer'], load: async () => (await import('./shell/SecondFactorPage.tsx')).SecondFactorPage }]

/** Composition only: every page of the house. */
export const pages: readonly PageEntry[] = [...shellPages, ...portalPages, ...casePages, ...measurePages, ...labPages, ...fundPages, ...registryPages, ...trainingPages, ...indicatorPages, ...auditPages, ...officePages]
