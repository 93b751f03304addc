import { isCounted } from '../definition.ts'
import { definitions } from '../definitions/index.ts'
import { plainText } from './blanks.ts'
import type { Parameter } from './parameters.ts'
import { concepts, type Concept } from './words/concepts.ts'
import { cueWords, foreignWords, neutralWords, partWords, type Cue } from './words/cues.ts'
import { giftNouns, keyWords, measureWords } from './words/measures.ts'

/** What one word of a draft can mean. Most mean one thing; 博士 is a key of a table and a part of a breakdown. */
export interface Meaning {
  concept?: Concept
  cue?: Cue
  part?: { by: string; key: string }
  keys?: readonly string[]
  /** Codes of the measures that give this. */
  measures?: readonly string[]
  /** 补贴 by itself: some measure's, the sentence must say whose. */
  gift?: true
  place?: string
  budgetLine?: string
  /** A kind of imported statistic. */
  statistic?: string
  foreign?: true
  neutral?: true
}

export interface Place {
  code: string
  name: string
  level: string
}

/** Everything that a blank can be bound to on the date of a text, and the words that lead there. */
export interface Lexicon {
  words: ReadonlyMap<string, Meaning>
  longest: number
  parameters: ReadonlyMap<string, readonly Parameter[]>
  measures: ReadonlyMap<string, MeasureKnown>
  places: readonly Place[]
  city: Place | undefined
  /** Titles of budget lines that money can be counted by. */
  budgetLines: readonly string[]
}

export interface MeasureKnown {
  measure: string
  title: string
  documentNumber: string
  documentTitle: string
  validFrom: string
}

export interface LexiconSources {
  measures: readonly MeasureKnown[]
  parameters: readonly Parameter[]
  places: readonly Place[]
  budgetLines: readonly string[]
  /** Kinds of statistics that were imported. */
  statistics?: readonly string[]
}

export const buildLexicon = ({ measures, parameters, places, budgetLines, statistics = [] }: LexiconSources): Lexicon => {
  const words = new Map<string, Meaning>()
  const add = (word: string, meaning: Meaning) => {
    const plain = plainText(word)
    if (plain !== '') words.set(plain, { ...words.get(plain), ...meaning })
  }
  for (const word of neutralWords) add(word, { neutral: true })
  for (const [cue, list] of Object.entries(cueWords)) for (const word of list) add(word, { cue: cue as Cue })
  for (const concept of [...concepts, ...unsaid()]) for (const word of concept.says) add(word, { concept })
  for (const [word, part] of Object.entries(partWords)) add(word, { part })
  for (const [word, keys] of Object.entries(keyWords)) add(word, { keys })
  for (const word of giftNouns) add(word, { gift: true })
  for (const word of foreignWords) add(word, { foreign: true })
  for (const { measure, title } of measures) {
    for (const noun of new Set([title, ...(measureWords[measure]?.nouns ?? [])])) add(noun, { measures: [...(words.get(noun)?.measures ?? []), measure] })
  }
  for (const line of budgetLines) add(line, { budgetLine: line })
  for (const kind of statistics) for (const word of [kind, ...(statisticWords[kind] ?? [])]) add(word, { statistic: kind })
  const city = places.find(({ level }) => level === 'city')
  for (const { code, name } of places) {
    add(name, { place: code })
    // 海曙湾 for 海曙湾区: where three characters are left.
    if (/[区县市]$/.test(name) && name.length > 3) add(name.slice(0, -1), { place: code })
  }
  if (city) for (const word of [city.name.replace(/市$/, ''), '全市', '我市', '本市', '全市上下', '市域']) add(word, { place: city.code })
  return {
    words,
    longest: Math.max(...[...words.keys()].map(({ length }) => length)),
    parameters: Map.groupBy(parameters, ({ measure }) => measure),
    measures: new Map(measures.map((one) => [one.measure, one])),
    places,
    city,
    budgetLines,
  }
}

/** Other words for kinds of statistics, as bulletins and speeches have them. */
const statisticWords: Readonly<Record<string, readonly string[]>> = {
  就业人员: ['全社会就业人员', '就业人员总数', '就业人数'],
  常住人口: ['年末常住人口', '常住人口总数'],
  城镇单位就业人员年平均工资: ['社会平均工资', '城镇单位平均工资'],
  最低月工资标准: ['最低工资标准', '月最低工资标准'],
  地区生产总值: ['生产总值', 'GDP', '地区生产总值(GDP)'],
  人才贡献率: [],
}

/** A definition that no concept names is known by its own name and aliases. */
const unsaid = (): Concept[] => {
  const named = new Set(concepts.flatMap(({ figures }) => Object.values(figures)))
  const taken = new Set(concepts.flatMap(({ says }) => says))
  return definitions
    // Numbers from outside have words of their own, once the city has taken them over.
    .filter(({ id, kind }) => kind !== 'imported' && !named.has(id) && !/\.(national|new)$/.test(id))
    .map((definition): Concept => {
      const sense = isCounted(definition) && definition.timing === 'flow' ? ('year' as const) : ('stock' as const)
      return { id: definition.id, says: [definition.name, ...definition.aliases].filter((word) => !taken.has(word)), figures: { [sense]: definition.id }, plain: sense }
    })
    .filter(({ says }) => says.length > 0)
}
