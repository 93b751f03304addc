import type { CountDefinition, FigureDefinition } from '../definition.ts'
import { platform, team } from './sources.ts'

const shared = { kind: 'count', of: platform, timing: 'stock', traces: 'day', unit: 'place', source: '人才库：创新平台认定', better: 'more', deduplication: '一张认定一家；撤销、期满的不计' } as const

/** The five kinds that the city reports, and who answers for each. */
export const platformKinds = [
  { id: 'zone', name: '高新区', aliases: ['高新技术产业开发区'], kinds: ['高新区'], owner: '市科技局' },
  { id: 'incubator', name: '科技企业孵化器', aliases: ['孵化器'], kinds: ['科技企业孵化器'], owner: '市科技局' },
  { id: 'makerspace', name: '众创空间', aliases: [], kinds: ['众创空间'], owner: '市科技局' },
  { id: 'postdoc', name: '博士后站', aliases: ['博士后科研工作站', '博士后科研流动站'], kinds: ['博士后科研工作站', '博士后科研流动站', '博士后创新实践基地'], owner: '市人社局' },
  { id: 'technology-centre', name: '企业技术中心', aliases: [], kinds: ['企业技术中心'], owner: '市工信局' },
] as const

const ofKind = ({ id, name, aliases, kinds, owner }: (typeof platformKinds)[number]): readonly CountDefinition[] => {
  const where = `kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`
  return [
    { ...shared, id: `platform.${id}`, name, aliases, where, owner, population: `在认定有效期内的${kinds.join('、')}，不分层级` },
    { ...shared, id: `platform.${id}.national`, name: `国家级${name}`, aliases: [], where: `${where} and level = '国家级'`, owner, population: `在认定有效期内的国家级${kinds.join('、')}` },
  ]
}

export const platformDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'platform.total', name: '创新平台', aliases: ['创新平台总数', '人才载体'], owner: '市科技局', population: '在认定有效期内的各类创新平台、载体' },
  ...platformKinds.flatMap(ofKind),
  { ...shared, id: 'team.total', of: team, unit: 'team', name: '创新创业团队', aliases: ['人才团队'], owner: '市科技局', source: '人才库：团队', population: '已组建、未解散的团队', deduplication: '一支团队一条' },
]
