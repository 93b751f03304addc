import { budgetHandlers } from './budget-actions.ts'
import { budgetYearHandlers } from './budget/index.ts'
import { inquiryHandlers } from './inquiry-actions.ts'
import { payeeHandlers } from './payee-actions.ts'
import { paymentHandlers } from './payment-actions.ts'

export const fundHandlers = [...budgetHandlers, ...budgetYearHandlers, ...paymentHandlers, ...inquiryHandlers, ...payeeHandlers]
