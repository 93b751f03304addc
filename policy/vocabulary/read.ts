import { Source, type Item, type Mapping } from '../document/reader.ts'
import type { Decimal } from '../language/decimal.ts'
import type { Day } from '../language/day.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import type { ListEdition } from '../language/expression.ts'
import { isName } from '../language/lexer.ts'
import { applicationDay } from '../language/scope.ts'
import type { CodeList, Type, WorkCalendar } from '../language/type.ts'
import type { Fact, SubjectKind, Vocabulary } from './vocabulary.ts'

export const subjectKinds: readonly SubjectKind[] = ['person', 'employer', 'team', 'employment', 'household']
const typeWords = ['boolean', 'number', 'money', 'date', 'code', 'text', 'records', 'list of code', 'list of text'] as const
const factKeys = ['name', 'id', 'type', 'codes', 'ordered', 'of', 'subject', 'unit', 'note', 'source', 'derive', 'ask', 'verify', 'grows', 'fixed']

/**
 * Reads a vocabulary file: `facts`, `lists` (editions of published lists), `statistics` (by year) and `calendar`.
 * Refuses unknown keys, names that a rule could not write, two facts of one name or column.
 */
export function readVocabulary(file: string, text: string): { vocabulary: Vocabulary; diagnostics: readonly Diagnostic[] } {
  const source = new Source(file, text)
  const facts = new Map<string, Fact>()
  const lists = new Map<string, readonly ListEdition[]>()
  const statistics = new Map<string, ReadonlyMap<number, Decimal>>()
  let calendar: WorkCalendar | undefined
  const root = source.open()?.mapping('词表', ['facts', 'lists', 'statistics', 'calendar'])
  if (root) {
    const columns = new Set<string>()
    for (const item of root.get('facts')?.list('facts') ?? []) {
      const fact = readFact(item)
      if (!fact) continue
      if (facts.has(fact.name)) item.error('repeated', `“${fact.name}”声明了两次`)
      else if (columns.has(fact.id ?? fact.name)) item.error('repeated', `标识“${fact.id ?? fact.name}”用了两次`)
      else facts.set(fact.name, fact)
      columns.add(fact.id ?? fact.name)
    }
    for (const item of root.get('lists')?.list('lists') ?? []) readList(item, lists)
    for (const item of root.get('statistics')?.list('statistics') ?? []) readStatistic(item, statistics)
    const calendarItem = root.get('calendar')
    if (calendarItem) calendar = readCalendar(calendarItem)
  }
  return { vocabulary: { facts, lists, statistics, ...(calendar ? { calendar } : {}) }, diagnostics: source.diagnostics }
}

function readFact(item: Item): Fact | undefined {
  const entry = item.mapping('事实', factKeys)
  const name = entry?.need('name')?.text('事实的名称')
  if (!entry || name === undefined) return undefined
  const type = readType(entry, name)
  if (!type) return undefined
  if (!isName(name)) return item.error('name', `“${name}”不能作事实的名称：只用汉字、字母、数字和下划线，不以数字开头，不含空格和标点`)
  if (name === applicationDay) return item.error('name', '“申请日”是内置的事实，不用声明')
  const id = entry.get('id')?.text('id')
  if (id !== undefined && !/^[a-z][a-z0-9_]{0,62}$/.test(id)) return item.error('name', `标识“${id}”只用小写字母、数字和下划线，字母开头，最多 63 个`)
  if (id === undefined && new TextEncoder().encode(name).length > 63) return item.error('name', `“${name}”太长，作数据库列名会被截断，请写一个 id`)
  const subject = entry.get('subject')?.oneOf('subject', subjectKinds) ?? 'person'
  const grows = entry.get('grows')?.oneOf('grows', ['monthly'] as const)
  const fixed = entry.get('fixed')?.boolean('fixed')
  return {
    name, type, subject,
    ...texts(entry, id),
    ...(grows ? { grows } : {}),
    ...(fixed === undefined ? {} : { fixed }),
  }
}

function texts(entry: Mapping, id: string | undefined): Partial<Fact> {
  const pick = (key: string) => entry.get(key)?.text(key)
  const [unit, note, source, derive, ask, verify] = ['unit', 'note', 'source', 'derive', 'ask', 'verify'].map(pick)
  return {
    ...(id === undefined ? {} : { id }),
    ...(unit === undefined ? {} : { unit }),
    ...(note === undefined ? {} : { note }),
    ...(source === undefined ? {} : { source }),
    ...(derive === undefined ? {} : { derive }),
    ...(ask === undefined ? {} : { ask }),
    ...(verify === undefined ? {} : { verify }),
  }
}

function readType(entry: Mapping, name: string): Type | undefined {
  const item = entry.need('type')
  const word = item?.oneOf(`“${name}”的类型`, typeWords)
  if (!item || !word) return undefined
  switch (word) {
    case 'boolean': case 'number': case 'money': case 'date': case 'text':
      for (const key of ['codes', 'of']) if (entry.has(key)) item.error('shape', `类型 ${word} 不写“${key}”`)
      return { kind: word }
    case 'list of text':
      return { kind: 'list', of: { kind: 'text' } }
    case 'code': case 'list of code': {
      const list = readCodes(entry, name)
      if (!list) return undefined
      return word === 'code' ? { kind: 'code', list } : { kind: 'list', of: { kind: 'code', list } }
    }
    case 'records': {
      const of = entry.need('of')?.mapping(`“${name}”的字段`)
      if (!of) return undefined
      const fields = new Map<string, Type>()
      for (const [field, spec] of of.entries) {
        if (!isName(field)) spec.error('name', `“${field}”不能作字段名`)
        const short = spec.isMapping() ? spec.mapping('字段', ['type', 'codes', 'ordered', 'of', 'unit', 'note']) : undefined
        const type = short ? readType(short, field) : plainType(spec, field)
        if (type) fields.set(field, type)
      }
      return { kind: 'list', of: { kind: 'record', fields } }
    }
  }
}

function plainType(item: Item, field: string): Type | undefined {
  const kind = item.oneOf(`“${field}”的类型`, ['boolean', 'number', 'money', 'date', 'text'] as const)
  return kind ? { kind } : undefined
}

function readCodes(entry: Mapping, name: string): CodeList | undefined {
  const codes = (entry.need('codes')?.list(`“${name}”的代码表`) ?? []).flatMap((item) => item.text('代码') ?? [])
  if (codes.length === 0) return entry.has('codes') ? entry.item.error('shape', `“${name}”的代码表是空的`) : undefined
  const repeated = codes.find((code, i) => codes.indexOf(code) !== i)
  if (repeated !== undefined && codes.length < 5000) return entry.item.error('repeated', `“${name}”的代码表里“${repeated}”写了两次`)
  return { codes, ordered: entry.get('ordered')?.boolean('ordered') ?? false }
}

function readList(item: Item, into: Map<string, readonly ListEdition[]>): void {
  const entry = item.mapping('名单', ['name', 'note', 'source', 'editions'])
  const name = entry?.need('name')?.text('名单的名称')
  const editions: ListEdition[] = []
  for (const part of entry?.need('editions')?.list('editions') ?? []) {
    const edition = part.mapping('名单的版本', ['from', 'to', 'members', 'note'])
    const from = edition?.need('from')?.day('from')
    const to = edition?.get('to')?.day('to')
    const members = (edition?.need('members')?.list('members') ?? []).flatMap((member) => member.text('名单成员') ?? [])
    if (from === undefined) continue
    if (to !== undefined && to < from) part.error('never', '名单版本的结束日早于起始日')
    editions.push({ from, members, ...(to === undefined ? {} : { to }) })
  }
  if (name !== undefined) into.set(name, editions)
}

function readStatistic(item: Item, into: Map<string, ReadonlyMap<number, Decimal>>): void {
  const entry = item.mapping('年度统计', ['name', 'note', 'unit', 'source', 'values'])
  const name = entry?.need('name')?.text('年度统计的名称')
  const values = new Map<number, Decimal>()
  for (const [year, value] of entry?.need('values')?.mapping('values')?.entries ?? []) {
    const number = value.decimal(`${year}年的值`)
    if (!/^\d{4}$/.test(year)) value.error('shape', `“${year}”不是年份`)
    else if (number) values.set(Number(year), number)
  }
  if (name !== undefined) into.set(name, values)
}

function readCalendar(item: Item): WorkCalendar | undefined {
  const entry = item.mapping('工作日历', ['from', 'to', 'holidays', 'workdays', 'source'])
  const from = entry?.need('from')?.day('from')
  const to = entry?.need('to')?.day('to')
  const days = (key: string): Day[] => (entry?.get(key)?.list(key) ?? []).flatMap((day) => day.day(key) ?? [])
  return from === undefined || to === undefined ? undefined : { from, to, holidays: days('holidays'), workdays: days('workdays') }
}
