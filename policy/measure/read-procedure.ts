import type { Item, Mapping } from '../document/reader.ts'
import type { Expr } from '../language/expression.ts'
import type { Scope } from '../language/scope.ts'
import { combineRules, scopesOfSameness, stepKinds, type Allocation, type Combine, type Condition, type Limits, type Obligation, type PathStage, type Step, type TimeLimit } from './edition.ts'
import { optionalRule, ownRule, type Reading } from './read-rule.ts'

export function readCombine(item: Item): readonly Combine[] {
  const parts = item.isList() ? (item.list('combine') ?? []) : [item]
  return parts.flatMap((part): Combine[] => {
    const entry = part.mapping('combine', ['group', 'rule', 'per', 'with', 'choice', 'prefer', 'says'])
    const group = entry?.need('group')?.text('group')
    const rule = entry?.need('rule')?.oneOf('rule', combineRules)
    const per = entry?.get('per')?.oneOf('per', scopesOfSameness) ?? 'person'
    const others = (entry?.get('with')?.list('with') ?? []).flatMap((other) => other.text('with') ?? [])
    const says = entry?.get('says')?.text('says')
    const choice = entry?.get('choice')?.oneOf('choice', ['final', 'changeable'] as const)
    const prefer = entry?.get('prefer')?.oneOf('prefer', ['newest'] as const)
    if (choice && rule !== 'choose') entry?.get('choice')?.error('shape', '只有择一（choose）才谈得上选了能不能改')
    if (prefer && rule !== 'choose' && rule !== 'highest') entry?.get('prefer')?.error('shape', '从新（prefer）只用于择一（choose）和就高（highest）')
    return group === undefined || !rule ? [] : [{ group, rule, per, with: others, ...(choice ? { choice } : {}), ...(prefer ? { prefer } : {}), ...(says === undefined ? {} : { says }) }]
  })
}

/** `limits`, and the application window as conditions. */
export function readLimits(reading: Reading, item: Item): { limits: Limits; window: readonly Condition[] } {
  const entry = item.mapping('limits', ['once', 'budget', 'quota', 'window', 'caps', 'late', 'supplement'])
  const once = entry?.get('once')?.oneOf('once', scopesOfSameness)
  const budget = entry?.get('budget')?.text('budget')
  const late = entry?.get('late')?.oneOf('late', ['waived', 'next-batch'] as const)
  const quota = entry?.get('quota')?.mapping('quota', ['places', 'per', 'order'])
  const places = quota?.need('places')?.integer('places', 1, 100_000_000)
  const caps = (entry?.get('caps')?.list('caps') ?? []).flatMap((part): Limits['caps'][number][] => {
    const cap = part.mapping('总额上限', ['amount', 'per', 'each'])
    const yuan = cap?.need('amount')?.decimal('amount')
    const per = cap?.need('per')?.text('per')
    const each = cap?.get('each')?.oneOf('each', ['year', 'edition'] as const)
    return yuan && per !== undefined ? [{ yuan, per, ...(each ? { each } : {}) }] : []
  })
  const windowItem = entry?.get('window')
  const supplementItem = entry?.get('supplement')
  const supplement = supplementItem ? readTimeLimit(supplementItem) : undefined
  if (supplement && !supplement.working) supplementItem?.error('shape', '补正期限按工作日写，例如 15wd')
  return {
    limits: {
      caps,
      ...(once ? { once } : {}),
      ...(budget === undefined ? {} : { budget }),
      ...(late ? { late } : {}),
      ...(supplement ? { supplement } : {}),
      ...(places === undefined ? {} : { quota: { places, per: quota?.get('per')?.oneOf('per', ['year', 'edition', 'batch'] as const) ?? 'year', order: quota?.get('order')?.oneOf('order', ['first-come', 'ranking', 'lottery'] as const) ?? 'first-come' } }),
    },
    window: windowItem ? readWindow(reading, windowItem) : [],
  }
}

/** {from, to} · {after, within} · {yearly: {from: 01-01, to: 08-31}} · {batches: [{from, to}, …]} */
function readWindow(reading: Reading, item: Item): readonly Condition[] {
  const entry = item.mapping('申报期 window', ['from', 'to', 'after', 'within', 'yearly', 'batches', 'says'])
  if (!entry) return []
  const says = entry.get('says')?.text('says')
  const condition = (words: string, text: string): readonly Condition[] => {
    const rule = ownRule(reading.scope, text)
    return [{ says: says ?? words, rule, expr: rule.expr, implied: 'window' }]
  }
  if (entry.has('after') || entry.has('within')) {
    const after = optionalRule(reading, entry, 'after', 'date')
    const within = entry.need('within')
    const period = within?.period('within')
    if (!entry.need('after') || !after || !period) return []
    return condition(`在${after.text}后的申报期限内提出`, `申请日 <= (${after.text}\n) + duration("${within?.text('within') ?? ''}")`)
  }
  const yearly = entry.get('yearly')?.mapping('yearly', ['from', 'to'])
  if (yearly) {
    const from = monthDay(yearly, 'from')
    const to = monthDay(yearly, 'to')
    if (from === undefined || to === undefined) return []
    const inside = from <= to ? `月(申请日) * 100 + 日(申请日) in [${from}..${to}]` : `月(申请日) * 100 + 日(申请日) in (>= ${from}, <= ${to})`
    return condition('在每年的申报期内提出', inside)
  }
  const batches = entry.get('batches')?.list('batches')
  if (batches) {
    const spans = batches.flatMap((part) => readSpan(part.mapping('一批', ['from', 'to'])) ?? [])
    if (spans.length === 0) return item.error('shape', '批次 batches 是空的') ?? []
    return condition(`在${spans.map((span) => `${span.from}至${span.to}`).join('、')}的申报批次内提出`, spans.map((span) => `申请日 in [@"${span.from}"..@"${span.to}"]`).join(' or '))
  }
  const span = readSpan(entry)
  return span ? condition(`在${span.from}至${span.to}的申报期内提出`, `申请日 in [@"${span.from}"..@"${span.to}"]`) : []
}

function readSpan(entry: Mapping | undefined): { from: string; to: string } | undefined {
  const from = entry?.need('from')?.day('from')
  const to = entry?.need('to')?.day('to')
  if (!entry || from === undefined || to === undefined) return undefined
  return to < from ? entry.item.error('never', '申报期的结束日早于起始日') : { from, to }
}

function monthDay(mapping: Mapping, key: string): number | undefined {
  const item = mapping.need(key)
  const text = item?.text(key)
  const match = text === undefined ? null : /^(\d{2})-(\d{2})$/.exec(text)
  if (!match) return item?.error('shape', `${key} 要写月-日，例如 "08-31"`)
  return Number(match[1]) * 100 + Number(match[2])
}

export function inForceCondition(scope: Scope, from: string, to: string | undefined): Condition {
  const rule = ownRule(scope, to === undefined ? `申请日 >= @"${from}"` : `申请日 in [@"${from}"..@"${to}"]`)
  return { says: `事项在有效期内（${from}至${to ?? '今'}）`, rule, expr: rule.expr, implied: 'in-force' }
}

export function readAllocation(reading: Reading, item: Item): Allocation | undefined {
  const entry = item.mapping('allocation', ['by', 'body', 'score', 'says'])
  const by = entry?.need('by')?.oneOf('by', ['ranking', 'lottery', 'expert-review', 'case-by-case', 'first-come'] as const)
  const body = entry?.get('body')?.text('body')
  const says = entry?.get('says')?.text('says')
  const score = entry ? optionalRule(reading, entry, 'score', 'number') : undefined
  return by ? { by, ...(body === undefined ? {} : { body }), ...(score ? { score } : {}), ...(says === undefined ? {} : { says }) } : undefined
}

export function readObligation(reading: Reading, item: Item): Obligation | undefined {
  const entry = item.mapping('obligation', ['serve', 'from', 'breach', 'ban', 'banFor', 'lock', 'unpaid', 'agreement', 'says'])
  if (!entry) return undefined
  const serve = entry.get('serve')?.period('serve')
  const from = optionalRule(reading, entry, 'from', 'date')
  const breach = entry.get('breach')?.oneOf('breach', ['pro-rata', 'all', 'rest', 'none'] as const) ?? 'none'
  const ban = entry.get('ban')?.period('ban')
  const banFor = (entry.get('banFor')?.list('banFor') ?? []).flatMap((who) => who.oneOf('banFor', ['person', 'employer'] as const) ?? [])
  if (banFor.length > 0 && !ban) entry.get('banFor')?.error('missing-key', '写了对谁禁报 banFor，还要写禁多久 ban')
  const lock = entry.get('lock')?.period('lock')
  const agreement = entry.get('agreement')?.period('agreement')
  const unpaid = entry.get('unpaid')?.oneOf('unpaid', ['lapse', 'continue'] as const) ?? 'lapse'
  const says = entry.get('says')?.text('says')
  return { breach, unpaid, banFor: ban && banFor.length === 0 ? ['person'] : banFor, ...(serve ? { serve } : {}), ...(from ? { from } : {}), ...(ban ? { ban } : {}), ...(lock ? { lock } : {}), ...(agreement ? { agreement } : {}), ...(says === undefined ? {} : { says }) }
}

const office = /^(?:person|employer|base|agency|town|(?:county|city|province|state)\.[a-z][a-z0-9-]*|town\.[a-z][a-z0-9-]*)$/

export function readPath(reading: Reading, item: Item): readonly PathStage[] {
  const list = item.list('path') ?? []
  const stages = list.flatMap((part): PathStage[] => {
    if (!part.isMapping()) return part.error('shape', '路径的一步要写成 { step: …, by: … }') ?? []
    const both = part.mapping('路径的一步')
    const shared = sideBySide.find((key) => both?.has(key))
    if (!shared) {
      const step = readStep(reading, part)
      return step ? [{ steps: [step] }] : []
    }
    const entry = part.mapping('并行的几步', [shared, 'within'])
    const within = entry?.get('within')
    const limit = within ? readTimeLimit(within) : undefined
    const steps = (entry?.get(shared)?.list(shared) ?? []).flatMap((step) => readStep(reading, step) ?? [])
    if (steps.length === 0) part.error('shape', '并行的几步是空的')
    const apart = steps.length > 1 ? steps.find(({ kind }) => kind === 'decide' || kind === 'notice') : undefined
    if (apart) part.error('path', `“${apart.step}”不能和别的步骤并行`, '审定和公示各写一步；几家要会签的，写成审定之前的 together，有一家即可的写成 anyOf')
    return [{ steps, ...(shared === 'anyOf' ? { needs: 'one' as const } : {}), ...(limit ? { within: limit } : {}) }]
  })
  checkEnd(item, stages)
  return stages
}

/** `together`: all must agree; `anyOf`: one is enough. */
const sideBySide = ['together', 'anyOf'] as const

/** What no case could walk to its end: nobody decides, or something is still to be done when the money is committed (paying it out is the fund's). */
function checkEnd(item: Item, stages: readonly PathStage[]): void {
  if (stages.length === 0) return
  const last = stages.findLastIndex((stage) => stage.steps.some((step) => step.kind === 'decide'))
  if (last < 0) {
    item.warn('path', '路径里没有审定这一步，办件不知道由谁决定', '给最后一步写 kind: decide')
    return
  }
  const outside = stages.flatMap((stage) => stage.steps).find((step) => (step.kind === 'decide' || step.kind === 'notice') && step.by !== undefined && /^(?:person|employer|base|agency)$/.test(step.by))
  if (outside) item.error('path', `“${outside.step}”要由主管部门办，不能由“${outside.by}”办`)
  const after = stages.slice(last + 1).flatMap((stage) => stage.steps).find((step) => step.kind !== 'pay')
  if (after) item.error('path', `“${after.step}”排在审定之后，办件走不到`, '审定是最后一步，之后只有拨付；公示和核验写在审定之前')
}

function readStep(reading: Reading, item: Item): Step | undefined {
  const entry = item.mapping('路径的一步', ['step', 'by', 'kind', 'within', 'when'])
  const name = entry?.need('step')?.text('step')
  if (!entry || name === undefined) return undefined
  const byItem = entry.get('by')
  const by = byItem?.text('by')
  if (by !== undefined && !office.test(by)) byItem?.error('office', `“${by}”不是办理机构`, '可以写 employer、town、county.hr、city.education 这样的“层级.部门”')
  const kind = entry.get('kind')?.oneOf('kind', stepKinds) ?? guessKind(name, by)
  const withinItem = entry.get('within')
  const within = withinItem ? readTimeLimit(withinItem) : undefined
  if (by === undefined && kind !== 'notice') entry.item.error('missing-key', `“${name}”没有写由谁办（by）`)
  const when = optionalRule(reading, entry, 'when', 'boolean')
  return { step: name, kind, ...(by === undefined ? {} : { by }), ...(within ? { within } : {}), ...(when ? { when } : {}) }
}

function guessKind(name: string, by: string | undefined): Step['kind'] {
  if (name.includes('公示')) return 'notice'
  if (/审定|审批|批准|决定|研究确定/.test(name)) return 'decide'
  if (/拨付|发放/.test(name)) return 'pay'
  return by === 'employer' ? 'verify' : 'review'
}

function readTimeLimit(item: Item): TimeLimit | undefined {
  const text = item.text('within')
  const match = text === undefined ? null : /^(\d{1,3})(wd|d)$/.exec(text)
  if (!match) return item.error('shape', `时限要写 5wd（工作日）或 7d（自然日），这里是“${(text ?? '').slice(0, 20)}”`)
  return { days: Number(match[1]), working: match[2] === 'wd' }
}

/** Every expression of a path, for the facts that it reads. */
export function pathRules(path: readonly PathStage[]): readonly Expr[] {
  return path.flatMap((stage) => stage.steps.flatMap((step) => (step.when ? [step.when.expr] : [])))
}

