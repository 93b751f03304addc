import { catalogueHandlers } from './actions.ts'
import { cardHandlers } from './cards/actions.ts'
import { recheckHandlers } from './rechecks/actions.ts'

export const recognitionHandlers = [...catalogueHandlers, ...recheckHandlers, ...cardHandlers]
