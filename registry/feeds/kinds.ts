import { degrees, educations } from '../../kernel/codes/person-lists.ts'
import { namesOf } from '../../kernel/codes/code-list.ts'

/** What the five kinds of sources deliver: their fields, and which facts a row of them says. Runs in the browser too. */

export const feedKinds = { education: '学历学位', insurance: '社会保险', tax: '个人所得税', housing: '住房', civil: '婚姻户籍' } as const
export type FeedKind = keyof typeof feedKinds

export type FieldType = 'text' | 'choice' | 'day' | 'month' | 'money' | 'flag' | 'count' | 'year' | 'creditCode' | 'document'
export interface Field {
  readonly key: string
  readonly label: string
  readonly type: FieldType
  readonly required?: boolean
  /** Words that the registry takes; a source's own codes are put to them in the mapping. */
  readonly choices?: readonly string[]
}

export const maritalStates = ['未婚', '已婚', '离异', '丧偶'] as const

/** Who a row is about and which day it speaks of: the same in every kind. */
export const personFields: readonly Field[] = [
  { key: 'name', label: '姓名', type: 'text', required: true },
  { key: 'documentType', label: '证件类型', type: 'text' },
  { key: 'documentNumber', label: '证件号码', type: 'document' },
  { key: 'birthDate', label: '出生日期', type: 'day' },
  { key: 'asOf', label: '截至日期', type: 'day' },
]

const own: Record<FeedKind, readonly Field[]> = {
  education: [
    { key: 'education', label: '学历', type: 'choice', choices: namesOf(educations) },
    { key: 'degree', label: '学位', type: 'choice', choices: namesOf(degrees) },
    { key: 'school', label: '院校', type: 'text', required: true },
    { key: 'fullTime', label: '全日制', type: 'flag' },
    { key: 'country', label: '院校所在国家或地区', type: 'text' },
    { key: 'major', label: '专业', type: 'text' },
    { key: 'graduatedOn', label: '毕业日期', type: 'day' },
    { key: 'certifiedAbroad', label: '境外学历认证', type: 'flag' },
    { key: 'certificateNumber', label: '证书编号', type: 'text' },
  ],
  insurance: [
    { key: 'kind', label: '险种', type: 'choice', required: true, choices: ['五险', '养老'] },
    { key: 'firstMonth', label: '首月', type: 'month', required: true },
    { key: 'lastMonth', label: '末月', type: 'month', required: true },
    { key: 'creditCode', label: '单位信用代码', type: 'creditCode' },
    { key: 'backPaid', label: '补缴', type: 'flag' },
    { key: 'base', label: '月缴费基数（元）', type: 'money' },
  ],
  tax: [
    { key: 'year', label: '年度', type: 'year', required: true },
    { key: 'income', label: '工资薪金收入（元）', type: 'money', required: true },
    { key: 'tax', label: '已缴个人所得税（元）', type: 'money' },
  ],
  housing: [
    { key: 'homes', label: '本市住房套数', type: 'count', required: true },
    { key: 'boughtOn', label: '最近购房日期', type: 'day' },
    { key: 'transferredOn', label: '最近转让日期', type: 'day' },
    { key: 'rents', label: '租房备案', type: 'flag' },
    { key: 'rent', label: '备案月租金（元）', type: 'money' },
  ],
  civil: [
    { key: 'registeredIn', label: '户籍地', type: 'text', required: true },
    { key: 'inCity', label: '本市户籍', type: 'flag', required: true },
    { key: 'since', label: '迁入日期', type: 'day' },
    { key: 'marriage', label: '婚姻状况', type: 'choice', choices: maritalStates },
    { key: 'spouseBirth', label: '配偶出生日期', type: 'day' },
  ],
}

export const fieldsOf = (kind: FeedKind): readonly Field[] => [...personFields, ...own[kind]]

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/**
 * One fact that a row says. `standing`: one row a fact, found again by `same` and filled up. `newest`: each answer is a row, the newest counts.
 * `months`: a span of months, of which only those not yet known are added.
 */
export interface Draft {
  readonly record: 'degree' | 'insurance' | 'housing' | 'household_registration' | 'household_member' | 'person_fact'
  readonly mode: 'standing' | 'newest' | 'months'
  readonly columns: Values
  readonly same: readonly string[]
}

const fact = (name: string, value: Value): Draft => ({ record: 'person_fact', mode: 'newest', columns: { fact: name, value }, same: ['fact'] })

/** The facts of a row whose values were read. Money is in fen, as text. */
export const draftsOf = (kind: FeedKind, v: Values): readonly Draft[] => {
  const of = (key: string): Value => v[key] ?? null
  switch (kind) {
    case 'education':
      return [{
        record: 'degree', mode: 'standing', same: ['education', 'degree', 'school'],
        columns: { education: of('education'), degree: of('degree'), school: of('school'), full_time: of('fullTime'), country: of('country'), major: of('major'), graduated_on: of('graduatedOn'), certified_abroad: of('certifiedAbroad'), certificate_number: of('certificateNumber') },
      }]
    case 'insurance':
      return [{ record: 'insurance', mode: 'months', same: ['kind'], columns: { kind: of('kind'), months: `[${String(of('firstMonth'))},${String(of('lastMonth'))})`, employer_id: of('creditCode'), in_city: true, back_paid: of('backPaid') ?? false, base_fen: of('base') } }]
    case 'tax':
      return [fact('年度工资薪金收入', yuanOf(of('income'))), ...(of('tax') === null ? [] : [fact('年度个人所得税', yuanOf(of('tax')))])]
    case 'housing':
      return [{ record: 'housing', mode: 'newest', same: [], columns: { homes_in_city: of('homes'), bought_on: of('boughtOn'), last_transfer_on: of('transferredOn'), rents: of('rents'), monthly_rent_fen: of('rent') } }]
    case 'civil':
      return [
        { record: 'household_registration', mode: 'newest', same: [], columns: { registered_in: of('registeredIn'), in_city: of('inCity'), since: of('since') } },
        ...(of('marriage') === null ? [] : [fact('婚姻状况', of('marriage'))]),
        ...(of('marriage') === '已婚' && of('spouseBirth') !== null ? [{ record: 'household_member', mode: 'standing', same: ['relation'], columns: { relation: '配偶', birth_date: of('spouseBirth') } } satisfies Draft] : []),
      ]
  }
}

/** The vocabulary speaks of money in yuan. */
const yuanOf = (fen: Value): number | null => (fen === null ? null : Number(fen) / 100)
