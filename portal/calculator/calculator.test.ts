import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kindOfHolder } from '../../measures/facts.ts'
import type { PublicRules } from '../../measures/public/contract.ts'
import { publicEdition, publicVocabulary } from '../../measures/public/rules.ts'
import { topics } from '../../measures/public/words.ts'
import { exampleFacts, explain, fewestPeople, priorOf, type Edition, type Facts } from '../../policy/index.ts'
import { qingyu } from '../../test/qingyu-library.ts'
import { admitted, answerFrom, calculatorOf, next, resultOf, type Answers } from './calculator.ts'
import { fromFragment, toFragment } from './fragment.ts'

const on = '2026-06-15'
const library = qingyu()
const inForce = [...library.inForce(on as Parameters<typeof library.inForce>[0]).values()].map(({ edition }) => edition).filter((edition) => kindOfHolder(edition.for) === 'person')
const folder = join(import.meta.dirname, '../../policies/qingyu')
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('/') && name.endsWith('.yaml')).map((name) => readFileSync(join(folder, name), 'utf8'))
const textOf = ({ measure, edition }: Edition): string => {
  const found = texts.find((text) => text.startsWith(`measure: ${measure}\n`) && text.includes(`\nedition: ${edition}\n`))
  if (found === undefined) throw new Error(`no text of ${measure} ${edition}`)
  return found
}
const rules: PublicRules = { on: on as PublicRules['on'], vocabulary: publicVocabulary(readFileSync(join(folder, 'vocabulary.yaml'), 'utf8')), editions: inForce.map((edition) => publicEdition(textOf(edition))), topics: [...topics].map(({ title, facts }) => ({ title, facts: [...facts] })), prior: [], people: 0 }
const calculator = calculatorOf(rules)

describe('the rules that the browser gets', () => {
  test('say the same as the house’s for every stored test person', () => {
    const others = new Map(inForce.map((edition) => [edition.measure, edition]))
    let compared = 0
    for (const [i, edition] of inForce.entries()) {
      const own = calculator.asking.editions[i]
      if (!own) throw new Error(`${edition.measure} did not arrive`)
      for (const example of edition.examples) {
        const facts = exampleFacts(example)
        const house = explain(edition, facts, { on: example.on, vocabulary: library.vocabulary, library: others, withoutNearest: true })
        const here = explain(own, calculator.asking.answersOf(facts, example.on), { on: example.on, vocabulary: calculator.asking.vocabulary, library: calculator.asking.library, withoutNearest: true })
        expect([edition.measure, example.name, here.outcome, here.amount]).toEqual([edition.measure, example.name, house.outcome, house.amount])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(300)
  })

  test('carry no test people, notes, offices, budget lines or derivations', () => {
    const sent = JSON.stringify(rules)
    for (const word of ['examples', 'baseFacts', 'budget', 'talent/', 'kernel.today', 'pub.person', 'derive', 'city.talent-office']) expect(sent).not.toContain(word)
  })
})

/** Asks until nothing relevant is open, answering from what is true; by not knowing where nothing is. */
const interview = (facts: Facts, thorough = true): { answers: Answers; cards: number } => {
  const told = calculator.asking.answersOf(facts, on)
  const answers: Record<string, Answers[string]> = {}
  for (let cards = 0; cards < 40; cards++) {
    const { card } = next(calculator, answers, thorough)
    if (!card) return { answers, cards }
    for (const { name } of card.fields) {
      const value = told[name]
      answers[name] = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
    }
  }
  throw new Error('asked without end')
}

describe('the interview', () => {
  const example = inForce.find(({ measure }) => measure === 'rent-subsidy')?.examples.find(({ name }) => name === '硕士')
  if (!example) throw new Error('no test person')
  const facts = exampleFacts(example)

  test('ends, and says then what full facts say', () => {
    const { answers } = interview(facts)
    const full = resultOf(calculator, Object.fromEntries(Object.entries(calculator.asking.answersOf(facts, on)).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : []))))
    const asked = resultOf(calculator, answers)
    expect(asked.certain.map(({ measure, amount }) => [measure, amount])).toEqual(full.certain.map(({ measure, amount }) => [measure, amount]))
    expect(asked.certain.map(({ measure }) => measure)).toContain('rent-subsidy')
    expect(asked.total).toBe(full.total)
  })

  test('not knowing is an answer: it is not asked again and leaves the measure open', () => {
    const first = next(calculator, {}, false).card
    expect(first?.fields.length).toBeGreaterThan(0)
    const passed = Object.fromEntries((first?.fields ?? []).map(({ name }) => [name, null]))
    const again = next(calculator, passed, false).card
    expect(again?.fields.map(({ name }) => name).filter((name) => name in passed)).toEqual([])
    expect(resultOf(calculator, passed).certain).toEqual([])
  })

  test('with nothing known nobody is promised anything', () => {
    expect(resultOf(calculator, {})).toMatchObject({ certain: [], total: 0n })
  })
})

describe('a kept result', () => {
  test('survives the address; a broken or strange link gives nothing wrong', () => {
    const answers: Answers = { 学历: '硕士研究生', 月薪: 12_000, 引进人才: true, 来源地: null }
    expect(fromFragment(`#${toFragment(answers)}`)).toEqual(answers)
    expect(fromFragment('#学历=硕士&月薪={')).toEqual({})
    expect(admitted(calculator, { 学历: '硕师', 没有这项: 1, 引进人才: true })).toEqual({ 引进人才: true })
  })

  test('what is typed is read by the type of the fact', () => {
    const fact = (name: string) => {
      const found = calculator.asking.vocabulary.facts.get(name)
      if (!found) throw new Error(name)
      return found
    }
    expect(answerFrom(fact('月薪'), ' 8000 ')).toBe(8000)
    expect(answerFrom(fact('月薪'), '八千')).toBeUndefined()
    expect(answerFrom(fact('引进人才'), 'false')).toBe(false)
    expect(answerFrom(fact('学历'), '硕师')).toBeUndefined()
    expect(answerFrom(fact('毕业日期'), '')).toBeUndefined()
  })
})

describe('published shares', () => {
  const people = (count: number, facts: Facts): Facts[] => Array.from({ length: count }, () => facts)

  test('tell nothing of fewer than twenty people, neither a part nor a value', () => {
    const few = priorOf([...people(200, { 引进人才: false, 学历: '本科' }), ...people(fewestPeople - 1, { 引进人才: false, 学历: '博士研究生' })], calculator.asking, { on, by: ['引进人才'] })
    expect(few).toHaveLength(1)
    expect(few[0]?.facts['学历']).toEqual([{ value: '本科', share: 913 }])
    expect(priorOf(people(fewestPeople - 1, { 学历: '本科' }), calculator.asking, { on, by: [] })).toEqual([])
  })

  test('round money and days so that nobody’s own stands there', () => {
    const [part] = priorOf(Array.from({ length: 60 }, (_, i) => ({ 月薪: 8123 + i, 毕业日期: `2020-06-${String(1 + (i % 28)).padStart(2, '0')}` })), calculator.asking, { on, by: [] })
    expect(part?.facts['月薪']?.every(({ value }) => Number(value) % 100 === 0)).toBe(true)
    expect(part?.facts['毕业日期']?.every(({ value }) => String(value).endsWith('-15'))).toBe(true)
  })
})
