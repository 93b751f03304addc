import { describe, type Edition } from '../../policy/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { kindOfHolder } from '../facts.ts'
import type { LiveLibrary, PublishedEdition } from '../library.ts'
import { mainGive } from '../publish.ts'
import type { FoundPolicy } from './contract.ts'
import { confinedTo } from './places.ts'
import { relationsOf } from './relations.ts'
import { shownEditions, standingOf } from './standing.ts'
import { journeys, type Journey, type Seeker } from './words.ts'

/** One sentence in which a word may be found, and what finding it there is worth. */
export interface Passage {
  field: FoundPolicy['hits'][number]['field']
  text: string
  weight: number
}

/** One measure as it is searched and shown: everything but the hits is ready before anybody asks. */
export interface Entry {
  shown: Omit<FoundPolicy, 'hits' | 'applies'>
  who: Seeker
  journeys: readonly Journey[]
  passages: readonly Passage[]
  all: string
}

export interface SearchIndex {
  entries: readonly Entry[]
  /** Words that measures are made of, for what is typed in letters or written wrongly. */
  dictionary: readonly string[]
}

const weights = { title: 10, document: 5, benefit: 4, clause: 3, other: 2 } as const

const kept = new WeakMap<LiveLibrary, { today: PlainDate; index: SearchIndex }>()

/** The index of the library as it stands on this day; made once a publication and once a day. */
export const indexOf = (library: LiveLibrary, today: PlainDate, synonymWords: Iterable<string>): SearchIndex => {
  const before = kept.get(library)
  if (before?.today === today) return before.index
  const index = makeIndex(library, today, synonymWords)
  kept.set(library, { today, index })
  return index
}

const makeIndex = (library: LiveLibrary, today: PlainDate, synonymWords: Iterable<string>): SearchIndex => {
  const shown = shownEditions(library, today)
  const inForce = [...library.inForce(today).values()].map(({ edition }) => edition)
  const entries = shown.map((one) => entryOf(library, one, inForce, today))
  const words = new Set<string>(synonymWords)
  for (const { edition } of shown) {
    words.add(edition.title)
    for (const part of edition.title.split(/[（）、和]/)) if (part.length > 1) words.add(part)
    for (const { group } of edition.combine) words.add(group)
  }
  for (const fact of library.vocabulary.facts.values()) {
    words.add(fact.name)
    if (fact.type.kind === 'code') for (const code of fact.type.list.codes) if (code.length > 1) words.add(code)
  }
  return { entries, dictionary: [...words] }
}

const entryOf = (library: LiveLibrary, one: PublishedEdition, inForce: readonly Edition[], today: PlainDate): Entry => {
  const { edition } = one
  const plain = describe(edition)
  const gives = mainGive(edition) as FoundPolicy['gives']
  const went = journeysOf(edition, gives)
  const former = library.editions.filter((other) => other.edition.measure === edition.measure && other !== one)
  const passage = (field: Passage['field'], text: string): Passage[] => (text === '' ? [] : [{ field, text, weight: weights[field] }])
  const passages = [
    ...passage('title', edition.title),
    ...edition.conditions.flatMap(({ says }) => passage('clause', says)),
    ...plain.conditions.flatMap(({ words, says }) => (words === says ? [] : passage('clause', words))),
    ...plain.alternatives.flatMap(({ name, conditions, gives: parts }) => [...passage('clause', name), ...conditions.flatMap(({ says }) => passage('clause', says)), ...parts.flatMap((part) => passage('benefit', part))]),
    ...plain.gives.flatMap((part) => passage('benefit', part)),
    ...passage('document', `${edition.document.title ?? ''}${edition.document.number}${edition.document.clause ?? ''}`),
    ...former.flatMap(({ edition: old }) => passage('document', `第${old.edition}版：${old.document.title ?? ''}${old.document.number}`)),
    ...plain.combine.flatMap((text) => passage('other', text)),
    ...passage('other', `${edition.stage} ${went.map((key) => journeys[key].label).join(' ')}`),
    ...passage('other', edition.note ?? ''),
  ]
  return {
    shown: {
      measure: edition.measure,
      edition: edition.edition,
      title: edition.title,
      subjectKind: edition.for,
      gives,
      journeys: went.map((key) => journeys[key].label),
      documentTitle: edition.document.title ?? '',
      documentNumber: edition.document.number,
      clause: edition.document.clause ?? '',
      benefit: plain.gives[0] ?? plain.alternatives[0]?.gives[0] ?? '',
      standing: standingOf(library, one, today),
      places: [...confinedTo(edition, library.vocabulary)],
      relations: [...relationsOf(edition, inForce)],
    },
    who: kindOfHolder(edition.for) === 'person' ? 'person' : 'employer',
    journeys: went,
    passages,
    all: passages.map(({ text }) => text).join('\n'),
  }
}

/** Where on somebody's way a measure stands, in words. */
export const journeyLabelsOf = (edition: Edition): string[] => journeysOf(edition, mainGive(edition) as FoundPolicy['gives']).map((key) => journeys[key].label)

const journeysOf = (edition: Edition, gives: FoundPolicy['gives']): Journey[] =>
  (Object.keys(journeys) as Journey[]).filter((key) => {
    const { title, stages }: { title: string; stages: readonly string[] } = journeys[key]
    return stages.includes(edition.stage) || (title !== '' && new RegExp(title).test(edition.title)) || (key === 'serve' && gives === 'service')
  })
