import type { CountDefinition, FigureDefinition } from '../definition.ts'
import { platform, postdoctor, team } from './sources.ts'

const shared = { kind: 'count', of: platform, timing: 'stock', traces: 'day', unit: 'place', source: '人才库：创新平台认定', better: 'more', deduplication: '一张认定一家；撤销、期满的不计' } as const

/** The five kinds that the city reports, and who answers for each. */
export const platformKinds = [
  { id: 'zone', name: '高新区', aliases: ['高新技术产业开发区'], kinds: ['高新区'], owner: '市科技局' },
  { id: 'incubator', name: '科技企业孵化器', aliases: ['孵化器'], kinds: ['科技企业孵化器'], owner: '市科技局' },
  { id: 'makerspace', name: '众创空间', aliases: [], kinds: ['众创空间'], owner: '市科技局' },
  { id: 'postdoc', name: '博士后站', aliases: ['博士后科研工作站', '博士后科研流动站'], kinds: ['博士后科研工作站', '博士后科研流动站', '博士后创新实践基地'], owner: '市人社局' },
  { id: 'technology-centre', name: '企业技术中心', aliases: [], kinds: ['企业技术中心'], owner: '市工信局' },
] as const

/** Further kinds of the register: counted like the five, not shown on the overview. */
const otherKinds = [
  { id: 'academician', name: '院士专家工作站', aliases: ['院士工作站'], kinds: ['院士专家工作站'], owner: '市科协' },
  { id: 'joint-institute', name: '联合研究院', aliases: [], kinds: ['联合研究院'], owner: '市科技局' },
  { id: 'laboratory', name: '重点实验室', aliases: [], kinds: ['重点实验室'], owner: '市科技局' },
  { id: 'engineering', name: '工程研究中心', aliases: ['工程技术研究中心'], kinds: ['工程研究中心'], owner: '市发展改革委' },
  { id: 'institute', name: '新型研发机构', aliases: [], kinds: ['新型研发机构'], owner: '市科技局' },
  { id: 'master-studio', name: '技能大师工作室', aliases: ['大师工作室'], kinds: ['技能大师工作室'], owner: '市人社局' },
  { id: 'training-base', name: '高技能人才培训基地', aliases: ['高技能人才培养基地'], kinds: ['高技能人才培训基地'], owner: '市人社局' },
] as const

interface Kind {
  id: string
  name: string
  aliases: readonly string[]
  kinds: readonly string[]
  owner: string
}

const ofKind = ({ id, name, aliases, kinds, owner }: Kind): readonly CountDefinition[] => {
  const where = `kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`
  return [
    { ...shared, id: `platform.${id}`, name, aliases, where, owner, population: `在认定有效期内的${kinds.join('、')}，不分层级` },
    { ...shared, id: `platform.${id}.national`, name: `国家级${name}`, aliases: [], where: `${where} and level = '国家级'`, owner, population: `在认定有效期内的国家级${kinds.join('、')}` },
    { ...shared, id: `platform.${id}.new`, name: `本年新认定${name}`, aliases: [`新增${name}`], where, timing: 'flow', owner, population: `本年1月1日起认定的${kinds.join('、')}，认定后撤销的也计入`, deduplication: '一张认定一家' },
  ]
}

const entered = { ...shared, of: postdoctor, unit: 'person', owner: '市人社局', source: '人才库：平台里的人', deduplication: '一人一次；同时在流动站和工作站联合培养的、出站次日进另一站的，算一次' } as const

export const platformDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'platform.total', name: '创新平台', aliases: ['创新平台总数', '人才载体'], owner: '市科技局', population: '在认定有效期内的各类创新平台、载体' },
  { ...shared, id: 'platform.total.national', name: '国家级创新平台', aliases: ['国家级人才载体'], where: `level = '国家级'`, owner: '市科技局', population: '在认定有效期内的国家级创新平台、载体' },
  { ...shared, id: 'platform.total.new', name: '本年新认定创新平台', aliases: ['新增创新平台'], timing: 'flow', owner: '市科技局', population: '本年1月1日起认定的各类创新平台，认定后撤销的也计入', deduplication: '一张认定一家' },
  ...[...platformKinds, ...otherKinds].flatMap(ofKind),
  { ...entered, id: 'postdoc.in-station', name: '在站博士后', aliases: ['在站博士后人数', '博士后在站人数'], population: '已进站、当天还没有出站的博士后' },
  { ...entered, id: 'postdoc.entered', name: '本年进站博士后', aliases: ['新进站博士后', '新招收博士后'], timing: 'flow', population: '本年1月1日起进站的博士后，已出站的也计入' },
  { ...entered, id: 'postdoc.ever', name: '累计进站博士后', aliases: ['累计招收博士后'], timing: 'cumulative', population: '有记录以来进站的博士后，已出站的也计入' },
  { ...shared, id: 'team.total', of: team, unit: 'team', name: '创新创业团队', aliases: ['人才团队'], owner: '市科技局', source: '人才库：团队', population: '已组建、未解散的团队', deduplication: '一支团队一条' },
]
