import type { CountDefinition, FigureDefinition } from '../definition.ts'
import { listedEmployer } from './sources.ts'

const shared = { kind: 'count', of: listedEmployer, timing: 'stock', traces: 'day', unit: 'place', source: '人才库：单位名录', better: 'more', deduplication: '一家单位在一个名录里只计一次，以最近的版次为准' } as const

const listed = (id: string, list: string, aliases: readonly string[], owner: string): CountDefinition => ({ ...shared, id: `employer.${id}`, name: list, aliases, where: `list = '${list}'`, owner, population: `在名录有效期内的${list}` })

/** Employers that a published list names; the list decides, not the house. */
export const employerDefinitions: readonly FigureDefinition[] = [
  listed('high-tech', '高新技术企业', ['高企'], '市科技局'),
  listed('specialised', '专精特新中小企业', ['专精特新企业'], '市工信局'),
  listed('giant', '专精特新小巨人企业', ['小巨人企业'], '市工信局'),
  listed('above-scale', '规上企业', ['规模以上企业'], '市统计局'),
]
