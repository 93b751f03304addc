import { checkHandlers } from './check-actions.ts'
import { draftHandlers } from './draft-actions.ts'
import { scenarioHandlers } from './scenario-actions.ts'
import { vocabularyHandlers } from './vocabulary-actions.ts'

/** 政策实验室: the verbs of this part of the desk, and its files. */
export const labHandlers = [...draftHandlers, ...checkHandlers, ...scenarioHandlers, ...vocabularyHandlers]
export { rowsExportable } from './rows-export.ts'
export { labStreams } from './streams.ts'
