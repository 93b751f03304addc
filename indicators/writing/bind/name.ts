import { daysInMonth, partsOf } from '../../../kernel/calendar/plain-date.ts'
import type { Candidate, Line } from '../types.ts'
import type { Frame } from './frame.ts'

/** Blanks that stand for names: the city, its counties, the day of the text, numbers of documents. Persons the house cannot know. */

const personal = /^ ?(?:同志|书记|市长|区长|县长|部长|主任|局长|厅长|院士|教授|博士生导师|先生|女士|老师|主席|常委|总经理|董事长|副|主持|出席|工程师|研究员|负责人)/

export interface Named {
  candidates: Candidate[]
  /** Why nothing of the house can stand there; the search ends here. */
  left?: string
}

export const nameCandidates = (frame: Frame, line: Line): Named | undefined => {
  const { blank, asOf, scope } = frame
  const before = line.text.slice(0, blank.from)
  const after = line.text.slice(blank.to)
  const one = (id: string, certainty: number, why: string): Named => ({ candidates: [{ binding: { kind: 'name', id, aspect: 'value', place: scope, period: { from: null, to: asOf } }, certainty, why }] })
  if (personal.test(after)) return { candidates: [], left: '人名，系统里没有，请自己填' }
  if (/(?:同志|主持人|联系人|记者|作者|编辑|签发|审核人|企业家|教授|负责人|书记|市长|领导)[:： 、]?$/.test(before) && frame.unit.measured === 'none') return { candidates: [], left: '人名，系统里没有，请自己填' }
  if (/^ ?(?:主持人|领导|姓名)/.test(blank.hint) || /(?:姓名|主持人)$/.test(blank.hint)) return { candidates: [], left: '人名，系统里没有，请自己填' }
  if (/[〔[（(](?:20)?\d\d[〕\])）]第?$/.test(before) && after.startsWith('号')) return documentNumber(frame, line.text, before)
  if (/^市(?!场|民|值|面|级|辖|长|政|直)/.test(after) && frame.unit.measured === 'none') return one('name.city', 0.93, '市名')
  if (/^市(?:长|政|直)/.test(after)) return after.startsWith('市长') ? { candidates: [], left: '人名，系统里没有，请自己填' } : one('name.city', 0.9, '市名')
  if (/^(?:区|县)(?!域|级|直)/.test(after) && frame.unit.measured === 'none') return scope.length >= 6 ? one('name.county', 0.9, '本县区的名称') : { candidates: [], left: '不知是哪个县区，请自己填' }
  if (after.startsWith('省')) return { candidates: [], left: '省名不在系统里，请自己填' }
  const day = dayCandidates(before, after, frame)
  if (day) return day
  if (/^(?:公司|大学|学院|企业|集团|医院|单位|部门|事业部|研究院|会议|活动|项目|工程|街道|镇|乡|村|社区|学校|银行|协会|论坛|大会)/.test(after)) return { candidates: [], left: '名称不明，请自己填' }
  return undefined

  function dayCandidates(head: string, tail: string, { unit }: Frame): Named | undefined {
    const { year, month, day: dayOfMonth } = partsOf(asOf)
    const signature = /^[ 　\t]*(?:[\dX×]{2,4}年[ \dX×]{1,4}月[ \dX×]{1,4}日)[ 　]*$/.test(line.text)
    const until = /(?:截至|截止到|截止(?!日|时)|到)[^，。；：]{0,8}$/.test(head) && !/截止(?:日期|时间)|(?:报名|申报|申请|受理|投稿|征集|应聘|填报|报送|兑付|办理)(?:时间)?截止/.test(head.slice(-16))
    if (tail.startsWith('年') && blank.typed === '20') {
      // The day under a paper is not the day of its figures.
      if (until) return one('name.year', 0.88, '数据的日期')
      return one('name.year', 0.7, '文稿的年份，请核对')
    }
    if (tail.startsWith('年') && /^[X×]{4}$/.test(blank.text)) return one('name.year', until ? 0.85 : 0.6, '文稿的年份，请核对')
    if (/^月(?:底|末)/.test(tail) && until) return one('name.month', dayOfMonth === daysInMonth(year, month) ? 0.9 : 0.5, '数据的日期')
    if (tail.startsWith('月') && (signature || (until && /^月[ \dX×]+日/.test(tail)))) return one('name.month', signature ? 0.6 : 0.85, signature ? '落款的日期，请核对' : '数据的日期')
    if (tail.startsWith('日') && (signature || (head.endsWith('月') && /(?:截至|截止到|截止(?!日|时))[^，。；：]{0,12}月$/.test(head) && !/(?:报名|申报|申请|受理|投稿|征集|应聘|填报|报送|兑付|办理)(?:时间)?截止/.test(head)))) return one('name.day', signature ? 0.6 : 0.85, signature ? '落款的日期，请核对' : '数据的日期')
    if ((/^[月日](?!均)/.test(tail) || unit.text === '日' || unit.text === '月') && unit.measured === 'number') return { candidates: [], left: '这个日期不在系统里，请自己填' }
    return undefined
  }
}

/** 青屿人才〔2024〕XX号: the library knows the document by its title, or its series and year. */
const documentNumber = (frame: Frame, text: string, before: string): Named => {
  const { lexicon, scope, asOf } = frame
  const head = (/([\u4e00-\u9fff]+)[〔[（(](\d{4})[〕\])）]第?$/.exec(before) ?? []).slice(1)
  const documents = [...new Map([...lexicon.measures.values()].map((one) => [one.documentNumber, one])).values()]
  const titled = [...text.slice(0, before.length).matchAll(/《([^》]+)》/g)].map(([, title = '']) => title).slice(-1)
  const byTitle = documents.filter(({ documentTitle }) => documentTitle !== '' && titled.includes(documentTitle))
  const bySeries = documents.filter(({ documentNumber }) => head.length === 2 && documentNumber.startsWith(`${head[0]}〔${head[1]}〕`))
  const both = bySeries.filter((one) => byTitle.includes(one))
  const fitting = both.length > 0 ? both : bySeries.length > 0 ? bySeries : byTitle
  const sure = both.length === 1 ? 0.97 : bySeries.length === 1 ? 0.86 : byTitle.length === 1 ? 0.75 : 0.4
  if (fitting.length === 0) return { candidates: [], left: '这份文件不在政策库里' }
  return { candidates: fitting.map(({ documentNumber, documentTitle }) => ({ binding: { kind: 'parameter', id: `document/${documentNumber}`, aspect: 'value', place: scope.slice(0, 4), period: { from: null, to: asOf } }, certainty: sure, why: `《${documentTitle}》的文号` })) }
}
