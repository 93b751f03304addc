import { measureWords } from '../words/measures.ts'
import type { Parameter } from '../parameters.ts'
import type { Candidate } from '../types.ts'
import { hasCue, hasUnknown, textOf, wordsOf, type Frame, type Trail } from './frame.ts'
import type { Token } from '../tokens.ts'

/** Blanks that stand for what a measure gives or asks: its highest amount, a row of its table, how long, how much of it. */

interface Meant {
  measures: readonly string[]
  certainty: number
  why: string
}

/** The measure that the words around name; several share a noun, and then the sentence must say who gets it. */
export const measureMeant = (frame: Frame, trail: readonly Trail[]): Meant | undefined => {
  const right = named(frame.right)
  if (right) return settle(right, frame, 0.97)
  const own = named(frame.own) ?? named(frame.heads)
  if (own) return settle(own, frame, 0.97)
  const previous = trail.at(-1)
  for (const [steps, tokens] of frame.far.entries()) {
    const found = named(tokens)
    if (found) return settle(found, frame, steps <= 2 ? 0.94 : 0.9)
  }
  if (previous?.binding?.kind === 'parameter' && previous.frame.sentence === frame.sentence && previous.frame.blank.line === frame.blank.line) {
    const [measure = ''] = previous.binding.id.split('/')
    if (frame.lexicon.measures.has(measure)) return { measures: [measure], certainty: 0.92 * Math.min(1, previous.certainty + 0.05), why: '承前一空' }
  }
  const byGroup = groupMeant(frame)
  if (byGroup) return byGroup
  for (const [tokens, certainty] of [[frame.before[0] ?? [], 0.88], [frame.above, 0.86]] as const) {
    const found = named(tokens)
    if (found) return settle(found, frame, certainty)
  }
  return undefined
}

const named = (tokens: readonly Token[]): { measures: readonly string[]; word: string } | undefined => {
  const token = tokens.findLast((one) => one.kind === 'word' && (one.means.measures?.length ?? 0) > 0)
  return token?.kind === 'word' ? { measures: token.means.measures ?? [], word: token.text } : undefined
}

const settle = ({ measures, word }: { measures: readonly string[]; word: string }, frame: Frame, certainty: number): Meant => {
  if (measures.length === 1) return { measures, certainty, why: `“${word}”` }
  const around = textOf([...frame.own, ...frame.right, ...frame.far.flat(), ...frame.above])
  const fitting = measures.filter((measure) => (measureWords[measure]?.groups ?? []).some((group) => around.includes(group)))
  return fitting.length === 1 ? { measures: fitting, certainty: certainty * 0.97, why: `“${word}”` } : { measures: fitting.length > 0 ? fitting : measures, certainty: 0.55, why: `有几项都叫“${word}”` }
}

/** 奖励XX万元 after 人力资源机构每引进一名: who gets it, and the kind of the gift. */
const groupMeant = (frame: Frame): Meant | undefined => {
  const gift = [...frame.right, ...frame.own, ...frame.far.flat()].find((token) => token.kind === 'word' && token.means.gift === true)
  if (!gift) return undefined
  const kind = gift.text.slice(0, 2)
  for (const [text, certainty] of [[textOf([...frame.own, ...frame.right, ...frame.far.flat()]), 0.88], [textOf([...(frame.before[0] ?? []), ...frame.above]), 0.8]] as const) {
    const fitting = [...frame.lexicon.measures.values()].filter(({ measure, title }) => title.includes(kind) && (measureWords[measure]?.groups ?? []).some((group) => group.length > 1 && text.includes(group)))
    if (fitting.length === 1) return { measures: fitting.map(({ measure }) => measure), certainty, why: `“${gift.text}”的对象` }
    if (fitting.length > 1) return { measures: fitting.map(({ measure }) => measure), certainty: 0.5, why: `“${gift.text}”可能是几项政策` }
  }
  return undefined
}

export const parameterCandidates = (frame: Frame, trail: readonly Trail[], keys?: readonly string[]): Candidate[] => {
  const meant = measureMeant(frame, trail)
  if (!meant) return []
  const strange = hasUnknown(frame.right.slice(0, 2)) && frame.unit.measured === 'money' ? 0.45 : 1
  return meant.measures
    .flatMap((measure) => {
      const chosen = choose(frame.lexicon.parameters.get(measure) ?? [], frame, keys)
      const share = chosen.length > 1 ? Math.min(0.6, 1 / chosen.length + 0.1) : 1
      return chosen.map(({ parameter, certainty, why }): Candidate => ({
        binding: { kind: 'parameter', id: parameter.id, aspect: 'value', place: frame.scope.slice(0, 4), period: { from: null, to: frame.asOf } },
        certainty: Math.round(meant.certainty * certainty * strange * share * 100) / 100,
        why: `${meant.why}：${parameter.title}${why}`,
      }))
    })
    .toSorted((a, b) => b.certainty - a.certainty)
}

interface Chosen {
  parameter: Parameter
  certainty: number
  why: string
}

const choose = (parameters: readonly Parameter[], frame: Frame, keys?: readonly string[]): Chosen[] => {
  const byPart = (part: string) => parameters.filter((parameter) => parameter.part === part)
  const sure = (found: readonly Parameter[], certainty = 1, why = ''): Chosen[] => found.map((parameter) => ({ parameter, certainty, why }))
  const around = [...frame.own, ...frame.right]
  const cue = (...names: string[]) => hasCue(around, ...names)
  switch (frame.unit.measured) {
    case 'money':
      return chooseMoney(parameters, frame, keys)
    case 'percent': {
      const instalment = cue('first') ? 1 : cue('second') ? 2 : cue('third') ? 3 : undefined
      if (instalment !== undefined) return sure(byPart(`share${instalment}`))
      return /按|比例|的$/.test(textOf(frame.own)) ? sure(byPart('percent')) : sure(byPart('percent'), 0.6, '，但没有说是补助比例')
    }
    case 'months':
      return cue('insured') ? sure(parameters.filter(({ part }) => part.startsWith('社保'))) : sure(parameters.filter(({ part, unit }) => part === 'times' && unit === 'months'), 0.98)
    case 'years':
      if (cue('contract')) return sure(byPart('劳动合同年限'))
      if (cue('serve')) return sure(byPart('serve'))
      return sure(parameters.filter(({ part, unit }) => part === 'times' && unit === 'years'), hasCue(around, 'highest') || /连续|发放|共|期限|年限/.test(textOf(frame.own)) ? 0.95 : 0.6)
    case 'age':
      return sure(byPart('age'))
    case 'person':
      return cue('places') ? sure(byPart('places'), 0.95) : []
    default:
      return []
  }
}

const chooseMoney = (parameters: readonly Parameter[], frame: Frame, given?: readonly string[]): Chosen[] => {
  const money = parameters.filter(({ unit }) => unit === 'yuan')
  // In a table the cells of the row are the sentence.
  const around = [...(frame.own.length === 0 ? frame.heads : frame.own), ...frame.right]
  const own = given ?? keysIn(around)
  const rows = money.filter(({ keys }) => keys.length > 0)
  const cue = (...names: string[]) => hasCue(around, ...names)
  const monthly = cue('monthly')
  const rhythm = ({ every }: Parameter): number => (monthly && every !== 'month' ? 0.5 : cue('yearly') && every !== null && every !== 'year' && !cue('highest') ? 0.6 : 1)
  // 分别 that could not be shared out: nobody knows which of them this is.
  const listed = given === undefined && cue('respectively') ? 0.5 : 1
  const named = (found: readonly Parameter[], certainty: number, why: string): Chosen[] => found.map((parameter) => ({ parameter, certainty: certainty * listed * rhythm(parameter), why }))
  if (own.length > 0 || (rows.length > 0 && !cue('highest', 'lowest') && keysFar(frame).length > 0)) {
    const all = [...own, ...keysFar(frame)]
    const exact = fullest(rows.filter(({ keys }) => keys.every((key) => all.includes(key)) && (own.length === 0 || keys.some((key) => own.includes(key)))), all)
    // 副高级XX万元、某级XX万元: a word in the piece that could not be read may be the very condition.
    if (exact.length > 0) return named(exact, own.length > 0 ? 1 : hasUnknown(frame.own) ? 0.7 : 0.94, '')
    const partly = rows.filter(({ keys }) => keys.some((key) => own.includes(key)))
    if (partly.length > 0) return named(partly, 0.75, '，还差一个条件')
  }
  if (cue('highest')) return named(money.filter(({ part }) => part === 'highest'), 1, '')
  if (cue('lowest')) return named(money.filter(({ part }) => part === 'floor' || part === 'lowest').slice(0, 1), 0.9, '')
  const unit = money.filter(({ part }) => part === 'unit')
  if (unit.length > 0 && (cue('each') || /每/.test(textOf([...frame.own, ...(frame.far[0] ?? []), ...(frame.far[1] ?? [])])))) return named(unit, 1, '')
  const amount = money.filter(({ part }) => part === 'amount')
  if (amount.length === 1 && rows.length === 0) return named(amount, 0.97, '')
  // It has rows, and nothing says which.
  return named([...money.filter(({ part }) => part === 'highest'), ...rows, ...unit].slice(0, 6), 0.9, '')
}

/** Codes that the words stand for; among rows that fit, those that use most of them. */
const keysIn = (tokens: readonly Token[]): string[] => wordsOf(tokens).flatMap(({ keys }) => keys ?? [])
/** 名校本科每月…、硕士每月…: what the piece does not say again is taken from the pieces before, kind by kind. */
const keysFar = ({ far, own, right }: Frame): string[] => {
  const known = new Set(kindsIn([...own, ...right]))
  const found: string[] = []
  for (const tokens of far) {
    const kinds = kindsIn(tokens)
    if (kinds.length === 0 || isList(tokens)) continue
    for (const means of wordsOf(tokens)) {
      const kind = kindOf(means.keys)
      if (kind !== undefined && !known.has(kind)) found.push(...(means.keys ?? []))
    }
    for (const kind of kinds) known.add(kind)
  }
  return found
}
const kindsIn = (tokens: readonly Token[]): string[] => wordsOf(tokens).flatMap(({ keys }) => kindOf(keys) ?? [])
const kindOf = (keys: readonly string[] | undefined): string | undefined => {
  const [first] = keys ?? []
  if (keys === undefined || first === undefined) return undefined
  if (/^[A-E]$/.test(first)) return 'class'
  if (first === '是' || first === '否') return 'school'
  return /工$|技师$/.test(first) ? 'skill' : first.endsWith('级') ? 'level' : 'degree'
}

/** 本科、硕士、博士: two of one kind are a list, and say nothing of what follows. */
const isList = (tokens: readonly Token[]): boolean => {
  const kinds = kindsIn(tokens)
  return new Set(kinds).size < kinds.length
}
const fullest = (rows: readonly Parameter[], keys: readonly string[]): readonly Parameter[] => {
  const most = Math.max(0, ...rows.map((row) => row.keys.filter((key) => keys.includes(key)).length))
  const found = rows.filter((row) => row.keys.length === most)
  // Of an old and a new standard the one without a condition of its own is today's.
  const today = found.filter(({ part }) => !/第\d档/.test(part))
  return today.length > 0 ? today : found
}
