import { formatDecimal, type Decimal } from '../language/decimal.ts'
import { dayWords, periodWords } from '../language/day.ts'
import { words } from '../language/words.ts'
import { everyWords, type Amount, type Combine, type Condition, type Edition, type Give, type Paper, type PathStage, type Schedule, type ScheduleEvent } from '../measure/edition.ts'

export interface ConditionWords {
  readonly says: string
  /** The rule as written, and as the engine understood it. */
  readonly rule: string
  readonly words: string
}

/** A measure in plain words, from its definition alone: for the public page and for showing a parse back to its writer. */
export interface Description {
  readonly title: string
  readonly document: string
  readonly validity: string
  readonly conditions: readonly ConditionWords[]
  readonly alternatives: readonly { readonly name: string; readonly conditions: readonly ConditionWords[]; readonly gives: readonly string[] }[]
  readonly gives: readonly string[]
  readonly combine: readonly string[]
  readonly limits: readonly string[]
  readonly obligation: string | null
  readonly delivery: string
  readonly path: readonly string[]
  /** What an application must carry, and when it need not. */
  readonly papers: readonly string[]
}

const samenessWords = { person: '每人', household: '每户', dwelling: '每套住房', degree: '同一学位', certificate: '同一证书', level: '同一等级', employment: '同一劳动关系', employer: '每个单位', team: '每个团队', licence: '每份执照' } as const
/** What a cap is counted by; a word that a rule brings itself stands as it is. */
const capWords: ReadonlyMap<string, string> = new Map([...Object.entries(samenessWords), ['hire', '每引进一人'], ['agency', '每家中介机构'], ['base', '每个基地'], ['school', '每所学校']])
const combineWords = { choose: '由申请人择一享受', highest: '就高享受，不重复', difference: '就高补差', deduct: '扣除已领部分', stack: '可以叠加' } as const
const payeeWords = { person: '本人', employer: '用人单位', team: '团队', household: '家庭', agency: '中介机构', base: '见习基地', developer: '开发企业', relative: '亲属', school: '学校', landlord: '出租人', guardian: '监护人' } as const

export function describe(edition: Edition): Description {
  const { inForce, document } = edition
  const continued = inForce.continued ? `，到期后依据${inForce.continued.basis}继续执行${inForce.continued.until === undefined ? '' : `至${dayWords(inForce.continued.until)}`}` : ''
  return {
    title: edition.title,
    document: `${document.number}${document.clause ?? ''}`,
    validity: `${dayWords(inForce.from)}起${inForce.to === undefined ? '' : `至${dayWords(inForce.to)}`}${continued}`,
    conditions: edition.conditions.map(conditionWords),
    alternatives: edition.alternatives.map((alternative) => ({ name: alternative.name, conditions: alternative.conditions.map(conditionWords), gives: alternative.gives.map(giveWords) })),
    gives: edition.gives.map(giveWords),
    combine: edition.combine.map(combineSentence),
    limits: limitWords(edition),
    obligation: obligationWords(edition),
    delivery: edition.delivery === 'proactive' ? '免申即享：由系统比对数据，无需申报' : '由申请人申报',
    path: edition.path.map(stageWords),
    papers: edition.papers.map(paperWords),
  }
}

function conditionWords(condition: Condition): ConditionWords {
  const exempt = condition.exempt ? `（${words(condition.exempt.expr)}的不受此限）` : ''
  return { says: condition.says, rule: condition.rule.text, words: `${words(condition.rule.expr)}${exempt}` }
}

function yuan(value: Decimal): string {
  const inWan = { n: value.n, s: value.s + 4 }
  const asWan = formatDecimal(inWan)
  return value.n >= 10000n * 10n ** BigInt(value.s) && asWan.length <= 6 ? `${asWan}万元` : `${formatDecimal(value)}元`
}

function percent(share: Decimal): string {
  return `${formatDecimal({ n: share.n * 100n, s: share.s })}%`
}

export function amountWords(amount: Amount): string {
  switch (amount.kind) {
    case 'fixed': return yuan(amount.yuan)
    case 'formula': return words(amount.rule.expr)
    case 'percent': return `${words(amount.of.expr)}的${percent(amount.share)}`
    case 'units': return `每单位${amountWords(amount.unit)}，乘以${words(amount.quantity.expr)}`
    case 'table': return `按${words(amount.by.expr)}：${amount.rows.map((row) => `${row.key} ${amountWords(row.amount)}`).join('，')}${amount.otherwise ? `，其他 ${amountWords(amount.otherwise)}` : ''}`
    case 'rows': return `${amount.rows.map((row) => `${words(row.when.expr)}的，${amountWords(row.amount)}`).join('；')}${amount.otherwise ? `；其余，${amountWords(amount.otherwise)}` : ''}`
    case 'best': return `就高：${amount.of.map(amountWords).join('；或')}`
    case 'bounded': return `${amountWords(amount.of)}${amount.floor ? `，不低于${amountWords(amount.floor)}` : ''}${amount.cap ? `，不超过${amountWords(amount.cap)}` : ''}`
    case 'decided': return `由${amount.by}一事一议确定${amount.floor ? `，不低于${yuan(amount.floor)}` : ''}${amount.cap ? `，不超过${yuan(amount.cap)}` : ''}`
  }
}

export function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === 'periodic') {
    const each = schedule.rates.length > 0 ? `，各期按${schedule.rates.map(percent).join('、')}` : ''
    const loop = schedule.while ? `，期间须${words(schedule.while.expr)}` : ''
    const renewed = schedule.renew === 'automatic' ? '；符合条件的自动续发，不用再申请' : schedule.renew === 'apply' ? '；每期另行申请' : ''
    return `自${words(schedule.from.expr)}起每${everyWords[schedule.every]}发放，共${words(schedule.times.expr)}期${each}${loop}${eventWords(schedule.events)}${renewed}`
  }
  if (schedule.items.length === 1) return `一次性发放${eventWords(schedule.events)}`
  const parts = schedule.items
    .map((item, i) => {
      const part = 'share' in item.part ? percent(item.part.share) : yuan(item.part.yuan)
      const when = [item.when ? `${words(item.when.expr)}时` : '', item.due ? words(item.due.expr) : ''].filter(Boolean).join('、')
      return `第${i + 1}期${part}，${when}${item.if ? `，须${words(item.if.expr)}` : ''}`
    })
    .join('；')
  return `${parts}${eventWords(schedule.events)}`
}

function eventWords(events: readonly ScheduleEvent[]): string {
  return events.map((event) => `；${event.says}${event.affects === 'total' && event.does !== 'extend' ? '，总额相应减少' : ''}`).join('')
}

function giveWords(give: Give): string {
  const name = give.name === undefined ? '' : `${give.name}：`
  const when = give.when ? `（${words(give.when.expr)}的）` : ''
  const voucher = give.voucher ? `；以券发放，${periodWords(give.voucher.validFor)}内在${give.voucher.redeemedAt}使用，由${give.voucher.settledBy}结算，${give.voucher.unused === 'lapse' ? '逾期作废' : '逾期可以重新申领'}` : ''
  if (!give.amount) return `${name}${give.what ?? ''}${when}${voucher}`
  const uplifts = give.uplifts.map((uplift) => `；${uplift.says}上浮${'percent' in uplift.by ? percent(uplift.by.percent) : yuan(uplift.by.yuan)}`).join('')
  const paid = give.paidBy.length > 0 ? `；${payerWords(give)}` : ''
  const tax = give.tax ? `；${give.tax.stated === 'gross' ? '税前' : '税后'}金额，按${give.tax.item}${percent(give.tax.rate)}代扣个人所得税` : ''
  return `${name}${amountWords(give.amount)}${when}${uplifts}；${scheduleWords(give.schedule)}${give.maxTotal ? `；总额不超过${amountWords(give.maxTotal)}` : ''}；付给${payeeWords[give.payee]}${paid}${tax}${voucher}`
}

function payerWords({ paidBy, paidByPlace }: Give): string {
  const shares = (entries: Give['paidBy']) => entries.map((entry) => `${entry.payer}承担${percent(entry.share)}`).join('，')
  const places = paidByPlace.map((row) => `${row.places.map(({ name }) => name).join('、')}的${shares(row.shares)}；`).join('')
  return `${places}${places === '' ? '' : '其余地方的'}${shares(paidBy)}`
}

function combineSentence(combine: Combine): string {
  const more = `${combine.choice === 'final' ? '，选定后不得更改' : combine.choice === 'changeable' ? '，可以改选' : ''}${combine.prefer === 'newest' ? '，新旧政策都适用的从新' : ''}`
  return combine.says ?? `${samenessWords[combine.per]}在“${combine.group}”各项中${combineWords[combine.rule]}${combine.with.length > 0 ? `（对照${combine.with.join('、')}）` : ''}${more}`
}

function limitWords({ limits, allocation }: Edition): readonly string[] {
  const lines: string[] = []
  if (limits.once) lines.push(`${samenessWords[limits.once]}只享受一次`)
  if (limits.budget !== undefined) lines.push(`列支：${limits.budget}`)
  if (limits.quota) lines.push(`${{ year: '每年', edition: '总共', batch: '每批' }[limits.quota.per]}${limits.quota.places}个名额，${{ 'first-come': '先到先得', ranking: '按排名', lottery: '抽签' }[limits.quota.order]}`)
  for (const cap of limits.caps) lines.push(`${capWords.get(cap.per) ?? `每${cap.per}`}${cap.each === 'year' ? '每年' : ''}最多${yuan(cap.yuan)}`)
  if (limits.late) lines.push(limits.late === 'waived' ? '逾期未申报视为放弃' : '逾期转入下一批')
  if (limits.supplement) lines.push(`退回补正的，${limits.supplement.days}个工作日内补齐，逾期视为撤回`)
  if (allocation?.score) lines.push(`积分：${words(allocation.score.expr)}`)
  if (allocation) lines.push(allocation.says ?? `名额由${allocation.body ?? '主管部门'}${{ ranking: '按排名分配', lottery: '抽签分配', 'expert-review': '经专家评审确定', 'case-by-case': '一事一议确定', 'first-come': '先到先得' }[allocation.by]}`)
  return lines
}

function obligationWords({ obligation }: Edition): string | null {
  if (!obligation) return null
  if (obligation.says !== undefined) return obligation.says
  const parts = [
    obligation.agreement ? `审定后${periodWords(obligation.agreement)}内签订协议` : '',
    obligation.serve ? `服务满${periodWords(obligation.serve)}` : '',
    obligation.lock ? `${periodWords(obligation.lock)}内住房不得转让` : '',
    { 'pro-rata': '违约的按未满时间折算退回', all: '违约的全额退回', rest: '违约的退回余下部分', none: '' }[obligation.breach],
    obligation.ban ? `${obligation.banFor.map((who) => payeeWords[who]).join('和')}${periodWords(obligation.ban)}内不得再申报` : '',
    obligation.breach !== 'none' && obligation.unpaid === 'lapse' ? '未发部分不再发放' : '',
  ]
  return parts.filter(Boolean).join('，')
}

function paperWords({ name, when, unlessVerified, reuse }: Paper): string {
  const more = [
    when ? `${words(when.expr)}的提供` : '',
    unlessVerified.length > 0 ? `${unlessVerified.join('、')}已经核实的不用提供` : '',
    reuse ? `${periodWords(reuse)}内交过的不用再交` : '',
  ].filter(Boolean)
  return more.length > 0 ? `${name}（${more.join('；')}）` : name
}

const levelWords: Record<string, string> = { employer: '用人单位', town: '镇街', county: '县区', city: '市', province: '省', state: '国家', person: '本人', base: '见习基地', agency: '中介机构' }

function stageWords(stage: PathStage): string {
  const limit = (within: { days: number; working: boolean } | undefined) => (within ? `（${within.days}个${within.working ? '工作日' : '自然日'}）` : '')
  const steps = stage.steps.map((step) => {
    const [level, department] = (step.by ?? '').split('.')
    const office = step.by === undefined ? '' : `${levelWords[level ?? ''] ?? level}${department === undefined ? '' : `·${department}`} `
    return `${office}${step.step}${limit(step.within)}${step.when ? `［${words(step.when.expr)}时］` : ''}`
  })
  return stage.steps.length > 1 ? `${stage.needs === 'one' ? '一家办理即可' : '并行'}：${steps.join('、')}${limit(stage.within)}` : (steps[0] ?? '')
}
