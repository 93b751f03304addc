import { awardHandlers } from './awards/actions.ts'
import { budgetHandlers } from './budget-actions.ts'
import { budgetYearHandlers } from './budget/index.ts'
import { doubleHandlers } from './doubles/actions.ts'
import { inquiryHandlers } from './inquiry-actions.ts'
import { payeeHandlers } from './payee-actions.ts'
import { paymentHandlers } from './payment-actions.ts'
import { recoveryHandlers } from './recovery/actions.ts'
import { claimHandlers } from './recovery/claim-actions.ts'
import { teamHandlers } from './team/actions.ts'

export const fundHandlers = [...budgetHandlers, ...budgetYearHandlers, ...paymentHandlers, ...inquiryHandlers, ...payeeHandlers, ...awardHandlers, ...recoveryHandlers, ...claimHandlers, ...doubleHandlers, ...teamHandlers]
