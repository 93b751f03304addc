import type { ReadContext } from '../kernel/implement.ts'
import { Missing } from '../kernel/implement.ts'
import { InvalidInput } from '../kernel/errors.ts'
import type { PlainDate } from '../kernel/types.ts'
import { shortly } from './cache.ts'
import type { Known } from './compute.ts'
import { cubeOf, type Cube, type Key } from './cube.ts'
import type { CountDefinition, FigureDefinition, Source } from './definition.ts'
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

/** Every counted figure of a source is read with it: one pass costs the same for one figure as for ten. */
const figuresOf: ReadonlyMap<Source, readonly CountDefinition[]> = Map.groupBy(
  definitions.filter((definition): definition is CountDefinition => definition.kind !== 'ratio'),
  ({ of }) => of,
)

/** `fresh`: not even some seconds old, for what will be signed. */
export const know = async (context: ReadContext, asked: Asked, wanted: readonly FigureDefinition[], key: Key, { fresh = false } = {}): Promise<Known> => {
  const { database, actor, today } = context
  const moments = momentsOf(asked.asOf)
  const sources = [...new Set(wanted.flatMap((definition) => countsOf(definition).map(({ of }) => of)))]
  const reader = `${actor.role}|${actor.scope ?? ''}|${today}`
  const lately = <T>(name: string, read: () => Promise<T>): Promise<T> => (fresh ? read() : shortly(database, name, read))
  const cube = (source: Source): Promise<Cube> =>
    lately(`${reader}|${asked.asOf}|${asked.place}|${key}|${source.id}|${asked.knownOn ?? ''}`, () =>
      database.asReader({ actor, today }, async (db) => {
        if (!asked.knownOn) return cubeOf(db, source, figuresOf.get(source) ?? [], moments, { scope: asked.place, key })
        await knowUntil(db, asked.knownOn)
        return cubeOf(db, asKnown(source), figuresOf.get(source) ?? [], moments, { scope: asked.place, key })
      }),
    )
  // Several connections: the sources are independent, and the largest one takes half of the time.
  const [statistics, ...cubes] = await Promise.all([
    lately(`${reader}|statistics|${asked.knownOn ?? ''}`, () => database.asReader({ actor, today }, (db) => readStatistics(db, asked.knownOn))),
    ...sources.map(async (source) => [source, await cube(source)] as const),
  ])
  return { moments, today, scope: asked.place, keyed: key === 'place' ? 'place' : 'other', cubes: new Map(cubes), statistics }
}
