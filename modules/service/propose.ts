/** Who could serve whom, worked out without doing anything. Pure: the same people and loads give the same pairs. */

export interface Unserved {
  personId: string
  placeCode: string
}
export interface Candidate {
  specialistId: string
  /** The place of his duty. */
  placeCode: string
  load: number
  most: number
  /** The record of the specialist himself, where there is one: nobody serves himself. */
  personId: string | null
}
export interface Pairing {
  personId: string
  specialistId: string
  loadAfter: number
}

/**
 * For each person in turn the least loaded specialist of the nearest place that has room: his town before his county, his county before the city. Equal loads go by the
 * specialist's id. Whoever finds nobody is left out.
 */
export const propose = (people: readonly Unserved[], candidates: readonly Candidate[]): Pairing[] => {
  const loads = new Map(candidates.map(({ specialistId, load }) => [specialistId, load]))
  const loadOf = ({ specialistId }: Candidate): number => loads.get(specialistId) ?? 0
  return people.flatMap(({ personId, placeCode }) => {
    const [chosen] = candidates
      .filter((one) => placeCode.startsWith(one.placeCode) && one.personId !== personId && loadOf(one) < one.most)
      .toSorted((one, other) => other.placeCode.length - one.placeCode.length || loadOf(one) - loadOf(other) || (one.specialistId < other.specialistId ? -1 : 1))
    if (!chosen) return []
    const loadAfter = loadOf(chosen) + 1
    loads.set(chosen.specialistId, loadAfter)
    return [{ personId, specialistId: chosen.specialistId, loadAfter }]
  })
}
