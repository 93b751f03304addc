import { budgetHandlers } from './budget-actions.ts'
import { paymentHandlers } from './payment-actions.ts'

export const fundHandlers = [...budgetHandlers, ...paymentHandlers]
