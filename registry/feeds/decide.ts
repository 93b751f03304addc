import type { PlainDate } from '../../kernel/types.ts'
import type { Draft, Value, Values } from './kinds.ts'

/** A row of the registry as the database tells it (`to_jsonb`), money as text. */
export type Known = Readonly<Record<string, unknown>>

export type Write = { readonly at: string | undefined; readonly columns: Values }
export type Decision =
  | { readonly outcome: 'new' | 'changed'; readonly writes: readonly Write[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'contradicts' | 'backwards'; readonly says: string }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null'))
const equal = (known: unknown, said: Value): boolean => (known === null || known === undefined ? said === null : said !== null && textOf(known) === textOf(said))

/**
 * What a delivered fact does to what is known. A source may add, fill gaps, confirm what was only declared and go on from what it said itself;
 * it may not overrule what another source has verified, what is disputed, or itself from an older day. Pure.
 */
export const decide = (known: readonly Known[], draft: Draft, { source, asOf }: { source: string; asOf: PlainDate }): Decision => {
  const same = known.filter((row) => draft.same.every((key) => equal(row[key], draft.columns[key] ?? null)))
  if (draft.mode === 'months') return decideMonths(same, draft)
  const newest = same.toSorted((a, b) => textOf(b['as_of']).localeCompare(textOf(a['as_of'])))[0]
  if (newest === undefined) return { outcome: 'new', writes: [{ at: undefined, columns: draft.columns }] }
  const said = Object.entries(draft.columns).filter(([, value]) => value !== null)
  const differing = said.filter(([key, value]) => newest[key] !== null && newest[key] !== undefined && !equal(newest[key], value))
  const gaps = said.filter(([key]) => newest[key] === null || newest[key] === undefined)
  const verified = newest['verification'] === 'verified'
  if (newest['verification'] === 'disputed') return { outcome: 'contradicts', says: '这条事实有异议，更正申请办理中' }
  if (differing.length > 0 && verified) {
    const foreign = newest['source'] !== source
    if (textOf(newest['as_of']) > asOf) return { outcome: 'backwards', says: `已知 ${textOf(newest['as_of'])} 的说法，这一行是 ${asOf} 的` }
    if (textOf(newest['as_of']) === asOf || (foreign && draft.mode === 'standing')) return { outcome: 'contradicts', says: `${differing.map(([key]) => columnWords[key] ?? key).join('、')}与已核验的不同（${textOf(newest['source'])}，${textOf(newest['as_of'])}）` }
  }
  if (differing.length === 0 && gaps.length === 0 && verified) return { outcome: 'unchanged' }
  if (draft.mode === 'newest' && differing.length + gaps.length > 0) return textOf(newest['as_of']) > asOf ? { outcome: 'backwards', says: `已知 ${textOf(newest['as_of'])} 的说法，这一行是 ${asOf} 的` } : { outcome: 'changed', writes: [{ at: undefined, columns: { ...kept(newest, draft.columns), ...Object.fromEntries(said) } }] }
  return { outcome: 'changed', writes: [{ at: textOf(newest['id']), columns: Object.fromEntries(said) }] }
}

/** A new answer that leaves something out does not unsay it. */
const kept = (newest: Known, columns: Values): Values =>
  Object.fromEntries(Object.keys(columns).map((key): [string, Value] => {
    const value = newest[key]
    return [key, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null]
  }))

const columnWords: Readonly<Record<string, string>> = {
  full_time: '全日制', country: '国家或地区', major: '专业', graduated_on: '毕业日期', certified_abroad: '境外认证', certificate_number: '证书编号', value: '值', homes_in_city: '住房套数', bought_on: '购房日期',
  last_transfer_on: '转让日期', rents: '租房', monthly_rent_fen: '月租金', registered_in: '户籍地', in_city: '是否本市', since: '迁入日期', birth_date: '出生日期',
}

const spanOf = (text: unknown): [number, number] => {
  const [, from = '', to = ''] = /^\[(\d{4}-\d{2})-\d{2},(\d{4}-\d{2})-\d{2}\)$/.exec(textOf(text)) ?? []
  const month = (word: string): number => Number(word.slice(0, 4)) * 12 + Number(word.slice(5)) - 1
  return [month(from), month(to)]
}
const monthWord = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`

/** Months that are known stay as they are; those that are not are added, as spans without a gap. */
const decideMonths = (known: readonly Known[], draft: Draft): Decision => {
  const [from, to] = spanOf(draft.columns['months'])
  const touching = known.filter(({ months }) => spanOf(months)[0] < to && spanOf(months)[1] > from)
  const employer = draft.columns['employer_id'] ?? null
  const other = touching.find((row) => employer !== null && row['employer_id'] !== null && !equal(row['employer_id'], employer))
  if (other) {
    const [a, b] = spanOf(other['months'])
    return { outcome: 'contradicts', says: `${monthWord(Math.max(a, from))} 至 ${monthWord(Math.min(b, to) - 1)} 已由另一家单位参保（${textOf(other['source'])}）` }
  }
  const missing = Array.from({ length: to - from }, (_, i) => from + i).filter((month) => !touching.some(({ months }) => month >= spanOf(months)[0] && month < spanOf(months)[1]))
  if (missing.length === 0) return { outcome: 'unchanged' }
  const spans: [number, number][] = []
  for (const month of missing) {
    const last = spans.at(-1)
    if (last && last[1] === month) last[1] = month + 1
    else spans.push([month, month + 1])
  }
  return { outcome: touching.length > 0 ? 'changed' : 'new', writes: spans.map(([a, b]) => ({ at: undefined, columns: { ...draft.columns, months: `[${monthWord(a)}-01,${monthWord(b)}-01)` } })) }
}
