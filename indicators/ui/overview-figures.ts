/** What the overview and the big screen ask for: one question for the whole page. */

export const programmes = [
  { id: 'highLevel', name: '高层次人才引进计划', page: '/programmes/high-level' },
  { id: 'graduates', name: '名校优生引进计划', page: '/programmes/graduates' },
  { id: 'skilled', name: '技能人才振兴计划', page: '/programmes/skilled' },
] as const
export const corps = ['talent.professional', 'talent.skilled', 'talent.management', 'talent.party', 'talent.rural', 'talent.social'] as const
export const classes = ['class.a', 'class.b', 'class.c', 'class.d', 'class.e'] as const
export const platforms = ['zone', 'incubator', 'makerspace', 'postdoc', 'technology-centre'] as const
export const openCases = ['case.verifying', 'case.inReview', 'case.returned', 'case.suspended', 'case.onNotice', 'case.objected', 'case.toDecide', 'case.appealed'] as const
/** Housing, specialists, and what people say. */
export const living = ['housing.floor-area', 'housing.people', 'housing.housed-ever', 'housing.waiting', 'service.coverage', 'service.satisfaction', 'case.satisfaction'] as const
const heads = ['talent.total', 'talent.density', 'class.total', 'introduction.year', 'talent.departed', 'introduction.flexible', 'talent.key-industry-share', 'talent.postgraduate', 'platform.total', 'team.total']
const money = ['fund.appropriated', 'fund.obligated', 'fund.disbursed', 'fund.available', 'fund.execution', 'fund.awarded', 'fund.paid']
const cases = ['case.filed', 'case.open', 'case.decided', 'case.overdue', 'case.decision-days', 'training.people', 'training.fulfilled-share', 'policy.in-force', 'policy.entitled']

export const overviewFigures: string[] = [
  ...heads,
  ...corps,
  ...classes,
  ...programmes.flatMap(({ id }) => [`${id}.introduced`, `${id}.total`, `${id}.present`, `${id}.retained`]),
  ...platforms.flatMap((id) => [`platform.${id}`, `platform.${id}.national`]),
  ...money,
  ...cases,
  ...openCases,
  ...living,
]
