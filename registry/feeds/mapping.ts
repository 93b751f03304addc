import { z } from 'zod'
import { asPlainDate, addMonths } from '../../kernel/calendar/plain-date.ts'
import { good, squeeze, wrong, type Checked } from '../../kernel/codes/checked.ts'
import { readCode } from '../../kernel/codes/code-list.ts'
import { readCreditCode } from '../../kernel/codes/credit-code.ts'
import { readIdentityDocument, type IdentityDocument } from '../../kernel/codes/identity-document.ts'
import { degrees, educations } from '../../kernel/codes/person-lists.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { withoutValues } from '../quoted.ts'
import { fieldsOf, type FeedKind, type Field, type Value, type Values } from './kinds.ts'

/** How a source's columns, codes and days become the registry's: data, edited on a page. */

export const dateForms = { any: '年月日（2024-07-01、2024/7/1、20240701、2024年7月1日）', dayMonthYear: '日/月/年（01/07/2024）', monthDayYear: '月/日/年（07/01/2024）' } as const
export const Mapping = z.object({
  /** Field to the head of its column; a field that is not there is not delivered. */
  columns: z.record(z.string(), z.string().trim().min(1).max(60)),
  /** Field to the source's codes to the registry's words. */
  codes: z.record(z.string(), z.record(z.string(), z.string())),
  dates: z.enum(Object.keys(dateForms) as [keyof typeof dateForms]),
})
export type Mapping = z.infer<typeof Mapping>

export const defaultMapping = (kind: FeedKind): Mapping => ({ columns: Object.fromEntries(fieldsOf(kind).map(({ key, label }) => [key, label])), codes: {}, dates: 'any' })

/** What is wrong with a mapping before any row is read; undefined when nothing is. */
export const mappingFault = (kind: FeedKind, { columns, codes }: Mapping): string | undefined => {
  const fields = new Map(fieldsOf(kind).map((field) => [field.key, field]))
  const label = (key: string): string => fields.get(key)?.label ?? key
  const strange = [...Object.keys(columns), ...Object.keys(codes)].find((key) => !fields.has(key))
  if (strange !== undefined) return `没有“${strange}”这一项`
  const missing = [...fields.values()].find(({ key, required }) => required && columns[key] === undefined)
  if (missing !== undefined) return `“${missing.label}”必须对照到一列`
  if (columns['documentNumber'] === undefined && columns['birthDate'] === undefined) return '证件号码和出生日期至少对照一列，否则找不到人'
  const heads = Object.entries(columns)
  const twice = heads.find(([key, head]) => heads.some(([other, same]) => other !== key && bare(same) === bare(head)))
  if (twice !== undefined) return `列“${twice[1]}”对照了两次`
  for (const [key, words] of Object.entries(codes)) {
    const choices = fields.get(key)?.choices ?? (fields.get(key)?.type === 'flag' ? ['是', '否'] : undefined)
    const off = choices && Object.values(words).find((word) => !choices.includes(word))
    if (off !== undefined) return `“${label(key)}”的代码表里，“${off}”不在目录内，可填：${choices?.join('、') ?? ''}`
  }
  return undefined
}

export const bare = (text: string): string => squeeze(text).replace(/\*|\(.*?\)/g, '')

/** A row by its heads, as it came. */
export type Cells = Readonly<Record<string, string>>
export interface RowProblem {
  readonly column: string
  readonly problem: string
  readonly advice: string
}
export interface ReadRow {
  readonly name: string
  readonly document: IdentityDocument | undefined
  readonly birthDate: PlainDate | undefined
  readonly asOf: PlainDate
  readonly values: Values
}

/** A row in the registry's words, or everything that cannot be read in it. Pure. `formulas` are heads whose cell is a formula without a value. */
export const readRow = (kind: FeedKind, mapping: Mapping, cells: Cells, { today, asOf, formulas = [] }: { today: PlainDate; asOf: PlainDate; formulas?: readonly string[] }): { row: ReadRow } | { problems: RowProblem[] } => {
  const problems: RowProblem[] = []
  const text = (key: string): string => cells[bare(mapping.columns[key] ?? '')]?.trim() ?? ''
  const fault = ({ key, label }: Field, problem: string, advice = '请来源部门核对后重新报送，或改正这一行'): void => void problems.push({ column: mapping.columns[key] ?? label, problem: withoutValues(problem), advice })
  const values: Record<string, Value> = {}
  for (const field of fieldsOf(kind)) {
    const head = mapping.columns[field.key]
    if (head === undefined || field.type === 'document' || field.key === 'documentType') continue
    if (formulas.includes(bare(head))) {
      fault(field, '单元格是公式，没有可用的结果', '请来源部门把公式换成数值')
      continue
    }
    const typed = text(field.key)
    const coded = mapping.codes[field.key]?.[typed] ?? typed
    if (coded === '') {
      if (field.required) fault(field, '未填写')
      continue
    }
    const read = readValue(field, coded, mapping.dates)
    if (read.ok) values[field.key] = read.value
    else fault(field, read.problem, field.choices ? '如果这是来源自己的代码，请在对照表里补上' : undefined)
  }
  const documentField = fieldsOf(kind).find(({ type }) => type === 'document')
  const number = text('documentNumber')
  const type = mapping.codes['documentType']?.[text('documentType')] ?? (text('documentType') || '居民身份证')
  // A number that the source itself has masked is no number.
  const document = number === '' || number.includes('*') ? undefined : readIdentityDocument(type, number, today)
  if (document && !document.ok && documentField) fault(documentField, document.problem)
  const day = asPlainDate(String(values['asOf'] ?? asOf)) ?? asOf
  if (day > today) problems.push({ column: mapping.columns['asOf'] ?? '截至日期', problem: `截至日期 ${day} 晚于今天`, advice: '请核对日期的写法' })
  if (kind === 'education' && values['education'] === undefined && values['degree'] === undefined && problems.length === 0) problems.push({ column: mapping.columns['education'] ?? '学历', problem: '学历、学位都没有填写', advice: '请来源部门补填' })
  if (kind === 'insurance' && String(values['lastMonth']) < String(values['firstMonth'])) problems.push({ column: mapping.columns['lastMonth'] ?? '末月', problem: '末月早于首月', advice: '请来源部门核对' })
  if (problems.length > 0) return { problems }
  if (kind === 'insurance') values['lastMonth'] = addMonths(asPlainDate(String(values['lastMonth'])) ?? today, 1)
  return { row: { name: String(values['name']), document: document?.ok ? document.value : undefined, birthDate: asPlainDate(String(values['birthDate'] ?? '')), asOf: dayOf(kind, values, day), values } }
}

/** What a tax office says of a year, it says as of the year's end. */
const dayOf = (kind: FeedKind, { year }: Values, day: PlainDate): PlainDate => (kind === 'tax' && typeof year === 'number' ? (asPlainDate(`${year}-12-31`) ?? day) : day)

const readValue = (field: Field, typed: string, dates: Mapping['dates']): Checked<Value> => {
  switch (field.type) {
    case 'day':
      return readDay(typed, dates)
    case 'month':
      return readMonth(typed)
    case 'money':
      return readMoney(typed)
    case 'flag':
      return ['是', '有', '1', 'Y', 'y', 'true', '全日制'].includes(typed) ? good(true) : ['否', '无', '0', 'N', 'n', 'false', '非全日制'].includes(typed) ? good(false) : wrong(`“${typed}”应为 是 或 否`)
    case 'count':
      return /^\d{1,3}$/.test(typed) ? good(Number(typed)) : wrong(`“${typed}”应为 0 至 999 的整数`)
    case 'year':
      return /^(19|20)\d\d$/.test(typed) ? good(Number(typed)) : wrong(`“${typed}”不是年度`)
    case 'creditCode':
      return readCreditCode(typed)
    case 'choice':
      if (field.key === 'education') return readCode(educations, typed)
      if (field.key === 'degree') return readCode(degrees, typed)
      return field.choices?.includes(typed) ? good(typed) : wrong(`${field.label}“${typed}”不在目录内，可填：${field.choices?.join('、') ?? ''}`)
    default:
      return [...typed].length <= 100 ? good(typed) : wrong('不超过 100 个字')
  }
}

const readDay = (typed: string, form: Mapping['dates']): Checked<string> => {
  const text = typed.normalize('NFKC').trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, '')
  const parts = form === 'any' ? /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text) : /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  const [, a = '', b = '', c = '', d = '', e = ''] = parts ?? []
  const [year, month, day] = form === 'any' ? [a, b || d, c || e] : form === 'dayMonthYear' ? [c, b, a] : [c, a, b]
  const read = asPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return read !== undefined && read >= '1900-01-01' ? good(read) : wrong(`“${typed}”不是有效的日期`)
}

/** 2024-07, 202407 and 2024年7月, as the first day of the month. */
const readMonth = (typed: string): Checked<string> => {
  const parts = /^(\d{4})(?:[-/.年]?)(\d{1,2})月?(?:[-/.]\d{1,2})?$/.exec(typed.normalize('NFKC').trim())
  const read = asPlainDate(`${parts?.[1] ?? ''}-${(parts?.[2] ?? '').padStart(2, '0')}-01`)
  return read !== undefined && read >= '1980-01-01' ? good(read) : wrong(`“${typed}”不是有效的月份，写作 2024-07`)
}

/** Yuan as people write them, in fen as text. */
const readMoney = (typed: string): Checked<string> => {
  const parts = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[,\s元]/g, ''))
  return parts ? good(String(BigInt(parts[1] ?? '0') * 100n + BigInt((parts[2] ?? '').padEnd(2, '0') || '0'))) : wrong(`“${typed}”不是金额`)
}
