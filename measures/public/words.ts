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

/** What the calculator asks on one card: what stands on one paper, or what one knows by one thought. At most five of a card are asked at once, those that settle most. */
export const topics: readonly { title: string; facts: readonly string[] }[] = [
  { title: '人才类别', facts: ['人才类别', '类别认定日期', '类别有效期止', '专项认定类别'] },
  { title: '学历证书', facts: ['学历', '学位', '全日制', '毕业日期', '毕业院校', '院校所在国'] },
  { title: '来青屿', facts: ['引进人才', '首次引进日期', '引进方式', '引进渠道', '来源地', '出生日期', '本市户籍'] },
  { title: '现在的工作', facts: ['在本市就业', '用人单位类型', '用人单位产业', '用人单位名录', '工作地', '任职起始日', '劳动合同年限', '岗位类别', '现任岗位', '月薪', '上年度个税', '紧缺急需岗位', '年度考核', '社保连续月数', '社保缴费', '离开本市日期'] },
  { title: '职称和技能', facts: ['职称', '职称取得日期', '技能等级', '技能证书日期', '获奖'] },
  { title: '住房和家庭', facts: ['本市住房套数', '租房备案', '月租金', '购房总价', '最近购房日期', '最近转让住房日期', '近五年转让住房', '子女', '配偶就业状况', '已获资助'] },
  { title: '创业', facts: ['创业身份', '创业贷款余额', '创业贷款年利率'] },
]
