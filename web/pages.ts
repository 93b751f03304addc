import { accessPages } from './access/pages.ts'
import { auditPages } from './audit/pages.ts'
import { officePages } from './office/pages.ts'
import { casePages } from '../cases/ui/pages.ts'
import { fundPages } from '../fund/ui/pages.ts'
import { indicatorPages } from '../indicators/ui/pages.ts'
import { labPages } from '../measures/lab/ui/pages.ts'
import { measurePages } from '../measures/ui/pages.ts'
import { demandPages } from '../modules/demand/ui/pages.ts'
import { deliveryPages } from '../modules/delivery/ui/pages.ts'
import { messagePages } from '../modules/messages/ui/pages.ts'
import { recognitionPages } from '../modules/recognition/ui/pages.ts'
import { trainingPages } from '../modules/training/ui/pages.ts'
import { portalPages } from '../portal/ui/pages.ts'
import { registryPages } from '../registry/ui/pages.ts'
import type { PageEntry } from '../kit/navigation.ts'

/** Composition only: every page of the house. */
export const pages: readonly PageEntry[] = [...accessPages, ...portalPages, ...casePages, ...measurePages, ...labPages, ...fundPages, ...registryPages, ...trainingPages, ...demandPages, ...indicatorPages, ...auditPages, ...recognitionPages, ...messagePages, ...deliveryPages, ...officePages]
