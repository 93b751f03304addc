import { checkHandlers } from './check-actions.ts'
import { draftHandlers } from './draft-actions.ts'

/** 政策实验室: the verbs of this part of the desk. */
export const labHandlers = [...draftHandlers, ...checkHandlers]
