import type { FigureDefinition } from '../definition.ts'
import { anniversary, introduction } from './sources.ts'

const shared = { owner: '市委组织部人才办', source: '人才库：引进、流出记录', better: 'more' } as const

/** The three key programmes; the word in the records is the programme's own. */
export const programmes = [
  { id: 'highLevel', name: '高层次人才引进计划', short: '高层次人才' },
  { id: 'graduates', name: '名校优生引进计划', short: '名校优生' },
  { id: 'skilled', name: '技能人才振兴计划', short: '技能人才' },
] as const

const ofProgramme = ({ id, name, short }: (typeof programmes)[number]): readonly FigureDefinition[] => {
  const base = { ...shared, kind: 'count', of: introduction, where: `programme = '${name}'`, unit: 'person', traces: 'day' } as const
  const deduplication = '同一人在同一计划内只计首次引进'
  return [
    { ...base, id: `${id}.introduced`, name: `本年引进${short}`, aliases: [`${name}本年引进`], timing: 'flow', population: `${name}：本年1月1日起引进的，含柔性引进`, deduplication },
    { ...base, id: `${id}.total`, name: `累计引进${short}`, aliases: [`${name}累计引进`], timing: 'cumulative', population: `${name}：有记录以来引进的，已离开的也计入`, deduplication },
    { ...base, id: `${id}.present`, name: `在岗${short}`, aliases: [`${name}现有人数`], timing: 'stock', population: `${name}：引进后仍在本市的`, deduplication },
    { ...shared, id: `${id}.retained`, name: `${short}留存率`, aliases: [`${name}留存率`], kind: 'ratio', unit: 'share', numerator: `${id}.present`, denominator: { figure: `${id}.total` }, population: `${name}：在岗 ÷ 累计引进`, deduplication },
  ]
}

/** 一年、三年、五年: of those whose anniversary has come, how many had not left before it. */
const spans = [
  { id: 'one', years: 1, name: '满一年' },
  { id: 'three', years: 3, name: '满三年' },
  { id: 'five', years: 5, name: '满五年' },
] as const

const ofSpan = ({ id, years, name }: (typeof spans)[number]): readonly FigureDefinition[] => {
  const base = { ...shared, kind: 'count', of: anniversary, timing: 'cumulative', traces: 'day', unit: 'person', aliases: [] } as const
  const deduplication = '一人只看首次引进'
  return [
    { ...base, id: `introduction.due-${id}`, name: `引进${name}的人才`, where: `years = ${years}`, population: `首次引进到本市已${name}的，含柔性引进，不论后来去留`, deduplication },
    { ...base, id: `introduction.stayed-${id}`, name: `引进${name}仍在的人才`, where: `years = ${years} and stayed`, population: `首次引进到本市${name}之日没有离开过的；之后离开的不影响`, deduplication },
    { ...shared, id: `introduction.retained-${id}`, name: `引进${name}留存率`, aliases: [`${name.slice(1)}留存率`, `${years}年留存率`], kind: 'ratio', unit: 'share', numerator: `introduction.stayed-${id}`, denominator: { figure: `introduction.due-${id}` }, population: `引进${name}仍在的 ÷ 引进${name}的`, deduplication },
  ]
}

export const introductionDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'introduction.year', name: '本年引进人才', aliases: ['引进人才数', '新引进人才'], kind: 'count', of: introduction, where: 'first_ever', timing: 'flow', traces: 'day', unit: 'person', population: '本年1月1日起首次引进到本市的，含柔性引进，不论是否属三大计划', deduplication: '一人只计首次引进' },
  { ...shared, id: 'introduction.total', name: '累计引进人才', aliases: [], kind: 'count', of: introduction, where: 'first_ever', timing: 'cumulative', traces: 'day', unit: 'person', population: '有记录以来引进的，已离开的也计入', deduplication: '一人只计首次引进' },
  { ...shared, id: 'introduction.flexible', name: '本年柔性引进', aliases: ['柔性引进人才'], kind: 'count', of: introduction, where: `first_ever and mode = '柔性'`, timing: 'flow', traces: 'day', unit: 'person', population: '本年首次引进、方式为柔性（兼职、周末工程师、首席科学家等）的', deduplication: '一人只计首次引进' },
  ...spans.flatMap(ofSpan),
  ...programmes.flatMap(ofProgramme),
]
