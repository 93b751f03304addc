import { compileFunction } from 'node:vm'
import { facts, rawValue } from './facts.ts'
import type { BenchMeasures, Shape, Test } from './measures.ts'
import { checkAnswers, fastest, type PeerFigure } from './peer.ts'

type Columns = readonly Int32Array[]
type Count = (columns: Columns, people: number, answers: Int8Array) => number

/** 1 true, 0 false, 2 not known. */
function testSource({ fact, members, low, high }: Test): string {
  const c = `c${fact}[i]`
  const passes = members ? members.map((member) => `${c} === ${member}`).join(' || ') : low === undefined ? `${c} <= ${high}` : `${c} >= ${low}`
  return `(${c} === -1 ? 2 : (${passes}) ? 1 : 0)`
}

function source(shape: Shape): string {
  const conditions = shape.map((tests, n) => {
    const [first, second] = tests.map(testSource)
    const value = second === undefined ? `k = ${first};` : `k = ${first}; if (k !== 1) { const j = ${second}; k = j === 1 ? 1 : k === 2 || j === 2 ? 2 : 0 }`
    return `${value} if (k === 0) { answers[i] = 0; continue } ${n === 0 ? 'u = k === 2' : 'u = u || k === 2'};`
  })
  const used = [...new Set(shape.flat().map(({ fact }) => fact))]
  return `${used.map((f) => `const c${f} = columns[${f}];`).join(' ')} let n = 0; for (let i = 0; i < people; i++) { let k = 0, u = false; ${conditions.join(' ')} if (u) answers[i] = 2; else { answers[i] = 1; n++ } } return n`
}

/** One generated JavaScript loop a measure over typed arrays, three-valued: what one would write without an engine. */
export async function closuresFigure(measures: BenchMeasures, people: number): Promise<PeerFigure> {
  const columns: Columns = facts.map((_, f) => Int32Array.from({ length: people }, (_row, i) => rawValue(i, f)))
  // the generated text is made of numbers alone
  const loops = measures.shapes.map((shape) => asCount(compileFunction(source(shape), ['columns', 'people', 'answers'])))
  const answers = new Int8Array(people)
  const ms = await fastest(3, () => loops.map((loop) => loop(columns, people, answers)))
  const check = await checkAnswers(measures, async (subjects) => {
    const few: Columns = facts.map((_, f) => Int32Array.from(subjects, (raws) => raws[f] ?? -1))
    const byMeasure = loops.map((loop) => {
      const found = new Int8Array(subjects.length)
      loop(few, subjects.length, found)
      return found
    })
    return subjects.map((_, i) => byMeasure.map((found) => (found[i] === 2 ? null : found[i] === 1)))
  })
  return { peer: 'JavaScript closures, three-valued', form: 'a loop a measure over typed arrays', people, threads: 1, ms, threeValued: true, ...check }
}

const asCount = (made: CallableFunction): Count => (columns, people, answers) => Number(Reflect.apply(made, undefined, [columns, people, answers]))
