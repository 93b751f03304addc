import { budgetHandlers } from './budget-actions.ts'
import { budgetYearHandlers } from './budget/index.ts'
import { paymentHandlers } from './payment-actions.ts'

export const fundHandlers = [...budgetHandlers, ...budgetYearHandlers, ...paymentHandlers]
