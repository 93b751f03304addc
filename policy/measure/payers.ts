import type { Edition, Give } from './edition.ts'

/** Who pays and in which shares: of the first benefit that says so, the alternatives' included. Empty when none does. */
export function payersOf(edition: Pick<Edition, 'gives' | 'alternatives'>): Give['paidBy'] {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  return gives.find((give) => give.paidBy.length > 0)?.paidBy ?? []
}
