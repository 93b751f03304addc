import { findDefinition } from '../../definitions/index.ts'
import type { Frame } from './frame.ts'
import { periodFor } from './period.ts'
import { placeOf } from './place.ts'
import { aspects, type Aspect, type Binding } from '../types.ts'

/** A binding out of its id, in the place and period of the clause: what was confirmed before, or chosen from the catalogue. */
export const bindingFrom = (id: string, frame: Frame): Binding | undefined => {
  const { asOf, lexicon, scope } = frame
  const still = { period: { from: null, to: asOf } }
  if (id.startsWith('name.')) return { kind: 'name', id, aspect: 'value', place: scope, ...still }
  if (id.startsWith('document/') || (id.includes('/') && lexicon.measures.has(id.split('/')[0] ?? ''))) return { kind: 'parameter', id, aspect: 'value', place: scope.slice(0, 4), ...still }
  if (id.startsWith('statistic.')) return { kind: 'indicator', id, statistic: id.slice('statistic.'.length), aspect: 'value', place: placeOf(frame).code, ...still }
  const read = readId(id)
  if (!read || !findDefinition(read.figure)) return undefined
  return { kind: 'indicator', id, ...read, place: placeOf(frame).code, period: periodFor(frame, read.figure).period }
}

/** talent.total[industry=新能源].growth · talent.skilled/talent.total. */
export const readId = (id: string): Pick<Binding, 'figure' | 'aspect' | 'part' | 'over'> & { figure: string } | undefined => {
  const found = /^([a-zA-Z.-]+?)(?:\[(\w+)=([^\]]+)\])?(?:\/([a-zA-Z.-]+))?(?:\.(change|growth|target|progress))?$/.exec(id)
  if (!found) return undefined
  const [, figure = '', by, key, over, said] = found
  const aspect: Aspect = over === undefined ? (aspects.find((one) => one === said) ?? 'value') : 'share'
  return { figure, aspect, ...(by !== undefined && key !== undefined ? { part: { by, key } } : {}), ...(over === undefined ? {} : { over }) }
}
