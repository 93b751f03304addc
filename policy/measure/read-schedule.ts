import type { Item } from '../document/reader.ts'
import { one, type Decimal } from '../language/decimal.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { EventEffect, Every, Instalment, Schedule, ScheduleEvent } from './edition.ts'
import { applicationDate, optionalRule, readRule, type Reading } from './read-rule.ts'

const everies: readonly Every[] = ['month', 'quarter', 'half-year', 'year']
const effects: readonly EventEffect[] = ['stop', 'suspend', 'accelerate', 'extend']

/** Whole and at once, on the application day. */
export const lump: Schedule = { kind: 'instalments', items: [{ part: { share: one }, due: applicationDate }], events: [] }

export function sumsToOne(item: Item, shares: readonly Decimal[], what: string): void {
  if (shares.some((share) => share.n < 0n)) item.error('never', `${what}不能是负数`)
  const scale = Math.max(0, ...shares.map((share) => share.s))
  const total = shares.reduce((sum, share) => sum + share.n * 10n ** BigInt(scale - share.s), 0n)
  if (total !== 10n ** BigInt(scale)) {
    const percent = Number((total * 10000n) / 10n ** BigInt(scale)) / 100
    item.error('shares', `${what}合计是 ${percent}%，应当是 100%`)
  }
}

/**
 * A list of instalments; or `{ parts: [...], events: [...] }` when events stop or accelerate them; or a periodic schedule.
 */
export function readSchedule(reading: Reading, item: Item): Schedule | undefined {
  if (item.isList()) return readInstalments(reading, item, [])
  if (!item.mapping('拨付计划')?.has('parts')) return readPeriodic(reading, item)
  const entry = item.mapping('拨付计划', ['parts', 'events'])
  const parts = entry?.get('parts')
  const events = (entry?.get('events')?.list('events') ?? []).flatMap((part) => {
    const event = readEvent(reading, part)
    if (event && event.does !== 'stop' && event.does !== 'accelerate') return part.error('shape', '分期写明的拨付计划只能停发（stop）或提前发放（accelerate）') ?? []
    if (event?.affects === 'total') return part.error('shape', 'affects: total 只用于定期发放、每期金额固定（amountIs: each）的计划') ?? []
    return event ?? []
  })
  return parts ? readInstalments(reading, parts, events) : undefined
}

function readInstalments(reading: Reading, item: Item, events: readonly ScheduleEvent[]): Schedule | undefined {
  const list = item.list('schedule') ?? []
  const items = list.flatMap((part) => readInstalment(reading, part) ?? [])
  const shares = items.flatMap((part) => ('share' in part.part ? [part.part.share] : []))
  if (items.length < list.length) return undefined
  if (items.length === 0) return item.error('shape', '拨付计划是空的')
  if (shares.length > 0 && shares.length < items.length) item.error('shape', '各期要么都写 share，要么都写 amount')
  else if (shares.length > 0) sumsToOne(item, shares, '各期比例')
  return { kind: 'instalments', items, events }
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
  if (!entry.has('due') && !entry.has('when')) return item.error('shape', '每期要写 due（到期日）或 when（达到什么条件时）')
  const part = share ? { share } : yuan ? { yuan } : undefined
  if (!part) return undefined
  return { part, ...(due ? { due } : {}), ...(when ? { when } : {}), ...(check ? { if: check } : {}), ...(says === undefined ? {} : { says }) }
}

function readPeriodic(reading: Reading, item: Item): Schedule | undefined {
  const entry = item.mapping('拨付计划', ['every', 'times', 'from', 'while', 'rates', 'amountIs', 'events', 'renew'])
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
  if (amountIs === 'total' && events.some((event) => event.does === 'extend')) return entry.get('events')?.error('shape', '总额摊到各期（amountIs: total）的，延长几期说不清各期金额', '写每期金额（amountIs: each）')
  const counting = events.filter((event) => event.affects === 'total')
  if (counting.length > 0 && amountIs === 'total') return entry.get('events')?.error('shape', '总额摊到各期（amountIs: total）的，事件不能再改总额（affects: total）')
  if (counting.filter((event) => event.does === 'suspend').length > 1) return entry.get('events')?.error('shape', '计入总额的暂停（suspend）只能写一个')
  const renew = entry.get('renew')?.oneOf('renew', ['automatic', 'apply'] as const)
  return { kind: 'periodic', every, times, from, rates, amountIs, events, ...(loop ? { while: loop } : {}), ...(renew ? { renew } : {}) }
}

function readEvent(reading: Reading, item: Item): ScheduleEvent | undefined {
  const entry = item.mapping('拨付计划的事件', ['says', 'on', 'does', 'until', 'makeUp', 'by', 'affects'])
  const says = entry?.need('says')?.text('says')
  const onItem = entry?.need('on')
  const on = onItem ? readRule(reading, onItem, '事件的日期 on', 'date') : undefined
  const does = entry?.need('does')?.oneOf('does', effects)
  if (!entry || says === undefined || !on || !does) return undefined
  const until = optionalRule(reading, entry, 'until', 'date')
  const by = entry.get('by')?.integer('by', 1, 600)
  if (does === 'suspend' && !until) return item.error('missing-key', '暂停（suspend）要写 until：到哪一天恢复')
  if (does === 'extend' && by === undefined) return item.error('missing-key', '延长（extend）要写 by：延长几期')
  const makeUp = entry.get('makeUp')?.boolean('makeUp')
  if (makeUp === true && does !== 'suspend') return item.error('shape', '只有暂停（suspend）才谈得上恢复后补足期数（makeUp）')
  const affects = entry.get('affects')?.oneOf('affects', ['plan', 'total'] as const)
  if (affects && does !== 'stop' && does !== 'suspend') return item.error('shape', 'affects 只用于停发和暂停：延长总是计入总额，提前发放不改总额')
  if (affects === 'total' && makeUp === true) return item.error('never', '恢复后补足期数的，总额不变，不写 affects: total')
  return { says, on, does, affects: affects ?? (does === 'extend' ? 'total' : 'plan'), ...(makeUp === true ? { makeUp } : {}), ...(until ? { until } : {}), ...(by === undefined ? {} : { by }) }
}
