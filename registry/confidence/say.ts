import type { ConfidenceLevel } from './contract.ts'

export interface Weighed {
  record: string
  rowId: string
  class: 'owner' | 'official' | 'employer' | 'unknown' | 'named' | 'person'
  source: string
  asOf: string
  verification: 'verified' | 'declared' | 'disputed'
  agreeing: readonly string[]
  contradicting: readonly string[]
  ageMonths: number
  halfLifeMonths: number | null
  score: number
  level: ConfidenceLevel
}

/** Why a record is as sure as it is: who says so since when, who else says the same or another thing, and whether it may have changed since. Pure. */
export const say = ({ class: from, source, asOf, verification, agreeing, contradicting, ageMonths, halfLifeMonths }: Pick<Weighed, 'class' | 'source' | 'asOf' | 'verification' | 'agreeing' | 'contradicting' | 'ageMonths' | 'halfLifeMonths'>): string => {
  const month = asOf.slice(0, 7)
  const who = verification === 'verified' ? `${from === 'owner' ? '主管部门' : ''}${source}核验，${month}` : verification === 'declared' ? `${source}，${month}，还没有核验` : `${source}，${month}，有异议正在办理更正`
  return [
    who,
    ...(agreeing.length > 0 ? [`与${agreeing.join('、')}一致`] : []),
    ...(contradicting.length > 0 ? [`与${contradicting.join('、')}不一致`] : []),
    ...(halfLifeMonths !== null && ageMonths >= halfLifeMonths ? [`已过 ${ageMonths} 个月，可能有变`] : []),
  ].join('；')
}
