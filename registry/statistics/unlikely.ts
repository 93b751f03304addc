import { kindOf, type StatisticKindName } from './kinds.ts'

/** What a careful clerk would look at twice before a number from outside is taken over: pure, so that each rule stands here once. */
interface Said {
  placeCode: string
  placeName: string
  value: string
}
interface Asked {
  kind: StatisticKindName
  year: number
  values: readonly Said[]
  /** The newest known of this year and of the year before, by place. */
  thisYear: ReadonlyMap<string, string>
  yearBefore: ReadonlyMap<string, string>
  city: string
}

/** A number that moved by more than this share since the year before is looked at again: a zero too many is ten times as much. */
const leapShare = 0.3
/** A percentage that moved by more than so many points. */
const leapPoints = 10

export const wrongForms = (kind: StatisticKindName, values: readonly Said[]): string[] => {
  const { decimals, least = 0, most, unit } = kindOf(kind)
  return values.flatMap(({ placeName, value }) => {
    if ((value.split('.')[1]?.length ?? 0) > decimals) return [`${placeName} ${value}：${decimals === 0 ? `${kind}应为整数` : `${kind}至多 ${decimals} 位小数`}`]
    if (Number(value) < least) return [`${placeName} ${value}：${kind}不能小于 ${least}${unit}`]
    return most !== undefined && Number(value) > most ? [`${placeName} ${value}：${kind}不能大于 ${most}${unit}`] : []
  })
}

export const unlikely = ({ kind, year, values, thisYear, yearBefore, city }: Asked): string[] => {
  const { unit, parts } = kindOf(kind)
  const leaps = values.flatMap(({ placeCode, placeName, value }) => {
    const before = yearBefore.get(placeCode)
    if (before === undefined) return []
    const [now, then] = [Number(value), Number(before)]
    const far = unit === '%' ? Math.abs(now - then) > leapPoints : Math.abs(now - then) > leapShare * then
    return far ? [`${placeName}${year - 1}年为 ${before}${unit}，这次填 ${value}${unit}`] : []
  })
  if (!parts) return leaps
  const all = new Map([...thisYear, ...values.map(({ placeCode, value }) => [placeCode, value] as const)])
  const whole = all.get(city)
  const sum = [...all].filter(([code]) => code.length === 6).reduce((total, [, value]) => total + Number(value), 0)
  return whole !== undefined && sum > Number(whole) * 1.001 ? [...leaps, `各县区之和 ${Math.round(sum * 100) / 100}${unit}，超过全市 ${whole}${unit}`] : leaps
}
