import { adjustmentHandlers } from './adjustment-actions.ts'
import { settlementHandlers } from './settlement-actions.ts'
import { yearHandlers } from './year-actions.ts'

export const budgetYearHandlers = [...yearHandlers, ...adjustmentHandlers, ...settlementHandlers]
