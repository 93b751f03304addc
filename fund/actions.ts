import { awardHandlers } from './awards/actions.ts'
import { budgetHandlers } from './budget-actions.ts'
import { recoveryHandlers } from './recovery/actions.ts'
import { claimHandlers } from './recovery/claim-actions.ts'
import { teamHandlers } from './team/actions.ts'
import { paymentHandlers } from './payment-actions.ts'

export const fundHandlers = [...budgetHandlers, ...paymentHandlers, ...awardHandlers, ...recoveryHandlers, ...claimHandlers, ...teamHandlers]
