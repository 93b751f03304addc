import { namesOf } from '../../kernel/codes/code-list.ts'
import { documentTypes } from '../../kernel/codes/identity-document.ts'
import { degrees, educations, skillLevels, titleLevels } from '../../kernel/codes/person-lists.ts'
import type { SheetLayout } from '../../kernel/sheets/index.ts'

/** The columns of a list of people: the template, the reader and the report speak of the same ones. */
export const corpsNames = ['党政人才', '企业经营管理人才', '专业技术人才', '高技能人才', '农村实用人才', '社会工作人才'] as const

export type Column = {
  readonly key: ColumnKey
  readonly head: string
  readonly also?: readonly string[]
  readonly required?: boolean
  readonly choices?: readonly string[]
  readonly example: string
}
export type ColumnKey =
  | 'name' | 'documentType' | 'documentNumber' | 'sex' | 'birthDate' | 'phone' | 'place' | 'creditCode' | 'post' | 'mode' | 'startedOn' | 'contractFrom' | 'contractTo' | 'pay'
  | 'education' | 'degree' | 'fullTime' | 'school' | 'major' | 'graduatedOn' | 'titleLevel' | 'titleName' | 'skillLevel' | 'corps'

export const columns: readonly Column[] = [
  { key: 'name', head: '姓名', required: true, example: '沈知远' },
  { key: 'documentType', head: '证件类型', choices: documentTypes, example: '居民身份证' },
  { key: 'documentNumber', head: '证件号码', also: ['身份证号', '身份证号码', '公民身份号码'], required: true, example: '（18 位，文本格式）' },
  { key: 'sex', head: '性别', choices: ['男', '女'], example: '男' },
  { key: 'birthDate', head: '出生日期', also: ['出生年月日'], example: '1992-03-01' },
  { key: 'phone', head: '手机号码', also: ['手机', '手机号', '联系电话'], example: '10001234567' },
  { key: 'place', head: '所在地', also: ['所在地代码', '工作地', '区划代码'], required: true, example: '980101001' },
  { key: 'creditCode', head: '单位统一社会信用代码', also: ['统一社会信用代码', '单位信用代码'], example: '' },
  { key: 'post', head: '岗位', also: ['职务'], example: '工艺工程师' },
  { key: 'mode', head: '用工形式', choices: ['全职', '柔性'], example: '全职' },
  { key: 'startedOn', head: '到岗日期', also: ['入职日期'], example: '2024-07-01' },
  { key: 'contractFrom', head: '合同起', example: '2024-07-01' },
  { key: 'contractTo', head: '合同止', example: '2027-06-30' },
  { key: 'pay', head: '月工资（元）', also: ['月工资', '月薪'], example: '12000' },
  { key: 'education', head: '学历', choices: namesOf(educations), example: '硕士研究生' },
  { key: 'degree', head: '学位', choices: namesOf(degrees), example: '硕士' },
  { key: 'fullTime', head: '全日制', choices: ['是', '否'], example: '是' },
  { key: 'school', head: '毕业院校', also: ['院校', '学校'], example: '青屿大学' },
  { key: 'major', head: '专业', example: '机械工程' },
  { key: 'graduatedOn', head: '毕业日期', also: ['毕业时间'], example: '2024-06-25' },
  { key: 'titleLevel', head: '职称级别', also: ['职称等级'], choices: namesOf(titleLevels), example: '中级' },
  { key: 'titleName', head: '职称名称', also: ['职称'], example: '工程师' },
  { key: 'skillLevel', head: '技能等级', also: ['职业技能等级'], choices: namesOf(skillLevels), example: '' },
  { key: 'corps', head: '人才队伍', also: ['人才类型'], example: '专业技术人才' },
]

export const templateLayout: SheetLayout = {
  sheet: '人才导入',
  heads: columns.map(({ head, required }) => (required ? `${head}*` : head)),
  widths: columns.map(({ key }) => (key === 'documentNumber' || key === 'creditCode' ? 24 : key === 'school' ? 20 : 14)),
  choices: new Map(columns.flatMap(({ choices }, i): [number, readonly string[]][] => (choices ? [[i, choices]] : []))),
}

/** Where each known column stands in this file; undefined keys are not in it. Stars, brackets and spaces in heads do not matter. */
export const placeColumns = (heads: readonly string[]): { at: Map<ColumnKey, number>; missing: string[]; unknown: string[] } => {
  const bare = (text: string): string => text.normalize('NFKC').replace(/[\s*]|\(.*?\)/g, '')
  const at = new Map<ColumnKey, number>()
  const used = new Set<number>()
  for (const column of columns) {
    const words = [column.head, ...(column.also ?? [])].map(bare)
    const index = heads.findIndex((head, i) => !used.has(i) && words.includes(bare(head)))
    if (index < 0) continue
    at.set(column.key, index)
    used.add(index)
  }
  return {
    at,
    missing: columns.filter(({ key, required }) => required && !at.has(key)).map(({ head }) => head),
    unknown: heads.filter((head, i) => head !== '' && !used.has(i)),
  }
}
