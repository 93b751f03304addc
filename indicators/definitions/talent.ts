import type { CountDefinition, FigureDefinition } from '../definition.ts'
import { departure, recognition, talent } from './sources.ts'

const shared = {
  owner: '市委组织部人才办',
  source: '人才库：任职、引进、流出记录',
  better: 'more',
} as const
const population = '在库的六支队伍人才，按日在本市任职；柔性引进（兼职）不计，中央和省驻市单位在库的计入'
const once = '一人只计一次：一人属于几支队伍的，总量里计一次'
const present = 'not flexible_only and corps_count <> \'0\''

const corps = (id: string, name: string, aliases: readonly string[] = []): CountDefinition => ({
  ...shared,
  id: `talent.${id}`,
  name,
  aliases,
  kind: 'count',
  of: talent,
  where: `${present} and '${name}' = any (corps)`,
  timing: 'stock',
  traces: 'day',
  unit: 'person',
  population: `${population}；属于${name}队伍的`,
  deduplication: '在本支队伍内一人一次；六支队伍相加会超过人才总量，因为一人可以属于几支队伍',
})

export const talentDefinitions: readonly FigureDefinition[] = [
  { ...shared, id: 'talent.total', name: '人才总量', aliases: ['人才资源总量', '人才总数'], kind: 'count', of: talent, where: present, timing: 'stock', traces: 'day', unit: 'person', population, deduplication: once },
  corps('party', '党政人才'),
  corps('management', '企业经营管理人才', ['经营管理人才']),
  corps('professional', '专业技术人才', ['专技人才']),
  corps('skilled', '高技能人才'),
  corps('rural', '农村实用人才'),
  corps('social', '社会工作人才', ['社工人才']),
  {
    ...shared,
    id: 'talent.density',
    name: '人才密度',
    aliases: ['人才密度（占就业人员）'],
    kind: 'ratio',
    unit: 'share',
    numerator: 'talent.total',
    denominator: { statistic: '就业人员', means: '全社会就业人员（统计公报或劳动力调查，以当年或最近一年为准）' },
    population: '人才总量 ÷ 就业人员',
    deduplication: once,
    source: '人才库；分母为统计部门公布数',
  },
  {
    ...shared,
    id: 'talent.resident-density',
    name: '人才密度（占常住人口）',
    aliases: ['每百名常住人口中的人才'],
    kind: 'ratio',
    unit: 'share',
    numerator: 'talent.total',
    denominator: { statistic: '常住人口', means: '年末常住人口（统计公报）' },
    population: '人才总量 ÷ 常住人口；与占就业人员的人才密度不是一个数',
    deduplication: once,
    source: '人才库；分母为统计部门公布数',
  },
  { ...shared, id: 'talent.key-industry', name: '重点产业人才', aliases: ['重点产业人才数'], kind: 'count', of: talent, where: `${present} and industry is not null`, timing: 'stock', traces: 'day', unit: 'person', population: `${population}；现用人单位属于重点产业的`, deduplication: once },
  { ...shared, id: 'talent.key-industry-share', name: '重点产业人才占比', aliases: [], kind: 'ratio', unit: 'share', numerator: 'talent.key-industry', denominator: { figure: 'talent.total' }, population: '重点产业人才 ÷ 人才总量', deduplication: once },
  { ...shared, id: 'talent.postgraduate', name: '硕士、博士人才', aliases: ['研究生学历人才'], kind: 'count', of: talent, where: `${present} and education in ('硕士研究生', '博士研究生')`, timing: 'stock', traces: 'day', unit: 'person', population: `${population}；最高学历为硕士或博士研究生的`, deduplication: once },
  { ...shared, id: 'talent.postgraduate-share', name: '硕士、博士人才占比', aliases: [], kind: 'ratio', unit: 'share', numerator: 'talent.postgraduate', denominator: { figure: 'talent.total' }, population: '硕士、博士人才 ÷ 人才总量', deduplication: once },
  { ...shared, id: 'talent.doctor', name: '博士人才', aliases: ['博士研究生学历人才'], kind: 'count', of: talent, where: `${present} and education = '博士研究生'`, timing: 'stock', traces: 'day', unit: 'person', population: `${population}；最高学历为博士研究生的`, deduplication: once },
  { ...shared, id: 'talent.college', name: '大专以上学历人才', aliases: ['大专及以上学历人才', '专科以上学历人才'], kind: 'count', of: talent, where: `${present} and education in ('专科', '本科', '硕士研究生', '博士研究生')`, timing: 'stock', traces: 'day', unit: 'person', population: `${population}；最高学历为专科及以上的；与六支队伍的人才总量不是一个数`, deduplication: once },
  {
    ...shared,
    id: 'talent.departed',
    name: '本年流出人才',
    aliases: ['人才流出数'],
    kind: 'count',
    of: departure,
    timing: 'flow',
    traces: 'day',
    unit: 'occurrence',
    better: 'less',
    population: '本年离开本市的，按离开日期',
    deduplication: '一次流出一条；一年内两次流出计两人次',
  },
  ...highLevel(),
]

function highLevel(): readonly CountDefinition[] {
  const classes = { owner: shared.owner, better: shared.better, kind: 'count', of: recognition, unit: 'person', traces: 'day', source: '人才库：人才分类认定记录' } as const
  const who = '按本市人才分类目录认定、认定在有效期内、仍在本市的人'
  return [
    { ...classes, id: 'class.total', name: '高层次人才', aliases: ['高层次人才总数', 'A至E类人才'], timing: 'stock', where: `level in ('A', 'B', 'C', 'D', 'E')`, population: who, deduplication: '一人以最近一次认定为准，只计一次' },
    ...['A', 'B', 'C', 'D', 'E'].map((level): CountDefinition => ({ ...classes, id: `class.${level.toLowerCase()}`, name: `${level}类人才`, aliases: [], timing: 'stock', where: `level = '${level}'`, population: `${who}，最近一次认定为${level}类`, deduplication: '一人只在最近一次认定的类别里计一次' })),
    { ...classes, id: 'class.recognised', name: '本年新认定高层次人才', aliases: ['新认定人才'], unit: 'occurrence', timing: 'flow', population: '本年内认定生效的', deduplication: '一次认定一条；同一人一年内两次认定计两人次' },
  ]
}
