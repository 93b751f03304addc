/** Where somebody stands on his way; each says by which words of a measure it is known, or by what the measure gives and its own stage. */
export const journeys = {
  arrive: { label: '引进', title: '', stages: ['引进'] },
  settle: { label: '落地', title: '安家|来青|落户|随迁|认定|人才卡|公寓', stages: [] },
  home: { label: '安居', title: '房|租|公寓|安居|安家|生活补贴|留才', stages: [] },
  grow: { label: '成长', title: '创业|团队|平台|晋升', stages: ['培养', '使用'] },
  reward: { label: '激励', title: '奖', stages: ['激励'] },
  serve: { label: '服务', title: '服务专员|医疗|入学|随迁|人才卡', stages: [] },
} as const satisfies Record<string, { label: string; title: string; stages: readonly string[] }>
export type Journey = keyof typeof journeys

/** The facts that say where somebody works: by them a measure holds in some counties and not in others. */
export const placeFacts = ['工作地']

/** Whom a measure serves, as somebody looks for it: his own life or the employer's desk, teams with it. */
export const seekers = { person: '个人', employer: '单位和团队' } as const
export type Seeker = keyof typeof seekers

/** The facts by which the published shares part people: who came from outside, with which schooling, of which class. */
export const strataFacts: readonly string[] = ['引进人才', '学历', '人才类别']
