import { ColumnCity, readEdition, scopeOf, type Edition } from '../policy/index.ts'
import { emptyVocabulary } from '../policy/vocabulary/vocabulary.ts'
import type { Prepared } from './feel.ts'
import { valueJson } from './json.ts'

const shell = `measure: expression
title: 表达式
document: { number: 无 }
stage: 引进
for: person
inForce: { from: 0001-01-01 }
conditions: [{ says: 表达式, rule: "true" }]
gives: [{ kind: status, what: 成立 }]
`
let template: Edition | undefined

/**
 * One expression asked of the column engine: a city of one person who has these facts. What is true, false or unknown is a condition and goes
 * through the planner and its kernels; any other value is computed from what the columns hold of the row.
 */
export async function valueInColumns({ expr, vocabulary, context }: Prepared, on: string): Promise<string> {
  const city = new ColumnCity(vocabulary)
  try {
    city.put([{ id: 'one', place: null, facts: context }])
    if (expr.type.kind !== 'boolean') return valueJson(city.value(expr, 'one', on), expr.type)
    template ??= readEdition('expression', shell, scopeOf(emptyVocabulary)).edition
    const [condition] = template?.conditions ?? []
    if (!template || !condition) throw new Error('the shell of an expression does not read')
    const [standing] = await city.watch([{ ...template, conditions: [{ ...condition, expr }] }], on, new Map())
    return standing?.eligible === 1 ? 'true' : standing?.unknown === 1 ? 'null' : 'false'
  } finally {
    await city.close()
  }
}
