import type { Degree, WeightingFields } from './catalogue-contract.ts'

/** How short a line is, from 0 to 100. Whole arithmetic in tenths, so that the published number can be checked by hand. */
interface Counted {
  wanted: number
  hired: number
  people: number
  openDays: number
}
export interface Parts {
  unfilled: number
  scarcity: number
  days: number
}

/** Each of the three from 0 to 100: vacancies in a hundred wanted, vacancies in a thousand people at work, days open against the full. Nobody at work is as scarce as it can be. */
export const partsOfScore = ({ wanted, hired, people, openDays }: Counted, { daysFull }: Pick<WeightingFields, 'daysFull'>): Parts => {
  const vacant = wanted - hired
  const per = (top: number, bottom: number, scale: number) => (bottom === 0 ? (top > 0 ? 100 : 0) : Math.min(100, (top * scale) / bottom))
  return { unfilled: per(vacant, wanted, 100), scarcity: per(vacant, people, 1000), days: per(openDays, daysFull, 100) }
}

export const scoreOf = (counted: Counted, weighting: WeightingFields): string => {
  const { unfilled, scarcity, days } = partsOfScore(counted, weighting)
  return (Math.round((unfilled * weighting.unfilledWeight + scarcity * weighting.scarcityWeight + days * weighting.daysWeight) / 10) / 10).toFixed(1)
}

/** The bound belongs to the higher degree. What has no vacancy left is not short, whatever the days say. */
export const degreeOf = (score: string, { wanted, hired }: Counted, { scarceFrom, urgentFrom }: WeightingFields): Degree =>
  hired >= wanted ? 'plain' : Number(score) >= urgentFrom ? 'urgent' : Number(score) >= scarceFrom ? 'scarce' : 'plain'
