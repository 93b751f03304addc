import { z } from 'zod'
import { codeOf, readCode, type CodeList } from '../../kernel/codes/code-list.ts'
import { degrees, educations, sexes, skillLevels, titleLevels, titleSeries } from '../../kernel/codes/person-lists.ts'

/**
 * The exchange profile, named after GB/T 35397-2017 科技人才元数据元素集: one person whole, with the codes of the national lists beside the words.
 * Which element stands for which column, and what has no counterpart, is written in docs/exchange.md.
 */
export const profileName = 'juying-gbt35397-2017'
export const profileVersion = 1

/** Histories in the order of the file; `element` is the name in the file, `record` the table. */
export const sections = {
  education: 'degree', title: 'title', skill: 'skill', recognition: 'talent_class', work: 'employment', partTimePost: 'part_time_post', insurance: 'insurance', honour: 'honour', project: 'project', patent: 'patent', contest: 'contest',
  introduction: 'introduction', departure: 'departure', housing: 'housing', householdRegistration: 'household_registration', householdMember: 'household_member', appraisal: 'appraisal', recordCheck: 'record_check', otherFact: 'person_fact',
} as const
export type Section = keyof typeof sections
export const sectionNames = Object.keys(sections) as Section[]

/** Columns whose words have a national code: the file carries both. */
const coded: Readonly<Record<string, CodeList>> = { 'degree.education': educations, 'degree.degree': degrees, 'title.level': titleLevels, 'title.series': titleSeries, 'skill.level': skillLevels, 'person.sex': sexes }

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Coded = z.object({ code: z.string().optional(), name: z.string() })
/** A value that is itself a list, as JSON text. */
const Listed = z.object({ json: z.string() })
/** One row: column to its value; a coded one with its code; what no column says is left out. */
export const ExchangeRow = z.record(z.string(), z.union([Scalar, Coded, Listed]))
export type ExchangeRow = z.infer<typeof ExchangeRow>

export const ExchangeDocument = z.object({ type: z.string(), number: z.string(), name: z.string(), validTo: z.string().optional(), source: z.string(), asOf: z.string(), verification: z.string() })
export const ExchangePerson = z.object({
  talentId: z.string(),
  name: z.string(),
  gender: Coded,
  birthdate: z.string(),
  nationality: z.string(),
  document: z.object({ type: z.string(), number: z.string() }),
  contact: z.string().optional(),
  place: z.string(),
  corps: z.array(z.string()),
  dataSource: z.string(),
  asOf: z.string(),
  verification: z.string(),
  otherDocuments: z.array(ExchangeDocument),
  records: z.partialRecord(z.enum(sectionNames as [Section]), z.array(ExchangeRow)),
})
export type ExchangePerson = z.infer<typeof ExchangePerson>

export const ExchangeEmployer = z.object({ creditCode: z.string(), name: z.string(), kind: z.string(), place: z.string() })
export const ExchangeFile = z.object({
  profile: z.literal(profileName, '这不是本系统交换格式的文件'),
  version: z.literal(profileVersion, '文件的版本不认识'),
  /** Documents and phones by their last four characters: for reading, not for importing. */
  masked: z.boolean(),
  purpose: z.string(),
  exportedOn: z.string(),
  employers: z.array(ExchangeEmployer),
  people: z.array(ExchangePerson),
})
export type ExchangeFile = z.infer<typeof ExchangeFile>

export const toCoded = (key: string, name: string): { code?: string; name: string } => {
  const list = coded[key]
  const code = list && codeOf(list, name)
  return code === undefined ? { name } : { code, name }
}

const camel = (column: string): string => column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const snake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A row of the database (`to_jsonb`, money as text) as the file says it. */
export const rowOut = (record: string, row: Readonly<Record<string, unknown>>): ExchangeRow =>
  Object.fromEntries(
    Object.entries(row).flatMap(([column, value]): [string, ExchangeRow[string]][] => {
      if (value === null || value === undefined) return []
      if (typeof value === 'string') return [[camel(column), coded[`${record}.${column}`] ? toCoded(`${record}.${column}`, value) : value]]
      if (typeof value === 'number' || typeof value === 'boolean') return [[camel(column), value]]
      return [[camel(column), { json: JSON.stringify(value) }]]
    }),
  )

/** The same back; a code outranks its word, for the word may be of another edition of the list. The second part says what is wrong. */
export const rowIn = (record: string, row: ExchangeRow): { columns: Record<string, unknown> } | { problem: string } => {
  const columns: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) {
    const column = snake(key)
    if (typeof value !== 'object') {
      columns[column] = value
      continue
    }
    if ('json' in value) {
      const parsed = parseJson(value.json)
      if (!parsed) return { problem: `${key}：不是完整的 JSON` }
      columns[column] = parsed.value
      continue
    }
    const list = coded[`${record}.${column}`]
    const read = list ? readCode(list, value.code ?? value.name) : undefined
    if (read && !read.ok) return { problem: `${key}：${read.problem}` }
    columns[column] = read?.ok ? read.value : value.name
  }
  return { columns }
}

const parseJson = (text: string): { value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}
