import { implementQuery, type ReadContext } from '../../kernel/implement.ts'
import { partsOf } from '../../kernel/calendar/plain-date.ts'
import { figureOf } from '../actions.ts'
import { know, askedOf, type Asked } from '../reading.ts'
import * as store from '../store.ts'
import { askDiagnosis, problems, type Problem } from './contract.ts'
import { mostTelling } from './facts.ts'
import { definitionOf, type Cut } from './parts.ts'

/** What the page says of each problem beside its sentences, and what the house has no record of. */
const shown: Readonly<Record<Problem, { figures: readonly string[]; unsaid: string }>> = {
  shortage: { figures: ['demand.vacancies', 'demand.shortage', 'introduction.year', 'talent.departed', 'talent.key-industry'], unsaid: '空缺只算用人单位填报、区县审看通过的岗位；没有填报的单位缺多少人，系统不知道。' },
  structure: { figures: ['talent.total', 'talent.density', 'talent.key-industry-share', 'talent.postgraduate-share'], unsaid: '产业一侧用重点产业的单位数，系统里没有产业增加值。' },
  mechanism: { figures: ['case.decision-days', 'case.steps', 'fund.pay-days', 'retention.one', 'retention.three', 'retention.five'], unsaid: '' },
  service: { figures: ['case.open', 'case.overdue', 'policy.entitled', 'service.coverage', 'service.in-time-share', 'service.satisfaction', 'case.satisfaction', 'housing.waiting'], unsaid: '满意度只来自办结的服务事项和办件；系统里没有入学学位和就医安排的记录，这些不写。' },
}

/** Figures that are taken apart, each by what. One pass over a source answers all its figures by one key. */
const cuts: readonly (readonly [figure: string, by: string])[] = [
  ['talent.key-industry', 'industry'], ['employer.total', 'industry'], ['introduction.year', 'industry'], ['talent.departed', 'industry'], ['talent.postgraduate-share', 'industry'],
  ['demand.shortage', 'industry'], ['demand.vacancies', 'occupation'], ['demand.vacancies', 'industry'], ['demand.wanted', 'industry'], ['demand.hired', 'industry'], ['demand.fill-days', 'occupation'],
  ['talent.density', 'place'], ['talent.key-industry-share', 'place'], ['introduction.year', 'place'], ['talent.departed', 'place'], ['case.decision-days', 'place'],
  ['talent.total', 'born'], ['class.total', 'level'], ['case.step-days', 'step'], ['retention.one', 'programme'], ['retention.three', 'programme'], ['retention.five', 'programme'], ['talent.departed', 'reason'], ['case.open', 'title'], ['case.overdue', 'title'], ['service.in-time-share', 'kind'],
]

const diagnosisHandler = implementQuery(askDiagnosis, async (context, where) => {
  const asked = askedOf(context, where)
  const wanted = [...new Set([...Object.values(shown).flatMap(({ figures }) => figures), ...cuts.map(([figure]) => figure), 'case.filed', 'case.returned', 'case.recognition-days', 'service.promised', 'service.promised-served', 'service.late', 'service.ratings', 'case.ratings', 'housing.vacant', 'housing.waiting-days'])].map(definitionOf)
  const [known, place, below, targets] = [await know(context, asked, wanted, 'place'), await store.getPlace(context.db, asked.place), await store.placesBelow(context.db, asked.place), await store.targetsOf(context.db, partsOf(asked.asOf).year, asked.place)]
  const labels = new Map(below.map(({ code, name }) => [code, name]))
  const read = await Promise.all(cuts.map(([figure, by]) => readCut(context, asked, figure, by, labels)))
  const readings = { known, cuts: new Map(read.map((cut) => [`${cut.figure}|${cut.by}`, cut])) }
  return {
    asOf: asked.asOf,
    place,
    problems: (Object.keys(problems) as Problem[]).map((problem) => ({
      problem,
      title: problems[problem],
      unsaid: shown[problem].unsaid,
      figures: shown[problem].figures.map((id) => figureOf(known, definitionOf(id), targets)),
      facts: mostTelling(readings, problem).map(({ says, figure, by, key }) => ({ says, figure, name: definitionOf(figure).name, by: by ?? null, key: key ?? null })),
    })),
  }
})

const readCut = async (context: ReadContext, asked: Asked, figure: string, by: string, places: ReadonlyMap<string, string>): Promise<Cut> => ({ figure, by, known: await know(context, asked, [definitionOf(figure)], by), labels: by === 'place' ? places : new Map() })

export const diagnosisHandlers = [diagnosisHandler]
