import { partsOf } from '../../../kernel/calendar/plain-date.ts'
import type { Candidate } from '../types.ts'
import { hasCue, hasUnknown, textOf, wordsOf, type Frame } from './frame.ts'
import { spokenFor } from './period.ts'
import { placeOf } from './place.ts'

/** Numbers from outside that the city has imported with year and source: 常住人口XX万人, 地区生产总值XX亿元. Their change is not told: two bulletins may count differently. */
export const statisticCandidates = (frame: Frame): Candidate[] => {
  const at = frame.own.findLastIndex((token) => token.kind === 'word' && token.means.statistic !== undefined)
  const token = frame.own[at]
  if (token?.kind !== 'word' || token.means.statistic === undefined || hasUnknown(frame.own.slice(at + 1)) || frame.own[at - 1]?.kind === 'unknown') return []
  if (hasCue(frame.own, 'up', 'down', 'share', 'goal') || frame.own.some(({ kind }) => kind === 'base') || wordsOf(frame.own.slice(at + 1)).some(({ concept }) => concept !== undefined)) return []
  const place = placeOf(frame)
  const spoken = spokenFor(frame)
  const to = spoken?.spoken.to ?? frame.asOf
  const foreign = wordsOf(frame.own).some((means) => means.foreign)
  return [{ binding: { kind: 'indicator', id: `statistic.${token.means.statistic}`, statistic: token.means.statistic, aspect: 'value', place: place.code, period: { from: null, to } }, certainty: Math.round(0.93 * place.certainty * (spoken?.spoken.fits === false ? 0.4 : 1) * (foreign ? 0.2 : 1) * 100) / 100, why: `“${textOf([token])}”，统计部门公布，${partsOf(to).year}年或最近一年` }]
}

/** What drafts often ask for and the house keeps no record of, so that the reason can be said. */
/** Published by others, and blank until somebody has taken them over. */
const importable = ['地区生产总值', '生产总值', 'GDP', '人才贡献率', '贡献率', '研发经费']
const unheld = [...importable, '满意度', '研发投入', '专利', '产值', '税收', '子女入学', '配偶就业', '就业岗位', '基金', '在站博士后', '招商', '活动']
export const unheldIn = ({ own, right, far }: Frame): string | undefined => {
  const near = textOf([...own, ...right])
  const found = unheld.find((word) => near.includes(word)) ?? (own.length === 0 && far[0] ? unheld.find((word) => textOf(far[0] ?? []).includes(word)) : undefined)
  if (found !== undefined && importable.includes(found)) return `“${found}”是外部统计数，还没有录入；可在“外部统计数”里连同材料和页码录入`
  return found === undefined ? undefined : `系统里没有“${found}”的记录，请自己填`
}
