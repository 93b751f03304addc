import { hasCue, wordsOf, type Frame, type Trail } from './frame.ts'
import { measureMeant } from './parameter.ts'
import type { Binding, Candidate } from '../types.ts'
import { periodFor } from './period.ts'
import { placeOf } from './place.ts'

/** 发放租房补贴XX万元 is money that was paid; 安家补贴下达XX万元 is a line of the budget: the words for moving money beside a gift's name. */

const moves: readonly (readonly [figure: string, of: 'measure' | 'line', words: readonly string[]])[] = [
  ['fund.appropriated', 'line', ['下达', '预算', '安排', '下达资金']],
  ['fund.paid', 'measure', ['发放', '兑付', '兑现', '兑付资金', '兑现资金', '发放资金', '支出', '拨付']],
  ['fund.awarded', 'measure', ['审定', '审定资助', '核定资助', '审定金额', '审定通过']],
]

/** Money of one measure or line; undefined where the sentence speaks of a standard rather than of money that moved. */
export const spentCandidates = (frame: Frame, trail: readonly Trail[]): Candidate[] | undefined => {
  const listed = listedLine(frame)
  if (listed) return [listed]
  if (frame.unit.measured !== 'money' || hasCue([...frame.own, ...frame.right], 'highest', 'monthly', 'each', 'lowest')) return undefined
  const around = [...frame.own, ...frame.right]
  const words = new Set(around.map(({ text }) => text))
  const move = moves.find(([, , list]) => list.some((word) => words.has(word))) ?? undefined
  if (!move || keyed(frame)) return undefined
  const [figure, of] = move
  const line = wordsOf(around).findLast(({ budgetLine }) => budgetLine !== undefined)?.budgetLine
  const meant = around.some((token) => token.kind === 'word' && token.means.measures !== undefined) ? measureMeant(frame, trail) : undefined
  const titles = of === 'line' ? (line === undefined ? [] : [line]) : (meant?.measures ?? []).map((measure) => frame.lexicon.measures.get(measure)?.title ?? measure)
  if (titles.length === 0) return undefined
  const place = placeOf(frame)
  const period = periodFor(frame, figure)
  return titles.map((key): Candidate => {
    const binding: Binding = { kind: 'indicator', id: `${figure}[title=${key}]`, figure, aspect: 'value', part: { by: 'title', key }, place: place.code, period: period.period }
    return { binding, certainty: Math.round((titles.length > 1 ? 0.5 : 0.95) * place.certainty * Math.max(period.certainty, figure === 'fund.appropriated' ? 0.95 : 0) * 100) / 100, why: `“${key}”；${period.why}` }
  })
}

/** 下达专项资金XX万元，其中：安家补贴XX万元: a line of the budget inside the sum that the sentence began with. */
const listedLine = (frame: Frame): Candidate | undefined => {
  const last = frame.own.at(-1)
  const line = last?.kind === 'word' ? last.means.budgetLine : undefined
  if (line === undefined || frame.unit.measured !== 'money' || frame.own.length > 2 || wordsOf(frame.own).some(({ concept }) => concept !== undefined)) return undefined
  const summed = frame.far.flatMap((tokens) => wordsOf(tokens).flatMap(({ concept }) => (concept !== undefined && ['fund.appropriated'].includes(concept.id) ? [concept.id] : [])))[0]
  if (summed === undefined) return undefined
  const [place, period] = [placeOf(frame), periodFor(frame, summed)]
  const binding: Binding = { kind: 'indicator', id: `${summed}[title=${line}]`, figure: summed, aspect: 'value', part: { by: 'title', key: line }, place: place.code, period: period.period }
  return { binding, certainty: Math.round(0.93 * place.certainty * period.certainty * 100) / 100, why: `“${line}”科目；${period.why}` }
}

const keyed = ({ own, right }: Frame): boolean => wordsOf([...own, ...right]).some(({ keys }) => (keys?.length ?? 0) > 0)
