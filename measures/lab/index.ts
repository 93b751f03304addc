import { checkHandlers } from './check-actions.ts'
import { draftHandlers } from './draft-actions.ts'
import { scenarioHandlers } from './scenario-actions.ts'

/** 政策实验室: the verbs of this part of the desk, and its files. */
export const labHandlers = [...draftHandlers, ...checkHandlers, ...scenarioHandlers]
export { labStreams } from './streams.ts'
