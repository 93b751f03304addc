import { dateOf, daysInMonth } from '../../kernel/calendar/plain-date.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { Missing, type ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { fillDraft } from './fill.ts'
import { readLexicon } from './knowledge.ts'
import { sourceRows } from './sources.ts'
import type { Line } from './types.ts'

/**
 * The monthly brief writes itself: its sentences are a draft like any other, with blanks that the binder knows, so that each number has its
 * source. A sentence whose number cannot be said is left out and named.
 */
export interface Brief {
  title: string
  asOf: PlainDate
  sections: { heading: string; text: string }[]
  sources: string[][]
  left: string[]
}

const template = (month: number): readonly (readonly [heading: string, sentences: readonly string[]])[] => [
  ['一、人才总量', [`截至${month}月底，人才总量XX人，人才密度XX%。`, `截至${month}月底，高技能人才XX人。`, `截至${month}月底，专业技术人才XX人。`, `截至${month}月底，有效期内的高层次人才XX人。`]],
  ['二、引进与流出', [`今年以来引进人才XX人。`, `${month}月份引进人才XX人。`, `今年以来引进高层次人才XX人、名校优生XX人、技能人才XX人。`, `今年以来流出人才XX人次。`]],
  ['三、创新平台', [`截至${month}月底，各类创新平台XX家，其中国家级XX家。`, `截至${month}月底，科技企业孵化器XX家、众创空间XX家、博士后站XX家、企业技术中心XX家。`]],
  ['四、政策兑现', [`今年以来受理申报XX件，审定通过XX件，平均审定用时XX个工作日。`, `今年以来审定资助XX万元，兑付资金XX万元。`, `${month}月份兑付资金XX万元。`]],
]

export const monthlyBrief = async (context: ReadContext, { month, place }: { month: string; place: string }): Promise<Brief> => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = dateOf(year, number, daysInMonth(year, number))
  const asOf = last > context.today && context.today.startsWith(month) ? context.today : last
  if (asOf > context.today) throw new InvalidInput([{ path: 'month', message: '这个月还没有到' }])
  const { scope } = context.actor
  if (scope === undefined || !place.startsWith(scope)) throw new Missing()
  const lexicon = await readLexicon(context, asOf)
  const name = lexicon.places.find(({ code }) => code === place)?.name ?? ''
  // A month under way is told up to the day.
  const sections = template(number).map(([heading, sentences]) => ({ heading, sentences: asOf === last ? sentences : sentences.map((sentence) => sentence.replaceAll(`截至${number}月底`, '目前').replaceAll(`${number}月份`, '本月')) }))
  const lines = sections.flatMap(({ sentences }) => sentences.map((text): Line => ({ text, heads: [], part: '正文' })))
  const filled = await fillDraft(context, { lines, asOf, scope: place, lexicon })
  const left: string[] = []
  const told = lines.map(({ text }, line) => {
    const mine = filled.filter(({ blank }) => blank.line === line)
    const missing = mine.find(({ written }) => written === null)
    if (missing) {
      left.push(`${text.replaceAll('XX', '…')}${missing.why}`)
      return ''
    }
    return mine.toReversed().reduce((so, { blank, written }) => `${so.slice(0, blank.from)}${written}${so.slice(blank.to)}`, text)
  })
  let at = 0
  const written = sections.map(({ heading, sentences }) => {
    const text = told.slice(at, at + sentences.length).join('')
    at += sentences.length
    return { heading, text: text === '' ? '本月没有可以写的数。' : text }
  })
  return { title: `${name}人才工作月度简报（${year}年${number}月）`, asOf, sections: written, sources: sourceRows(filled.filter(({ written: said, blank }) => said !== null && told[blank.line] !== '')), left }
}
