import { z } from 'zod'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import { squeeze, type Checked } from '../../kernel/codes/checked.ts'
import { readCode, type CodeList } from '../../kernel/codes/code-list.ts'
import { readCreditCode } from '../../kernel/codes/credit-code.ts'
import { readIdentityDocument, type IdentityDocument } from '../../kernel/codes/identity-document.ts'
import { degrees, educations, sexes, skillLevels, titleLevels } from '../../kernel/codes/person-lists.ts'
import { cellAddress, type SheetRow } from '../../kernel/sheets/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { withoutValues } from '../quoted.ts'
import { columns, corpsNames, type ColumnKey } from './columns.ts'
import type { Problem } from './contract.ts'

/** A checked row, in the words of the registry; what was empty is absent. */
export const PersonDraft = z.object({
  name: z.string(), documentType: z.string(), documentNumber: z.string(), sex: z.string(), birthDate: z.string(), phone: z.string().nullable(), placeCode: z.string(),
  employerId: z.string().nullable(), post: z.string().nullable(), mode: z.string(), startedOn: z.string().nullable(), contractFrom: z.string().nullable(), contractTo: z.string().nullable(), payFen: z.string().nullable(),
  education: z.string().nullable(), degree: z.string().nullable(), fullTime: z.boolean().nullable(), school: z.string().nullable(), major: z.string().nullable(), graduatedOn: z.string().nullable(),
  titleLevel: z.string().nullable(), titleName: z.string().nullable(), skillLevel: z.string().nullable(), corps: z.array(z.string()),
})
export type PersonDraft = z.infer<typeof PersonDraft>

/** What a row is checked against. */
export type RowContext = {
  readonly today: PlainDate
  /** Names and codes of places that rows may lie in, to their codes. */
  readonly places: ReadonlyMap<string, string>
  readonly scope: string
  readonly employers: ReadonlyMap<string, { id: string; placeCode: string }>
  /** Set when an employer brings its own staff. */
  readonly ownEmployer: string | undefined
}

/** One row in, either a draft or everything that is wrong with it: column, what, and what to do. Pure: no database, no clock. */
export const checkRow = (row: SheetRow, at: ReadonlyMap<ColumnKey, number>, context: RowContext): { draft: PersonDraft } | { problems: Problem[] } => {
  const reader = new RowReader(row, at)
  const document = reader.read('documentNumber', (text): Checked<IdentityDocument> => {
    if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return no('单元格是数字格式，长号码的末几位已经丢失')
    return readIdentityDocument(reader.text('documentType') || '居民身份证', text, context.today)
  }, '请按证件原件核对；单元格设为文本格式后重新填写')
  const name = reader.read('name', (text) => (/^[\p{L}\p{M}·.・' -]{1,60}$/u.test(text) && !/^\d/.test(text) ? yes(text.trim()) : no('姓名应为 1 至 60 个字，不含数字和符号')), '请按证件填写姓名')
  const sex = reader.maybe('sex', (text) => readCode(sexes, text), '请填 男 或 女')
  const birth = reader.maybe('birthDate', (text) => readDay(text, '1900-01-01', context.today), '日期写作 1992-03-01')
  if (document?.sex !== undefined && sex !== undefined && sex !== document.sex) reader.fault('sex', `与证件号码不符，证件号码为${document.sex}`, '请核对性别或证件号码')
  if (document?.birthDate !== undefined && birth !== undefined && birth !== document.birthDate) reader.fault('birthDate', `与证件号码不符，证件号码为 ${document.birthDate}`, '请核对出生日期或证件号码')
  const sexKnown = document?.sex ?? sex
  const birthKnown = document?.birthDate ?? birth
  if (document !== undefined && sexKnown === undefined && reader.text('sex') === '') reader.fault('sex', '未填写性别，证件号码中也看不出', '请填 男 或 女')
  if (document !== undefined && birthKnown === undefined && reader.text('birthDate') === '') reader.fault('birthDate', '未填写出生日期，证件号码中也看不出', '日期写作 1992-03-01')
  const place = reader.read('place', (text) => readPlace(text, context), '填乡镇街道的代码或全称，例如 980101001')
  const employer = readEmployer(reader, context)
  const startedOn = reader.maybe('startedOn', (text) => readDay(text, '1950-01-01', context.today), '日期写作 2024-07-01，不晚于今天')
  if (employer !== undefined && startedOn === undefined && reader.text('startedOn') === '') reader.fault('startedOn', '填写了单位，但没有到岗日期', '请填写到岗日期')
  const contractFrom = reader.maybe('contractFrom', (text) => readDay(text, '1950-01-01', '2100-12-31'), '日期写作 2024-07-01')
  const contractTo = reader.maybe('contractTo', (text) => readDay(text, contractFrom ?? '1950-01-01', '2100-12-31'), '合同止不早于合同起，日期写作 2027-06-30')
  const birthday = birthKnown ?? '1900-01-01'
  const education = reader.code('education', educations)
  const degree = reader.code('degree', degrees)
  const draft: PersonDraft = {
    name: name ?? '', documentType: document?.type ?? '', documentNumber: document?.number ?? '', sex: sexKnown ?? '', birthDate: birthKnown ?? '',
    phone: reader.maybe('phone', (text) => (/^1\d{10}$/.test(text) ? yes(text) : no('手机号码应为 1 开头的 11 位数字')), '请核对手机号码') ?? null,
    placeCode: place ?? '', employerId: employer ?? null, post: reader.words('post', 40), startedOn: startedOn ?? null, contractFrom: contractFrom ?? null, contractTo: contractTo ?? null,
    mode: reader.maybe('mode', (text) => (text === '全职' || text === '柔性' ? yes(text) : no(`用工形式“${text}”不在目录内`)), '请填 全职 或 柔性') ?? '全职',
    payFen: reader.maybe('pay', readPay, '填写每月税前工资的元数，例如 12000') ?? null, education, degree, corps: reader.maybe('corps', readCorps, `可填：${corpsNames.join('、')}；多项用顿号隔开`) ?? [],
    fullTime: reader.maybe('fullTime', (text): Checked<boolean> => (['是', '全日制'].includes(text) ? yes(true) : ['否', '非全日制'].includes(text) ? yes(false) : no('应为 是 或 否')), '请填 是 或 否；不清楚就留空') ?? null,
    school: reader.words('school', 60), major: reader.words('major', 60), graduatedOn: reader.maybe('graduatedOn', (text) => readDay(text, birthday, '2100-12-31'), '毕业日期应晚于出生日期，写作 2024-06-25') ?? null,
    titleLevel: reader.code('titleLevel', titleLevels), titleName: reader.words('titleName', 40), skillLevel: reader.code('skillLevel', skillLevels),
  }
  if ((draft.school !== null || draft.graduatedOn !== null) && education === null && degree === null && reader.text('education') === '') reader.fault('education', '填写了院校或毕业日期，但没有学历和学位', '请补填学历或学位')
  return reader.problems.length > 0 ? { problems: reader.problems } : { draft }
}

const yes = <T>(value: T): Checked<T> => ({ ok: true, value })
const no = (problem: string): Checked<never> => ({ ok: false, problem })

class RowReader {
  readonly problems: Problem[] = []
  private readonly row: SheetRow
  private readonly at: ReadonlyMap<ColumnKey, number>

  constructor(row: SheetRow, at: ReadonlyMap<ColumnKey, number>) {
    this.row = row
    this.at = at
    for (const column of row.formulas ?? []) {
      const key = [...at].find(([, index]) => index === column)?.[0]
      if (key !== undefined) this.fault(key, `单元格 ${cellAddress(column, row.row)} 是公式，没有可用的结果`, '请把公式换成数值（选择性粘贴为值）后重新上传')
    }
  }

  text(key: ColumnKey): string {
    const index = this.at.get(key)
    return index === undefined ? '' : (this.row.cells[index] ?? '').trim()
  }

  fault(key: ColumnKey, problem: string, advice: string): void {
    this.problems.push({ column: columns.find((column) => column.key === key)?.head ?? key, problem: withoutValues(problem), advice })
  }

  /** A required column. */
  read<T>(key: ColumnKey, check: (text: string) => Checked<T>, advice: string): T | undefined {
    if (this.text(key) === '') {
      this.fault(key, '未填写', advice)
      return undefined
    }
    return this.maybe(key, check, advice)
  }

  /** A column that may be empty. */
  maybe<T>(key: ColumnKey, check: (text: string) => Checked<T>, advice: string): T | undefined {
    const text = this.text(key)
    const formula = this.row.formulas?.includes(this.at.get(key) ?? -1)
    if (text === '' || formula) return undefined
    const checked = check(text)
    if (checked.ok) return checked.value
    this.fault(key, checked.problem, advice)
    return undefined
  }

  code(key: ColumnKey, list: CodeList): string | null {
    return this.maybe(key, (text) => readCode(list, text), '请从目录中选择，或留空') ?? null
  }

  words(key: ColumnKey, length: number): string | null {
    return this.maybe(key, (text) => (text.length <= length ? yes(text) : no(`不超过 ${length} 个字，实为 ${text.length} 个字`)), `请缩短到 ${length} 个字以内`) ?? null
  }
}

/** 2024-07-01, 2024/7/1, 2024.7.1, 20240701 and 2024年7月1日 are one day; a time after it is left off. */
export const readDay = (text: string, from: string, to: string): Checked<PlainDate> => {
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text.normalize('NFKC').trim())
  const day = parts && asPlainDate(`${parts[1]}-${(parts[2] ?? parts[4] ?? '').padStart(2, '0')}-${(parts[3] ?? parts[5] ?? '').padStart(2, '0')}`)
  if (!day) return no(`“${text}”不是有效的日期`)
  if (day < from || day > to) return no(`${day} 超出范围（${from} 至 ${to}）`)
  return yes(day)
}

const readPlace = (text: string, { places, scope }: RowContext): Checked<string> => {
  const code = places.get(squeeze(text))
  if (code === undefined) return no(`“${text}”不是本市的区县或乡镇街道`)
  return code.startsWith(scope) ? yes(code) : no('所在地不在您的辖区内')
}

const readEmployer = (reader: RowReader, { employers, ownEmployer }: RowContext): string | undefined => {
  const advice = '请核对信用代码；单位还没有登记的，先登记单位'
  const given = reader.maybe('creditCode', (text): Checked<string> => {
    const code = readCreditCode(text)
    if (!code.ok) return code
    const employer = employers.get(code.value)
    if (employer === undefined) return no('这家单位还没有在本市登记')
    return ownEmployer !== undefined && employer.id !== ownEmployer ? no('不是本单位的信用代码') : yes(employer.id)
  }, advice)
  return given ?? (reader.text('creditCode') === '' ? ownEmployer : undefined)
}

const readPay = (text: string): Checked<string> => {
  const bare = text.normalize('NFKC').replace(/[,\s元]/g, '')
  const parts = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(bare)
  if (!parts) return no(`“${text}”不是金额`)
  return yes(String(BigInt(parts[1] ?? '0') * 100n + BigInt((parts[2] ?? '').padEnd(2, '0') || '0')))
}

const readCorps = (text: string): Checked<string[]> => {
  const names = text.split(/[、,，;；/\s]+/).filter((name) => name !== '')
  const wrong = names.find((name) => !corpsNames.some((known) => known === name))
  return wrong === undefined ? yes([...new Set(names)]) : no(`人才队伍“${wrong}”不在目录内`)
}
