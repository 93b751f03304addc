/**
 * The part of the core that runs in a browser: reading, judging, combining and asking, without a file, a thread or a database. The same
 * modules as index.ts, so that what is computed there is what the house would say.
 */
export { askingOf, type Asking } from './ask/asking.ts'
export { nextQuestion, rarely, type NextQuestion, type Topic, type Standing } from './ask/next.ts'
export { evenPrior, type Prior } from './ask/prior.ts'
export { explain, type Explanation } from './explain/explain.ts'
export { readEdition } from './measure/read.ts'
export type { Edition } from './measure/edition.ts'
export { outcomeFrom, portfolio, type Grant, type Portfolio } from './portfolio/portfolio.ts'
export { readVocabulary } from './vocabulary/read.ts'
export { scopeOf, type Fact, type Vocabulary } from './vocabulary/vocabulary.ts'
export { FactProblem, readValue, type Facts, type FactValue } from './vocabulary/facts.ts'
