import type { Amount, Edition, Give, Schedule } from '../policy/index.ts'

/**
 * The structures of real clauses that a library of a city should show, by the letters of the catalogue (B amount, S schedule, C combination,
 * A allocation, T time, P process, F payers, K clawback, E eligibility): whether an edition has one.
 */

const givesOf = (edition: Edition): Give[] => [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
const rulesOf = (edition: Edition): string =>
  [...edition.conditions, ...edition.alternatives.flatMap((alternative) => alternative.conditions)].flatMap(({ rule, exempt }) => [rule.text, exempt?.text ?? '']).join('\n')

/** An amount and every amount inside it. */
const within = (amount: Amount): Amount[] => {
  switch (amount.kind) {
    case 'table': case 'rows': return [amount, ...amount.rows.flatMap((row) => within(row.amount)), ...(amount.otherwise ? within(amount.otherwise) : [])]
    case 'best': return [amount, ...amount.of.flatMap(within)]
    case 'units': return [amount, ...within(amount.unit)]
    case 'bounded': return [amount, ...within(amount.of), ...(amount.floor ? within(amount.floor) : []), ...(amount.cap ? within(amount.cap) : [])]
    case 'fixed': case 'percent': case 'formula': case 'decided': return [amount]
  }
}
const amountsOf = (edition: Edition): Amount[] => givesOf(edition).flatMap(({ amount }) => (amount ? within(amount) : []))
const schedulesOf = (edition: Edition): Schedule[] => givesOf(edition).filter(({ kind }) => kind === 'money').map(({ schedule }) => schedule)
const instalments = (edition: Edition) => schedulesOf(edition).flatMap((schedule) => (schedule.kind === 'instalments' ? schedule.items : []))
const periodic = (edition: Edition) => schedulesOf(edition).flatMap((schedule) => (schedule.kind === 'periodic' ? [schedule] : []))
const amountHas = (edition: Edition, test: (amount: Amount) => boolean): boolean => amountsOf(edition).some(test)
const reads = (pattern: RegExp) => (edition: Edition): boolean => pattern.test(rulesOf(edition))
const combines = (rule: string) => (edition: Edition): boolean => edition.combine.some((one) => one.rule === rule)

export const structures: Readonly<Record<string, (edition: Edition) => boolean>> = {
  'B1 分档表': (edition) => amountHas(edition, ({ kind }) => kind === 'table'),
  'B2 几把尺子取最高': (edition) => amountHas(edition, ({ kind }) => kind === 'best'),
  'B3 两个键的矩阵': (edition) => amountHas(edition, (amount) => amount.kind === 'table' && amount.rows.some((row) => row.amount.kind === 'table')),
  'B4 按比例并封顶': (edition) => amountHas(edition, (amount) => amount.kind === 'bounded' && amount.of.kind === 'percent' && !amount.floor),
  'B5 比例有下限又有封顶': (edition) => amountHas(edition, (amount) => amount.kind === 'bounded' && amount.of.kind === 'percent' && amount.floor !== undefined && amount.cap !== undefined),
  'B6 单价乘数量': (edition) => amountHas(edition, ({ kind }) => kind === 'units'),
  'B7 上浮相加': (edition) => givesOf(edition).some((give) => give.uplifts.length > 1 && give.upliftsCombine === 'add'),
  'B7 上浮取最高': (edition) => givesOf(edition).some((give) => give.uplifts.length > 1 && give.upliftsCombine === 'best'),
  'B8 不是钱': (edition) => givesOf(edition).some(({ kind }) => kind !== 'money'),
  'B9 收款的不是享受对象': (edition) => givesOf(edition).some(({ kind, payee }) => kind === 'money' && payee !== edition.for),
  'B10 贷款贴息': (edition) => amountHas(edition, (amount) => amount.kind === 'formula' && amount.rule.text.includes('年利率')),
  'B11 税前与税后': (edition) => givesOf(edition).some(({ tax }) => tax !== undefined),
  'S1 一次性': (edition) => instalments(edition).length === 1,
  'S2 按月发放、条件在则续': (edition) => periodic(edition).some((schedule) => schedule.every === 'month' && schedule.while !== undefined),
  'S3 逐年等额': (edition) => periodic(edition).some((schedule) => schedule.every === 'year' && schedule.amountIs === 'total'),
  'S4 不等额分期': (edition) => new Set(instalments(edition).map(({ part }) => ('share' in part ? `${part.share.n}/${part.share.s}` : `${part.yuan.n}`))).size > 1,
  'S5 达到节点才付': (edition) => instalments(edition).some(({ when }) => when !== undefined),
  'S6 每期先复核': (edition) => instalments(edition).some((item) => item.if !== undefined),
  'S7 各期比例不同': (edition) => periodic(edition).some(({ rates }) => rates.length > 1),
  'S9 停发事件': (edition) => periodic(edition).some(({ events }) => events.some(({ does }) => does === 'stop')),
  'C1 择一': combines('choose'),
  'C1 就高': combines('highest'),
  'C2 补差': combines('difference'),
  'C2 抵扣': combines('deduct'),
  'C4 叠加': combines('stack'),
  'C3 每证一次': (edition) => edition.limits.once === 'certificate',
  'C3 每房一次': (edition) => edition.limits.once === 'dwelling',
  'C5 与上级政策': (edition) => edition.combine.some((one) => one.with.some((other) => other.includes('省级'))),
  'A1 名额': (edition) => edition.limits.quota !== undefined,
  'A2 排名': (edition) => edition.allocation?.by === 'ranking',
  'A2 摇号': (edition) => edition.allocation?.by === 'lottery',
  'A3 专家评审': (edition) => edition.allocation?.by === 'expert-review',
  'A4 一事一议': (edition) => edition.allocation?.by === 'case-by-case' && amountHas(edition, ({ kind }) => kind === 'decided'),
  'A5 申报期': (edition) => edition.implied.some(({ implied }) => implied === 'window'),
  'T1 有效期': (edition) => edition.inForce.to !== undefined,
  'T1 到期后继续执行': (edition) => edition.inForce.continued !== undefined,
  'T2 期数随批次': (edition) => periodic(edition).some(({ times }) => times.text.startsWith('if ')),
  'T3 人员范围已截止': (edition) => /首次引进日期 in \[/.test(rulesOf(edition)),
  'P1 单位先核验': (edition) => edition.path[0]?.steps[0]?.by === 'employer',
  'P2 并行核验': (edition) => edition.path.some(({ steps }) => steps.length > 1),
  'P3 公示': (edition) => edition.path.some(({ steps }) => steps.some(({ kind }) => kind === 'notice')),
  'P5 免申即享': (edition) => edition.delivery === 'proactive',
  'P7 每步时限': (edition) => edition.path.length > 0 && edition.path.every(({ steps, within: limit }) => limit !== undefined || steps.every((step) => step.within !== undefined)),
  'F1 分担': (edition) => givesOf(edition).some(({ paidBy }) => paidBy.length > 1),
  'K1 全部退回': (edition) => edition.obligation?.breach === 'all',
  'K2 按比例退回': (edition) => edition.obligation?.breach === 'pro-rata',
  'K3 禁报': (edition) => edition.obligation?.ban !== undefined,
  'K4 限售': (edition) => edition.obligation?.lock !== undefined,
  'K5 未发作废': (edition) => edition.obligation?.unpaid === 'lapse',
  'E1 学历门槛': reads(/不低于\(学历/),
  'E2 周岁看申请日': reads(/周岁\(出生日期, 申请日\)/),
  'E2 周岁看别的日子': reads(/周岁\(出生日期, 首次引进日期\)/),
  'E3 毕业若干年内': reads(/毕业日期 \+ duration/),
  'E4 某日以后': reads(/首次引进日期 >= @/),
  'E5 往前查没有': reads(/not\(some x in 社保缴费/),
  'E6 连续月数': reads(/社保连续月数 >=/),
  'E6 累计月数': reads(/累计月数\(/),
  'E7 合同年限': reads(/劳动合同年限 >=/),
  'E8 户籍': (edition) => givesOf(edition).some(({ uplifts }) => uplifts.some(({ when }) => when.text.includes('户籍'))),
  'E9 家庭住房': reads(/本市住房套数 =/),
  'E10 单位事实': reads(/单位类型/),
  'E11 名单的版次': (edition) => /在名单\(/.test(rulesOf(edition)) || amountHas(edition, (amount) => amount.kind === 'table' && amount.by.text.includes('在名单')),
  'E12 几条路径': (edition) => edition.alternatives.length > 1,
  'E4 有人不受限': (edition) => edition.conditions.some(({ exempt }) => exempt !== undefined),
  'E14 排除的人群': reads(/!= "机关"/),
  'E15 数人头': reads(/count\(/),
  'E16 年度统计': reads(/年度统计\(/),
  'E17 以另一事项为前提': reads(/享受\(/),
  'E18 家属': reads(/子女|配偶/),
  'E19 岗位': reads(/岗位类别/),
}
