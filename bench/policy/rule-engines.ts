import { evaluateExpressionSync, ZenEngine } from '@gorules/zen-engine'
import { evaluate as feelin } from 'feelin'
import { LogicEngine } from 'json-logic-engine'
import { z } from 'zod'
import { factValue, facts } from './facts.ts'
import type { BenchMeasures, Shape, Test } from './measures.ts'
import { checkAnswers, fastest, rawsOf, type PeerFigure } from './peer.ts'

/** One person as an object of small numbers, which all of these engines read fastest; null where a fact is not known. */
type Context = Record<string, number | boolean | string | null>
const key = (f: number): string => `f${f}`
const isFlag = (f: number): boolean => facts[f]?.drawn.kind === 'flag'

function contextOf(raws: readonly number[]): Context {
  return Object.fromEntries(raws.map((raw, f) => [key(f), raw === -1 ? null : isFlag(f) ? raw === 1 : raw]))
}

const contexts = (people: number): Context[] => Array.from({ length: people }, (_, i) => contextOf(rawsOf(i)))

const written = (shape: Shape, test: (test: Test) => string): string => shape.map((tests) => `(${tests.map(test).join(' or ')})`).join(' and ')

/** It stops at a comparison with null: an unknown is −1 for it, which no test admits. */
const zenTest = (test: Test, of = ''): string => {
  const name = of + key(test.fact)
  if (test.members) return test.members.length === 1 ? `${name} == ${test.members[0]}` : `${name} in [${test.members.join(', ')}]`
  return test.low === undefined ? `(${name} >= 0 and ${name} <= ${test.high})` : `${name} >= ${test.low}`
}
const zenContext = (raws: readonly number[]): Context => Object.fromEntries(raws.map((raw, f) => [key(f), raw]))

const ZenAnswer = z.object({ people: z.array(z.record(z.string(), z.unknown())) })

/** GoRules: one decision with an expression a measure, over people in batches by its own loop, or one by one. */
export async function zenFigure(measures: BenchMeasures, people: number): Promise<PeerFigure> {
  const graph = (loop: boolean) => ({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      {
        id: 'all', type: 'expressionNode', name: 'all', position: { x: 1, y: 0 },
        content: {
          expressions: measures.shapes.map((shape, m) => ({ id: `m${m}`, key: `m${m}`, value: written(shape, (test) => zenTest(test)) })),
          passThrough: false, inputField: loop ? 'people' : null, outputPath: loop ? 'people' : null, executionMode: loop ? 'loop' : 'single',
        },
      },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
    ],
    edges: [{ id: 'e1', type: 'edge', sourceId: 'in', targetId: 'all' }, { id: 'e2', type: 'edge', sourceId: 'all', targetId: 'out' }],
  })
  const engine = new ZenEngine()
  try {
    const loop = engine.createDecision(Buffer.from(JSON.stringify(graph(true))))
    const single = engine.createDecision(Buffer.from(JSON.stringify(graph(false))))
    const subjects = Array.from({ length: people }, (_, i) => zenContext(rawsOf(i)))
    const batched = (size: number) => async (): Promise<void> => {
      for (let from = 0; from < people; from += size) await loop.evaluate({ people: subjects.slice(from, from + size) })
    }
    const each = measures.shapes.map((shape) => written(shape, (test) => zenTest(test, '#.')))
    const mapped = `map(people, [${each.join(', ')}])`
    const counted = `[${each.map((rule) => `count(people, ${rule})`).join(', ')}]`
    const forms = [
      { form: 'loop over 100', run: batched(100) },
      { form: 'loop over 1,000', run: batched(1000) },
      { form: 'one expression, map over 1,000', run: () => { for (let from = 0; from < people; from += 1000) evaluateExpressionSync(mapped, { people: subjects.slice(from, from + 1000) }) } },
      { form: 'one expression, counts over 1,000', run: () => { for (let from = 0; from < people; from += 1000) evaluateExpressionSync(counted, { people: subjects.slice(from, from + 1000) }) } },
      { form: 'one by one', run: async () => { for (const subject of subjects) await single.evaluate(subject) } },
    ]
    let best = { form: '', ms: Infinity }
    for (const { form, run } of forms) {
      const ms = await fastest(2, run)
      if (ms < best.ms) best = { form, ms }
    }
    const check = await checkAnswers(measures, async (raws) => {
      const { result } = await loop.evaluate({ people: raws.map(zenContext) })
      return ZenAnswer.parse(result).people.map((one) => measures.shapes.map((_, m) => truth(one[`m${m}`])))
    })
    return { peer: '@gorules/zen-engine', form: best.form, people, threads: 1, ms: best.ms, threeValued: false, ...check }
  } finally {
    engine.dispose()
  }
}

const truth = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)

/** A value as a form or a registry gives it: 硕士研究生, 2024-07-01, yuan; what the rule is written in too. */
function plain(f: number, raw: number): string | number | boolean | null {
  const value = factValue(f, raw)
  const isMoney = facts[f]?.drawn.kind === 'money'
  return typeof value === 'string' ? (isMoney ? Number(value) : value) : typeof value === 'number' || typeof value === 'boolean' ? value : null
}

type Write = (f: number, raw: number) => string | number | boolean | null

const logicTest = (write: Write) => (test: Test): object => {
  const name = { var: key(test.fact) }
  if (isFlag(test.fact)) return { '===': [name, test.members?.[0] === 1] }
  if (test.members) return { in: [name, test.members.map((member) => write(test.fact, member))] }
  return test.low === undefined ? { '<=': [name, write(test.fact, test.high ?? 0)] } : { '>=': [name, write(test.fact, test.low)] }
}

/** json-logic-engine, compiled: a function a measure, or one for all of them; over small numbers, or over facts `asGiven`. */
export async function jsonLogicFigure(measures: BenchMeasures, people: number, asGiven = false): Promise<PeerFigure> {
  const engine = new LogicEngine()
  const write: Write = asGiven ? plain : (_, raw) => raw
  const logic = logicTest(write)
  const contextFor = (raws: readonly number[]): Context => (asGiven ? Object.fromEntries(raws.map((raw, f) => [key(f), plain(f, raw)])) : contextOf(raws))
  const logics = measures.shapes.map((shape) => ({ and: shape.map((tests) => (tests.length === 1 ? logic(tests[0] ?? shapeless()) : { or: tests.map(logic) })) }))
  const each = logics.map((one) => engine.build(one))
  const all = engine.build(logics)
  const subjects = Array.from({ length: people }, (_, i) => contextFor(rawsOf(i)))
  let eligible = 0
  const forms = [
    { form: 'a function a measure', run: () => { for (const one of each) for (const subject of subjects) if (one(subject) === true) eligible += 1 } },
    { form: 'one function for all', run: () => { for (const subject of subjects) { const answers: unknown = all(subject); if (Array.isArray(answers)) eligible += answers.length } } },
  ]
  let best = { form: '', ms: Infinity }
  for (const { form, run } of forms) {
    const ms = await fastest(3, run)
    if (ms < best.ms) best = { form, ms }
  }
  if (eligible === 0) throw new Error('json-logic-engine found nobody eligible')
  const check = await checkAnswers(measures, async (raws) => raws.map(contextFor).map((subject) => each.map((one) => truth(one(subject)))))
  return { peer: `json-logic-engine, compiled${asGiven ? ', facts as given' : ''}`, form: best.form, people, threads: 1, ms: best.ms, threeValued: false, ...check }
}

const shapeless = (): never => {
  throw new Error('a condition without a test')
}

const feelTest = (test: Test): string => {
  const name = key(test.fact)
  if (isFlag(test.fact)) return `${name} = ${test.members?.[0] === 1}`
  if (test.members) return `list contains([${test.members.join(', ')}], ${name})`
  return test.low === undefined ? `${name} <= ${test.high}` : `${name} >= ${test.low}`
}

/** feelin, which parses at each call: a small sample. */
export async function feelinFigure(measures: BenchMeasures, people: number): Promise<PeerFigure> {
  const rules = measures.shapes.map((shape) => written(shape, feelTest))
  const subjects = contexts(people)
  const ask = (subject: Context) => rules.map((rule) => truth(feelin(rule, subject).value))
  const ms = await fastest(1, () => subjects.forEach(ask))
  const check = await checkAnswers({ ...measures, shapes: measures.shapes.slice(0, 2) }, async (raws) => raws.map(contextOf).map((subject) => rules.slice(0, 2).map((rule) => truth(feelin(rule, subject).value))))
  return { peer: 'feelin', form: 'interpreted', people, threads: 1, ms, threeValued: false, ...check }
}
