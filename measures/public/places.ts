import type { Edition } from '../../policy/index.ts'
import { Judge, type Vocabulary } from '../../policy/index.ts'
import { placeFacts } from './words.ts'

const placeFact = (vocabulary: Vocabulary) => placeFacts.map((name) => vocabulary.facts.get(name)).find((fact) => fact?.type.kind === 'code')

/** The counties that the vocabulary knows. */
export const placesOf = (vocabulary: Vocabulary): readonly string[] => {
  const type = placeFact(vocabulary)?.type
  return type?.kind === 'code' ? type.list.codes : []
}

/** The counties where a measure can hold at all: what the rule says when nothing but the place is known. Empty: it does not look at the place. */
export const confinedTo = (edition: Edition, vocabulary: Vocabulary): readonly string[] => {
  const places = placesOf(vocabulary)
  const fact = placeFact(vocabulary)
  if (!fact) return []
  const judge = new Judge([{ ...edition, implied: [] }], vocabulary)
  const open = places.filter((place) => judge.all({ [fact.name]: place }, edition.inForce.from)[0]?.outcome !== 'ineligible')
  return open.length === places.length ? [] : open
}
