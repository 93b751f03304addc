import type { PlainDate } from '../../kernel/types.ts'
import { partsOf } from '../../kernel/calendar/plain-date.ts'

/** The sentences of each paper that writes itself, with blanks that the binder knows: a draft like any other. */

export const briefKinds = { monthly: '月度简报', yearly: '年度回顾', counties: '县区比较' } as const
export type BriefKind = keyof typeof briefKinds
export type Template = readonly (readonly [heading: string, sentences: readonly string[]])[]

export interface Paper {
  title: string
  template: Template
}

export interface PaperQuestion {
  name: string
  asOf: PlainDate
  /** The last day of the month or year asked for; later than `asOf` while it is under way. */
  last: PlainDate
  /** Names of the places of the next level. */
  below: readonly string[]
}

const monthly = ({ name, asOf, last }: PaperQuestion): Paper => {
  const { year, month } = partsOf(last)
  // A month under way is told up to the day.
  const [until, within] = asOf === last ? [`截至${month}月底`, `${month}月份`] : ['目前', '本月']
  return {
    title: `${name}人才工作月度简报（${year}年${month}月）`,
    template: [
      ['一、人才总量', [`${until}，人才总量XX人，人才密度XX%。`, `${until}，高技能人才XX人。`, `${until}，专业技术人才XX人。`, `${until}，有效期内的高层次人才XX人。`]],
      ['二、引进与流出', ['今年以来引进人才XX人。', `${within}引进人才XX人。`, '今年以来引进高层次人才XX人、名校优生XX人、技能人才XX人。', '今年以来流出人才XX人次。']],
      ['三、创新平台', [`${until}，各类创新平台XX家，其中国家级XX家。`, `${until}，科技企业孵化器XX家、众创空间XX家、博士后站XX家、企业技术中心XX家。`]],
      ['四、政策兑现', ['今年以来受理申报XX件，审定通过XX件，平均审定用时XX个工作日。', '今年以来审定资助XX万元，兑付资金XX万元。', `${within}兑付资金XX万元。`]],
    ],
  }
}

const yearly = ({ name, asOf, last }: PaperQuestion): Paper => {
  const { year } = partsOf(last)
  const [until, within] = asOf === last ? [`截至${year}年底`, `${year}年`] : ['目前', '今年']
  return {
    title: `${name}${year}年人才工作回顾`,
    template: [
      ['一、人才规模', [`${until}，人才总量XX人。`, `${until}，人才总量比${year - 1}年底增加XX人。`, `${until}，人才密度XX%。`, `${until}，高技能人才XX人，硕士以上人才XX人，博士人才XX人。`, `${until}，重点产业人才占比XX%。`]],
      ['二、引进与留用', [`${within}引进人才XX人。`, `${within}引进人才完成年度目标的XX%。`, `${within}引进高层次人才XX人、名校优生XX人、技能人才XX人。`, `${within}柔性引进人才XX人。`, `${within}流出人才XX人次。`, `${until}，一年留存率XX%。`]],
      ['三、创新平台', [`${until}，各类创新平台XX家，其中国家级XX家。`, `${within}新认定科技企业孵化器XX家、众创空间XX家、博士后站XX家、企业技术中心XX家。`, `${until}，高新技术企业XX家。`]],
      ['四、政策与资金', [`${within}受理申报XX件，审定通过XX件，平均审定用时XX个工作日。`, `${within}下达专项资金XX万元。`, `${within}审定资助XX万元，兑付资金XX万元。`, `${within}参加继续教育XX人。`]],
    ],
  }
}

const counties = ({ name, asOf, last, below }: PaperQuestion): Paper => {
  const { year, month } = partsOf(last)
  const until = asOf === last ? `截至${month}月底` : '目前'
  return {
    title: `${name}各地人才工作比较（${year}年${month}月）`,
    template: [
      ['一、全域', [`${until}，人才总量XX人。`, `${until}，人才密度XX%。`, '今年以来引进人才XX人。']],
      ['二、人才总量', below.map((place) => `${until}，${place}人才总量XX人。`)],
      ['三、人才密度', below.map((place) => `${until}，${place}人才密度XX%。`)],
      ['四、今年引进', below.map((place) => `今年以来${place}引进人才XX人。`)],
      ['五、今年流出', below.map((place) => `今年以来${place}流出人才XX人次。`)],
      ['六、政策兑现', below.map((place) => `今年以来${place}受理申报XX件，审定通过XX件。`)],
    ],
  }
}

export const papers: Readonly<Record<BriefKind, (question: PaperQuestion) => Paper>> = { monthly, yearly, counties }
