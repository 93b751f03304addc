/**
 * The policy core: a clause is a program. Data in, data out: no database, no clock. See README.md.
 */
export { readLibrary, checkLibrary, inForceOn, lastDayOf, allExpressions, type PolicyLibrary, type ReadOptions } from './library/read-library.ts'
export { runExamples, compareExample, exampleFacts, type ExampleResult } from './library/examples.ts'
export { readEdition } from './measure/read.ts'
export { lintEdition } from './measure/lint.ts'
export { payersOf } from './measure/payers.ts'
export type {
  Allocation, Alternative, Amount, Combine, CombineRule, Condition, Edition, Example, Give, GiveKind, Holder, Instalment, Limits, Obligation, Outcome, PathStage, Payee, Rule, Sameness, Schedule, ScheduleEvent, Stage, Step, StepKind, TimeLimit, Uplift, Voucher,
} from './measure/edition.ts'
export { explain, grossOf, type AlternativeAnswer, type ConditionAnswer, type Explanation, type ExplainOptions, type FactUsed, type GiveAnswer, type NearestMiss, type RulePart } from './explain/explain.ts'
export { stepsFor } from './explain/steps.ts'
export type { Library } from './explain/judge.ts'
export type { Change } from './explain/nearest.ts'
export { divideByShares, type PlannedPayment } from './explain/schedule.ts'
export { describe, type Description } from './explain/describe.ts'
export { readVocabulary } from './vocabulary/read.ts'
export { columnOf, emptyVocabulary, findFact, mergeVocabularies, scopeOf, type Fact, type SubjectKind, type Vocabulary } from './vocabulary/vocabulary.ts'
export { FactProblem, measureFact, readValue, strangeFacts, Subject, type Facts, type FactValue, type Provenance } from './vocabulary/facts.ts'
export { checkExpression } from './language/check.ts'
export { compile, isDecimal, type Surroundings } from './language/evaluate.ts'
export { factsOf, measuresOf, type Expr } from './language/expression.ts'
export { words, valueWords } from './language/words.ts'
export { formatDecimal, formatFen, parseDecimal, yuanToFen, fenToYuan, type Decimal } from './language/decimal.ts'
export type { Diagnostic, Finding } from './language/diagnostic.ts'
export { typeWords, type Known, type Type, type Value, type WorkCalendar } from './language/type.ts'
export { applicationDay, type Scope } from './language/scope.ts'
export { functionNames } from './language/check-call.ts'
export { ReferenceCity } from './columns/reference.ts'
export type {
  City, Dimension, DraftAnswer, Entry, Group, OutcomeChange, Plan, PlannedCondition, RowsAnswer, RowsQuestion, Standing, Tally, WhatIfAnswer, WhatIfQuestion, YearOfMoney,
} from './columns/question.ts'
export { atomsOf, type Atom, type AtomTest } from './columns/atoms.ts'
export { compileSql, compileExpression, type CompileOptions, type CompiledSql } from './sql/compile.ts'
export { postgres, type Dialect } from './sql/dialect.ts'
export { duckdb } from './sql/duckdb/dialect.ts'
export { duckdbRelationOf } from './sql/duckdb/relation.ts'
