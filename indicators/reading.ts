import type { ReadContext } from '../kernel/implement.ts'
import { Missing } from '../kernel/implement.ts'
import { InvalidInput } from '../kernel/errors.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import { lacking, shortly } from './cache.ts'
import type { Known } from './compute.ts'
import { cubesOf, type Cube, type Key } from './cube.ts'
import { isCounted, type FigureDefinition, type Source } from './definition.ts'
import { countsOf, definitions } from './definitions/index.ts'
import { momentsOf } from './moments.ts'
import { asKnown, knowUntil } from './known.ts'
import { readStatistics } from './statistics.ts'

/** From an actor's question to the cubes that answer it, in his scope and as the role that sees the schema pub alone. */

export interface Asked {
  asOf: PlainDate
  place: string
  /** As known at the end of this day; absent: as known now. */
  knownOn?: PlainDate
}

/** The day and the place of a question. A place outside one's own, or one that is not there, is not found. */
export const askedOf = ({ actor, today }: ReadContext, { asOf = today, place }: { asOf?: PlainDate | undefined; place?: string | undefined }): Asked => {
  if (asOf > today) throw new InvalidInput([{ path: 'asOf', message: `时点不能晚于今天（${today}）` }])
  const scope = actor.scope ?? (actor.role === 'system' ? '' : undefined)
  if (scope === undefined || (place !== undefined && !place.startsWith(scope))) throw new Missing()
  return { asOf, place: place ?? scope }
}

/**
 * With whose eyes a figure is read. A specialist sees only his people, but a figure of his county is of the county, whoever asks: he reads it as its leader does.
 * The records behind it stay his own.
 */
export const figureReader = (actor: Actor): Actor => (actor.role === 'specialist' ? { ...actor, role: 'leader' } : actor)

/** Every counted figure of a source is read with it: one pass costs the same for one figure as for ten. */
const figuresOf = Map.groupBy(
  definitions.filter(isCounted),
  ({ of }) => of,
)

/** `fresh`: not even some seconds old, for what will be signed. */
export const know = async (context: ReadContext, asked: Asked, wanted: readonly FigureDefinition[], key: Key, how: { fresh?: boolean } = {}): Promise<Known> => {
  const known = (await knowBy(context, asked, wanted, [key], how)).get(key)
  if (!known) throw new Error(`nothing was read by ${key}`)
  return known
}

/** The same taken apart by several keys, each source read once for all of them; by a key of the records' own, the sources that have it. */
export const knowBy = async (context: ReadContext, asked: Asked, wanted: readonly FigureDefinition[], keys: readonly Key[], { fresh = false }: { fresh?: boolean } = {}): Promise<ReadonlyMap<Key, Known>> => {
  const { database, today } = context
  const actor = figureReader(context.actor)
  const moments = momentsOf(asked.asOf)
  const sources = [...new Set(wanted.flatMap((definition) => countsOf(definition).map(({ of }) => of)))]
  const reader = `${actor.role}|${actor.scope ?? ''}|${today}`
  const lately = <T>(name: string, read: () => Promise<T>): Promise<T> => (fresh ? read() : shortly(database, name, read))
  const read = (source: Source, cuts: readonly Key[]): Promise<ReadonlyMap<Key, Cube>> =>
    database.asReader({ actor, today }, async (db) => {
      if (asked.knownOn) await knowUntil(db, asked.knownOn)
      return cubesOf(db, asked.knownOn ? asKnown(source) : source, figuresOf.get(source) ?? [], moments, { scope: asked.place, keys: cuts })
    })
  const cubesFor = async (source: Source): Promise<ReadonlyMap<Key, Cube>> => {
    const cuts = keys.filter((key) => common.has(key) || keys.length === 1 || key in (source.breakdowns ?? {}))
    const name = (key: Key): string => `${reader}|${asked.asOf}|${asked.place}|${key}|${source.id}|${asked.knownOn ?? ''}`
    const missing = lacking(database, cuts.map(name))
    const anew = cuts.filter((key) => fresh || missing.has(name(key)))
    let together: Promise<ReadonlyMap<Key, Cube>> | undefined
    const cube = async (key: Key): Promise<Cube> => {
      // What grew too old since a moment ago is read by itself.
      const found = (await (anew.includes(key) ? (together ??= read(source, anew)) : read(source, [key]))).get(key)
      if (!found) throw new Error(`${source.id} was not read by ${key}`)
      return found
    }
    return new Map(await Promise.all(cuts.map(async (key) => [key, await lately(name(key), () => cube(key))] as const)))
  }
  // Several connections: the sources are independent, and the largest one takes half of the time.
  const [statistics, ...cubes] = await Promise.all([
    lately(`${reader}|statistics|${asked.knownOn ?? ''}`, () => database.asReader({ actor, today }, (db) => readStatistics(db, asked.knownOn))),
    ...sources.map(async (source) => [source, await cubesFor(source)] as const),
  ])
  return new Map(keys.map((key): [Key, Known] => {
    const mine = cubes.flatMap(([source, by]) => {
      const cube = by.get(key)
      return cube ? [[source, cube] as const] : []
    })
    return [key, { moments, today, scope: asked.place, keyed: key === 'place' ? 'place' : 'other', cubes: new Map(mine), statistics }]
  }))
}

/** What every record can be taken apart by. */
const common: ReadonlySet<Key> = new Set<Key>(['nothing', 'place', 'industry'])
