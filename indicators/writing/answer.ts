import type { Checked } from './check.ts'
import type { Filled } from './fill.ts'
import type { Binding, Period } from './types.ts'

/** One blank as the command line and the screen tell of it. */
export interface BlankAnswer {
  index: number
  before: string
  text: string
  after: string
  bound: { kind: Binding['kind']; id: string; title: string; definition: string; place: string; period: string } | null
  certainty: number
  value: string | null
  unit: string
  written: string | null
  why: string
}

export const periodText = ({ from, to }: Period): string => (from === null ? to : `${from}/${to}`)

export const answerOf = ({ blank, before, after, binding, certainty, told, unit, written, why }: Filled): BlankAnswer => ({
  index: blank.index,
  before,
  text: blank.text,
  after,
  bound: binding && told ? { kind: binding.kind, id: binding.id, title: told.title, definition: told.definition, place: binding.place, period: periodText(binding.period) } : null,
  certainty,
  value: binding && told ? told.value : null,
  unit: unit === '' ? (told?.unit ?? '') : unit,
  written,
  why,
})

/** One number of a finished report as the command line and the screen tell of it. */
export const checkAnswerOf = ({ blank, before, after, binding, certainty, told, unit, state, record, why }: Checked) => ({
  index: blank.index,
  before,
  text: blank.text,
  after,
  bound: binding && told ? { kind: binding.kind, id: binding.id, title: told.title, definition: told.definition, place: binding.place, period: periodText(binding.period) } : null,
  certainty,
  value: told?.value ?? null,
  unit,
  record,
  state,
  why,
})
