import { casePhonePages } from '../cases/ui/phone-pages.ts'
import { fundPhonePages } from '../fund/ui/phone-pages.ts'
import { deliveryPhonePages } from '../modules/delivery/ui/phone-pages.ts'
import { clerkPhonePages } from '../modules/clerks/ui/phone-pages.ts'
import { demandPhonePages } from '../modules/demand/ui/phone-pages.ts'
import { housingPhonePages } from '../modules/housing/ui/phone-pages.ts'
import { messagePhonePages } from '../modules/messages/ui/phone-pages.ts'
import { recognitionPhonePages } from '../modules/recognition/ui/phone-pages.ts'
import { satisfactionPhonePages } from '../modules/satisfaction/ui/phone-pages.ts'
import { servicePhonePages } from '../modules/service/ui/phone-pages.ts'
import { storyPhonePages } from '../modules/stories/ui/phone-pages.ts'
import { trainingPhonePages } from '../modules/training/ui/phone-pages.ts'
import { portalPhonePages } from '../portal/ui/phone-pages.ts'
import { accessPhonePages } from './access/phone-pages.ts'
import { officePhonePages } from './office/phone-pages.ts'
import type { PageEntry } from '../kit/navigation.ts'

/** Composition only: every page of the portal. The desks' table (pages.ts) and the list of what their pages are made of come when a desk is opened. */
export const phonePages: readonly PageEntry[] = [...accessPhonePages, ...portalPhonePages, ...casePhonePages, ...fundPhonePages, ...trainingPhonePages, ...clerkPhonePages, ...demandPhonePages, ...recognitionPhonePages, ...messagePhonePages, ...deliveryPhonePages, ...servicePhonePages, ...satisfactionPhonePages, ...storyPhonePages, ...housingPhonePages, ...officePhonePages]
