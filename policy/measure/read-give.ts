import type { Item, Mapping } from '../document/reader.ts'
import { compare, one, zero, type Decimal } from '../language/decimal.ts'
import { isDecimal } from '../language/evaluate.ts'
import { giveKinds, payees, type Amount, type EventEffect, type Every, type Give, type Holder, type Instalment, type Payee, type Schedule, type ScheduleEvent } from './edition.ts'
import { amountExpr, scheduleTotal, toFen, withUplifts } from './amount-expression.ts'
import { readAmount, readUplifts } from './read-amount.ts'
import { applicationDate, optionalRule, readRule, type Reading } from './read-rule.ts'

const giveKeys = ['name', 'kind', 'payee', 'what', 'when', 'amount', 'uplifts', 'upliftsCombine', 'schedule', 'paidBy', 'tax']
const everies: readonly Every[] = ['month', 'quarter', 'half-year', 'year']
const effects: readonly EventEffect[] = ['stop', 'suspend', 'accelerate', 'extend']

/** Whole and at once, on the application day. */
export const lump: Schedule = { kind: 'instalments', items: [{ part: { share: one }, due: applicationDate }] }

export function readGive(reading: Reading, item: Item, holder: Holder): Give | undefined {
  const entry = item.mapping('gives 的一项', giveKeys)
  const kind = entry?.need('kind')?.oneOf('kind', giveKinds)
  if (!entry || !kind) return undefined
  const payee = entry.get('payee')?.oneOf('payee', payees) ?? defaultPayee(holder)
  const name = entry.get('name')?.text('name')
  const what = entry.get('what')?.text('what')
  const when = optionalRule(reading, entry, 'when', 'boolean')
  const shared = { kind, payee, ...(name === undefined ? {} : { name }), ...(what === undefined ? {} : { what }), ...(when ? { when } : {}) }
  if (kind !== 'money') {
    for (const key of ['amount', 'uplifts', 'schedule', 'paidBy', 'tax']) if (entry.has(key)) entry.get(key)?.error('shape', `“${kind}”不是钱，不写 ${key}`)
    if (what === undefined && name === undefined) entry.item.error('missing-key', '不是钱的待遇要用 what 写明给什么')
    return { ...shared, uplifts: [], upliftsCombine: 'add', schedule: lump, paidBy: [] }
  }
  const amountItem = entry.need('amount')
  const amount = amountItem ? readAmount(reading, amountItem, '金额') : undefined
  if (!amount) return undefined
  const upliftItem = entry.get('uplifts')
  const uplifts = upliftItem ? readUplifts(reading, upliftItem) : []
  const upliftsCombine = entry.get('upliftsCombine')?.oneOf('upliftsCombine', ['add', 'best'] as const) ?? 'add'
  const scheduleItem = entry.get('schedule')
  const schedule = (scheduleItem ? readSchedule(reading, scheduleItem) : lump) ?? lump
  const paidItem = entry.get('paidBy')
  const base = withUplifts(amountExpr(amount), uplifts, upliftsCombine)
  checkFixedParts(item, amount, schedule, uplifts.length)
  const tax = readTax(entry)
  return {
    ...shared, amount, uplifts, upliftsCombine, schedule,
    total: scheduleTotal(base, schedule),
    ...(schedule.kind === 'periodic' && schedule.amountIs === 'each' ? { each: toFen(base) } : {}),
    paidBy: paidItem ? readPaidBy(paidItem) : [],
    ...(tax ? { tax } : {}),
  }
}

function defaultPayee(holder: Holder): Payee {
  return holder === 'employment' ? 'person' : holder
}

function readTax(entry: Mapping): { stated: 'gross' | 'net'; rate: Decimal } | undefined {
  const mapping = entry.get('tax')?.mapping('tax', ['stated', 'rate'])
  const stated = mapping?.need('stated')?.oneOf('stated', ['gross', 'net'] as const)
  const rate = mapping?.need('rate')?.share('rate')
  if (!stated || !rate) return undefined
  if (compare(rate, zero) < 0 || compare(rate, one) >= 0) return mapping?.item.error('never', '税率要在 0 和 100% 之间')
  return { stated, rate }
}

function readPaidBy(item: Item): Give['paidBy'] {
  const shares = [...(item.mapping('paidBy')?.entries ?? [])].flatMap(([payer, value]) => {
    const share = value.share(`${payer}的分担比例`)
    return share ? [{ payer, share }] : []
  })
  sumsToOne(item, shares.map((entry) => entry.share), '各方分担比例')
  return shares
}

function sumsToOne(item: Item, shares: readonly Decimal[], what: string): void {
  if (shares.some((share) => share.n < 0n)) item.error('never', `${what}不能是负数`)
  const scale = Math.max(0, ...shares.map((share) => share.s))
  const total = shares.reduce((sum, share) => sum + share.n * 10n ** BigInt(scale - share.s), 0n)
  if (total !== 10n ** BigInt(scale)) {
    const percent = Number((total * 10000n) / 10n ** BigInt(scale)) / 100
    item.error('shares', `${what}合计是 ${percent}%，应当是 100%`)
  }
}

function readSchedule(reading: Reading, item: Item): Schedule | undefined {
  if (item.isList()) {
    const list = item.list('schedule') ?? []
    const items = list.flatMap((part) => readInstalment(reading, part) ?? [])
    const shares = items.flatMap((part) => ('share' in part.part ? [part.part.share] : []))
    if (items.length < list.length) return undefined
    if (items.length === 0) return item.error('shape', '拨付计划是空的')
    if (shares.length > 0 && shares.length < items.length) item.error('shape', '各期要么都写 share，要么都写 amount')
    else if (shares.length > 0) sumsToOne(item, shares, '各期比例')
    return { kind: 'instalments', items }
  }
  return readPeriodic(reading, item)
}

function readInstalment(reading: Reading, item: Item): Instalment | undefined {
  const entry = item.mapping('拨付计划的一期', ['share', 'amount', 'due', 'when', 'if', 'says'])
  if (!entry) return undefined
  const share = entry.get('share')?.share('share')
  const yuan = entry.get('amount')?.decimal('amount')
  const due = optionalRule(reading, entry, 'due', 'date')
  const when = optionalRule(reading, entry, 'when', 'boolean')
  const check = optionalRule(reading, entry, 'if', 'boolean')
  const says = entry.get('says')?.text('says')
  if ((share === undefined) === (yuan === undefined)) return item.error('shape', '每期写 share（比例）或 amount（金额）中的一项')
  if (entry.has('due') === entry.has('when')) return item.error('shape', '每期写 due（到期日）或 when（达到什么条件时）中的一项')
  const part = share ? { share } : yuan ? { yuan } : undefined
  if (!part) return undefined
  return { part, ...(due ? { due } : {}), ...(when ? { when } : {}), ...(check ? { if: check } : {}), ...(says === undefined ? {} : { says }) }
}

function readPeriodic(reading: Reading, item: Item): Schedule | undefined {
  const entry = item.mapping('拨付计划', ['every', 'times', 'from', 'while', 'rates', 'amountIs', 'events'])
  const every = entry?.need('every')?.oneOf('every', everies)
  const timesItem = entry?.need('times')
  const times = timesItem ? readRule(reading, timesItem, '期数 times', 'number') : undefined
  if (!entry || !every || !timesItem || !times) return undefined
  const written = times.expr.op === 'constant' && isDecimal(times.expr.value) ? times.expr.value : undefined
  if (written && (written.s !== 0 || written.n < 1n || written.n > 600n)) return timesItem.error('never', '期数要写 1 到 600 的整数')
  const from = optionalRule(reading, entry, 'from', 'date') ?? applicationDate
  const loop = optionalRule(reading, entry, 'while', 'boolean')
  const rateItem = entry.get('rates')
  const rates = (rateItem?.list('rates') ?? []).flatMap((rate) => rate.share('每期比例') ?? [])
  if (rateItem && !written) return rateItem.error('shape', '写了每期比例 rates，期数 times 就要写成整数')
  if (written && rates.length > Number(written.n)) rateItem?.error('never', `有 ${rates.length} 个比例，只有 ${written.n} 期`)
  const amountIs = entry.get('amountIs')?.oneOf('amountIs', ['each', 'total'] as const) ?? 'each'
  if (rates.length > 0 && amountIs === 'total') rateItem?.error('shape', 'rates 只用于每期金额（amountIs: each）')
  const events = (entry.get('events')?.list('events') ?? []).flatMap((part) => readEvent(reading, part) ?? [])
  return { kind: 'periodic', every, times, from, rates, amountIs, events, ...(loop ? { while: loop } : {}) }
}

function readEvent(reading: Reading, item: Item): ScheduleEvent | undefined {
  const entry = item.mapping('拨付计划的事件', ['says', 'on', 'does', 'until', 'by'])
  const says = entry?.need('says')?.text('says')
  const onItem = entry?.need('on')
  const on = onItem ? readRule(reading, onItem, '事件的日期 on', 'date') : undefined
  const does = entry?.need('does')?.oneOf('does', effects)
  if (!entry || says === undefined || !on || !does) return undefined
  const until = optionalRule(reading, entry, 'until', 'date')
  const by = entry.get('by')?.integer('by', 1, 600)
  if (does === 'suspend' && !until) return item.error('missing-key', '暂停（suspend）要写 until：到哪一天恢复')
  if (does === 'extend' && by === undefined) return item.error('missing-key', '延长（extend）要写 by：延长几期')
  return { says, on, does, ...(until ? { until } : {}), ...(by === undefined ? {} : { by }) }
}

/** Instalments written as sums must add up to a fixed amount; under any other amount they cannot be right for everybody. */
function checkFixedParts(item: Item, amount: Amount, schedule: Schedule, uplifts: number): void {
  if (schedule.kind !== 'instalments') return
  const sums = schedule.items.flatMap((part) => ('yuan' in part.part ? [part.part.yuan] : []))
  if (sums.length === 0) return
  if (amount.kind !== 'fixed' || uplifts > 0) {
    item.error('shares', '金额随人而变，各期请写比例 share，不写固定金额')
    return
  }
  const scale = Math.max(amount.yuan.s, ...sums.map((sum) => sum.s))
  const total = sums.reduce((sum, part) => sum + part.n * 10n ** BigInt(scale - part.s), 0n)
  if (total !== amount.yuan.n * 10n ** BigInt(scale - amount.yuan.s)) item.error('shares', '各期金额之和不等于总金额')
}

