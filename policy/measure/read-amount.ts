import type { Item } from '../document/reader.ts'
import { parseDecimal, type Decimal } from '../language/decimal.ts'
import type { Type } from '../language/type.ts'
import type { Amount, Uplift } from './edition.ts'
import { readRule, type Reading } from './read-rule.ts'

const shapes = ['by', 'best', 'rows', 'percent', 'unit', 'formula', 'decided', 'fixed'] as const
const keysOf: Record<(typeof shapes)[number], readonly string[]> = {
  by: ['by', 'table', 'otherwise'],
  best: ['best'],
  rows: ['rows', 'otherwise'],
  percent: ['percent', 'of'],
  unit: ['unit', 'quantity'],
  formula: ['formula'],
  decided: ['decided'],
  fixed: ['fixed'],
}

/**
 * An amount in yuan: a number; a rule in quotes; or one of `by`+`table`, `best`, `rows`, `percent`+`of`,
 * `unit`+`quantity`, `formula`, `decided`, each with `floor` and `cap` when wanted.
 */
export function readAmount(reading: Reading, item: Item, what: string): Amount | undefined {
  if (item.isList()) return item.error('shape', `${what}要写一个金额，不是列表`)
  if (!item.isMapping()) return readSimple(reading, item, what)
  const any = item.mapping(what)
  if (!any) return undefined
  const shape = shapes.find((key) => any.has(key))
  if (!shape) {
    item.mapping(what, [...shapes, 'floor', 'cap'])
    return item.error('shape', `${what}看不出怎么算`, `写 ${shapes.join('、')} 之一`)
  }
  const mapping = item.mapping(what, [...keysOf[shape], 'floor', 'cap'])
  if (!mapping) return undefined
  const floorItem = mapping.get('floor')
  const capItem = mapping.get('cap')
  const floor = floorItem ? readAmount(reading, floorItem, '下限 floor') : undefined
  const cap = capItem ? readAmount(reading, capItem, '上限 cap') : undefined
  if (floor?.kind === 'fixed' && cap?.kind === 'fixed' && larger(floor.yuan, cap.yuan)) item.error('never', '下限 floor 高于上限 cap')
  const base = readShape(reading, item, shape, what)
  if (!base) return undefined
  if (base.kind === 'decided') {
    if ((floor && floor.kind !== 'fixed') || (cap && cap.kind !== 'fixed')) return item.error('shape', '由机构决定的金额，上下限要写固定数')
    return { ...base, ...(floor?.kind === 'fixed' ? { floor: floor.yuan } : {}), ...(cap?.kind === 'fixed' ? { cap: cap.yuan } : {}) }
  }
  if (!floor && !cap) return base
  return { kind: 'bounded', of: base, ...(floor ? { floor } : {}), ...(cap ? { cap } : {}) }
}

function larger(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.s, b.s)
  return a.n * 10n ** BigInt(scale - a.s) > b.n * 10n ** BigInt(scale - b.s)
}

function readSimple(reading: Reading, item: Item, what: string): Amount | undefined {
  const text = item.text(what)
  if (text === undefined) return undefined
  const yuan = parseDecimal(text.replaceAll('_', ''))
  if (yuan) {
    if (yuan.n < 0n) return item.error('never', `${what}不能是负数`)
    if (yuan.s > 2) item.warn('odd', `${what}写到了分以下，按分四舍五入`)
    return { kind: 'fixed', yuan }
  }
  const rule = readRule(reading, item, what, 'number')
  return rule ? { kind: 'formula', rule } : undefined
}

function readShape(reading: Reading, item: Item, shape: (typeof shapes)[number], what: string): Exclude<Amount, { kind: 'bounded' }> | undefined {
  const mapping = item.mapping(what)
  const get = (key: string) => mapping?.get(key) ?? item.error('missing-key', `${what}里缺“${key}”`)
  switch (shape) {
    case 'fixed': {
      const value = get('fixed')
      const amount = value ? readSimple(reading, value, what) : undefined
      return amount?.kind === 'fixed' ? amount : value?.error('shape', 'fixed 要写数字')
    }
    case 'formula': {
      const rule = get('formula')
      const read = rule ? readRule(reading, rule, '金额公式', 'number') : undefined
      return read ? { kind: 'formula', rule: read } : undefined
    }
    case 'decided': {
      const by = get('decided')?.text('决定机构')
      return by === undefined ? undefined : { kind: 'decided', by }
    }
    case 'percent': {
      const share = get('percent')?.share('percent')
      const of = get('of')
      const base = of ? readRule(reading, of, '比例的基数 of', 'number') : undefined
      return share && base ? { kind: 'percent', share, of: base } : undefined
    }
    case 'unit': {
      const unitItem = get('unit')
      const quantityItem = get('quantity')
      const unit = unitItem ? readAmount(reading, unitItem, '单价 unit') : undefined
      const quantity = quantityItem ? readRule(reading, quantityItem, '数量 quantity', 'number') : undefined
      return unit && quantity ? { kind: 'units', unit, quantity } : undefined
    }
    case 'best': {
      const list = get('best')?.list('best') ?? []
      const of = list.flatMap((part) => readAmount(reading, part, '同等条件') ?? [])
      return of.length === list.length && of.length > 0 ? { kind: 'best', of } : undefined
    }
    case 'rows': {
      const rows = (get('rows')?.list('rows') ?? []).flatMap((row) => {
        const entry = row.mapping('金额的一行', ['when', 'amount', 'says'])
        const when = entry?.need('when')
        const value = entry?.need('amount')
        const rule = when ? readRule(reading, when, '“when”', 'boolean') : undefined
        const amount = value ? readAmount(reading, value, '金额') : undefined
        return rule && amount ? [{ when: rule, amount }] : []
      })
      if (rows.length > 100) return item.error('too-long', '金额的行超过 100 行，请用表')
      return { kind: 'rows', rows, ...otherwise(reading, mapping?.get('otherwise')) }
    }
    case 'by':
      return readTable(reading, item, get('by'), get('table'), mapping?.get('otherwise'))
  }
}

function otherwise(reading: Reading, item: Item | undefined): { otherwise: Amount } | Record<string, never> {
  const amount = item ? readAmount(reading, item, '其余 otherwise') : undefined
  return amount ? { otherwise: amount } : {}
}

/** `by` one rule, or a list of rules with the table nested as deep: `by: [学历, 年龄段]`. */
function readTable(reading: Reading, item: Item, by: Item | undefined, table: Item | undefined, rest: Item | undefined): (Amount & { kind: 'table' }) | undefined {
  if (!by || !table) return undefined
  const keys = by.isList() ? (by.list('by') ?? []) : [by]
  const [first, ...more] = keys
  const rule = first ? readRule(reading, first, '查表的键 by', 'any') : undefined
  const mapping = table.mapping('金额表')
  if (!rule || !mapping) return undefined
  if (['list', 'record', 'months', 'days'].includes(rule.expr.type.kind)) return first?.error('type', '这个值不能用来查表')
  const rows: { key: string; amount: Amount }[] = []
  let star: Amount | undefined
  for (const [key, value] of mapping.entries) {
    const next = more[0]
    const amount = next ? readNested(reading, item, more, value) : readAmount(reading, value, `“${key}”的金额`)
    if (!amount) continue
    if (key === '其他') star = amount
    else if (validKey(key, rule.expr.type, value)) rows.push({ key, amount })
  }
  const others = otherwise(reading, rest)
  const last = 'otherwise' in others ? others.otherwise : star
  return { kind: 'table', by: rule, rows, ...(last ? { otherwise: last } : {}) }
}

function readNested(reading: Reading, item: Item, more: readonly Item[], value: Item): Amount | undefined {
  if (!value.isMapping()) return readAmount(reading, value, '金额')
  const [by, ...deeper] = more
  if (deeper.length > 0) return item.error('shape', '金额表最多两个键，更多的键请用 rows')
  return readTable(reading, item, by, value, undefined)
}

function validKey(key: string, type: Type, at: Item): boolean {
  if (type.kind === 'code' && !type.list.codes.includes(key)) at.error('unknown-code', `金额表的“${key}”不在代码表里，永远用不上`, `可用的是 ${type.list.codes.slice(0, 12).join('、')}；其余的写“其他”`)
  else if ((type.kind === 'number' || type.kind === 'money') && !parseDecimal(key)) at.error('type', `金额表的“${key}”不是数字`)
  else if (type.kind === 'boolean' && !['true', 'false', '是', '否'].includes(key)) at.error('type', `金额表的“${key}”要写 是 或 否`)
  else return true
  return false
}

export function readUplifts(reading: Reading, item: Item): readonly Uplift[] {
  return (item.list('uplifts') ?? []).flatMap((part): Uplift[] => {
    const entry = part.mapping('上浮', ['says', 'when', 'percent', 'add'])
    const says = entry?.need('says')?.text('says')
    const when = entry?.need('when')
    const rule = when ? readRule(reading, when, '“when”', 'boolean') : undefined
    const percent = entry?.get('percent')?.share('percent')
    const yuan = entry?.get('add')?.decimal('add')
    if (says === undefined || !rule) return []
    if (percent && !yuan) return [{ says, when: rule, by: { percent } }]
    if (yuan && !percent) return [{ says, when: rule, by: { yuan } }]
    part.error('shape', '上浮要写 percent 或 add 中的一项')
    return []
  })
}
