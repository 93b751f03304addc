import { awardHandlers } from './awards/actions.ts'
import { budgetHandlers } from './budget-actions.ts'
import { budgetYearHandlers } from './budget/index.ts'
import { inquiryHandlers } from './inquiry-actions.ts'
import { payeeHandlers } from './payee-actions.ts'
import { payeeChangeHandlers } from './payees/actions.ts'
import { paymentHandlers } from './payment-actions.ts'
import { recoveryHandlers } from './recovery/actions.ts'
import { claimHandlers } from './recovery/claim-actions.ts'
import { sheetHandlers } from './sheets/actions.ts'
import { taxHandlers } from './tax/actions.ts'
import { teamHandlers } from './team/actions.ts'

export const fundHandlers = [...budgetHandlers, ...budgetYearHandlers, ...paymentHandlers, ...inquiryHandlers, ...payeeHandlers, ...payeeChangeHandlers, ...taxHandlers, ...awardHandlers, ...recoveryHandlers, ...claimHandlers, ...teamHandlers, ...sheetHandlers]
