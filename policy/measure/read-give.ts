import type { Item, Mapping } from '../document/reader.ts'
import { compare, one, zero } from '../language/decimal.ts'
import { giveKinds, payees, taxedItems, type Amount, type Give, type Holder, type Payee, type Schedule, type Tax, type Voucher } from './edition.ts'
import { amountExpr, toFen, withUplifts } from './amount-expression.ts'
import { readAmount, readUplifts } from './read-amount.ts'
import { readPayers } from './read-payers.ts'
import { lump, readSchedule } from './read-schedule.ts'
import { optionalRule, type Reading } from './read-rule.ts'
import { atMost, scheduleTotal } from './schedule-expression.ts'

const giveKeys = ['name', 'kind', 'payee', 'what', 'when', 'amount', 'uplifts', 'upliftsCombine', 'schedule', 'maxTotal', 'voucher', 'paidBy', 'tax']

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
    for (const key of ['amount', 'uplifts', 'schedule', 'maxTotal', 'voucher', 'paidBy', 'tax']) if (entry.has(key)) entry.get(key)?.error('shape', `“${kind}”不是钱，不写 ${key}`)
    if (what === undefined && name === undefined) entry.item.error('missing-key', '不是钱的待遇要用 what 写明给什么')
    const voucher = readVoucher(entry)
    return { ...shared, ...(voucher ? { voucher } : {}), uplifts: [], upliftsCombine: 'add', schedule: lump, paidBy: [], paidByPlace: [] }
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
  const voucher = readVoucher(entry)
  const maxItem = entry.get('maxTotal')
  const maxTotal = maxItem ? readAmount(reading, maxItem, '总额上限 maxTotal') : undefined
  const total = scheduleTotal(base, schedule)
  return {
    ...shared, amount, uplifts, upliftsCombine, schedule,
    total: maxTotal ? atMost(total, amountExpr(maxTotal)) : total,
    ...(maxTotal ? { maxTotal } : {}),
    ...(voucher ? { voucher } : {}),
    ...(schedule.kind === 'periodic' && schedule.amountIs === 'each' ? { each: toFen(base) } : {}),
    ...(paidItem ? readPayers(paidItem) : { paidBy: [], paidByPlace: [] }),
    ...(tax ? { tax } : {}),
  }
}

function defaultPayee(holder: Holder): Payee {
  return holder === 'employment' ? 'person' : holder
}

function readVoucher(entry: Mapping): Voucher | undefined {
  const mapping = entry.get('voucher')?.mapping('券 voucher', ['validFor', 'redeemedAt', 'settledBy', 'unused'])
  const validFor = mapping?.need('validFor')?.period('validFor')
  const redeemedAt = mapping?.need('redeemedAt')?.text('redeemedAt')
  const settledBy = mapping?.need('settledBy')?.text('settledBy')
  const unused = mapping?.get('unused')?.oneOf('unused', ['lapse', 'reissue'] as const) ?? 'lapse'
  return validFor && redeemedAt !== undefined && settledBy !== undefined ? { validFor, redeemedAt, settledBy, unused } : undefined
}

function readTax(entry: Mapping): Tax | undefined {
  const mapping = entry.get('tax')?.mapping('tax', ['stated', 'rate', 'item'])
  const stated = mapping?.need('stated')?.oneOf('stated', ['gross', 'net'] as const)
  const rate = mapping?.need('rate')?.share('rate')
  const item = mapping?.has('item') ? mapping.get('item')?.oneOf('item', taxedItems) : '偶然所得'
  if (!stated || !rate || !item) return undefined
  if (compare(rate, zero) < 0 || compare(rate, one) >= 0) return mapping?.item.error('never', '税率要在 0 和 100% 之间')
  return { stated, rate, item }
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

