import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'
import type { CodeList } from './code-list.ts'

/** Sections of GB/T 4754-2017 (amended 2019), with the divisions (two digits) that each holds. */
export const industrySections = [
  { code: 'A', name: '农、林、牧、渔业', divisions: [1, 5] },
  { code: 'B', name: '采矿业', divisions: [6, 12] },
  { code: 'C', name: '制造业', divisions: [13, 43] },
  { code: 'D', name: '电力、热力、燃气及水生产和供应业', divisions: [44, 46] },
  { code: 'E', name: '建筑业', divisions: [47, 50] },
  { code: 'F', name: '批发和零售业', divisions: [51, 52] },
  { code: 'G', name: '交通运输、仓储和邮政业', divisions: [53, 60] },
  { code: 'H', name: '住宿和餐饮业', divisions: [61, 62] },
  { code: 'I', name: '信息传输、软件和信息技术服务业', divisions: [63, 65] },
  { code: 'J', name: '金融业', divisions: [66, 69] },
  { code: 'K', name: '房地产业', divisions: [70, 70] },
  { code: 'L', name: '租赁和商务服务业', divisions: [71, 72] },
  { code: 'M', name: '科学研究和技术服务业', divisions: [73, 75] },
  { code: 'N', name: '水利、环境和公共设施管理业', divisions: [76, 79] },
  { code: 'O', name: '居民服务、修理和其他服务业', divisions: [80, 82] },
  { code: 'P', name: '教育', divisions: [83, 83] },
  { code: 'Q', name: '卫生和社会工作', divisions: [84, 85] },
  { code: 'R', name: '文化、体育和娱乐业', divisions: [86, 90] },
  { code: 'S', name: '公共管理、社会保障和社会组织', divisions: [91, 96] },
  { code: 'T', name: '国际组织', divisions: [97, 97] },
] as const

/**
 * The city's key industries. A list with an effective date, and not derived from GB/T 4754: the national classification of
 * strategic emerging industries (2018) maps to it only partly, so an employer's membership is recorded, never computed.
 */
export const keyIndustries = {
  standard: '青屿市重点产业目录（2024年1月1日起）', title: '重点产业',
  items: [
    { code: '1', name: '高端装备制造', also: ['高端装备'] },
    { code: '2', name: '新能源' },
    { code: '3', name: '新材料' },
    { code: '4', name: '生物医药', also: ['生物'] },
    { code: '5', name: '新一代信息技术', also: ['信息技术'] },
    { code: '6', name: '传统产业升级', also: ['传统产业'] },
  ],
} as const satisfies CodeList

/** The section letter of a GB/T 4754 code of one letter or two to four digits; refuses what no division holds. */
export function industrySection(text: string): Checked<string> {
  const code = squeeze(text).toUpperCase()
  const section = industrySections.find((s) => s.code === code.slice(0, 1))
  const digits = section === undefined ? code : code.slice(1)
  if (section !== undefined && digits === '') return good(section.code)
  if (!/^\d{2,4}$/.test(digits)) return wrong(`“${text.trim()}”不是国民经济行业分类代码（GB/T 4754：一位字母，或二至四位数字）`)
  const division = Number(digits.slice(0, 2))
  const holder = industrySections.find((s) => division >= s.divisions[0] && division <= s.divisions[1])
  if (holder === undefined) return wrong(`国民经济行业分类中没有大类${digits.slice(0, 2)}`)
  if (section !== undefined && section !== holder) return wrong(`大类${digits.slice(0, 2)}属于门类${holder.code}，不属于${section.code}`)
  return good(holder.code)
}
