import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { ColumnCity, FactProblem, type Edition, type Entry, type FactValue, type OutcomeChange, type Parcel, type Plan, type RowsAnswer, type RowsQuestion, type Standing, type Vocabulary, type WhatIfAnswer, type WhatIfQuestion } from '../../policy/index.ts'
import { kindOfHolder } from '../facts.ts'
import { liveLibrary, type LiveLibrary } from '../library.ts'
import { rowOpener } from '../sealed-facts.ts'
import type { SubjectKind } from '../types.ts'
import { entitle } from './entitle.ts'
import { changedSince, layoutOf, layoutsOf, stirs, type FactRow, type Layout } from './fact-store.ts'
import type { CityHost } from './host.ts'
import { followChanges, layOut } from './lay-out.ts'
import { loadStored } from './load-stored.ts'

export type CityQuestion = Omit<WhatIfQuestion, 'library'>
export type CityRowsQuestion = Omit<RowsQuestion, 'library'>

export interface CityState {
  ready: boolean
  /** What it is busy with until then: rows taken in, of how many is not known. */
  loading: { what: string; done: number } | null
  subjects: Record<SubjectKind, number>
  on: PlainDate | null
  bytes: number
  /** Milliseconds from the database into columns, and to judge everybody for the first time. */
  took: { load: number; judge: number }
  /** Of the last stored row that it has seen: what was stored up to it is in every answer. */
  version: bigint
  /** Facts that the registry's values did not fit; each is taken as unknown. */
  strangeFacts: number
}

export interface LiveCityOptions {
  database: Database
  clock: () => PlainDate
  /** Threads that share a question over everybody. */
  threads: number
  /** Threads that read what is stored; 0: the calling one. As many as are worth it unless told. */
  loaders?: number
}

const kinds: readonly SubjectKind[] = ['person', 'employer', 'team']
const batch = 2000
const lookEveryMs = 40
const looksBetweenRounds = 8

/**
 * The whole city in memory, kept in step with the registry. It loads what is stored, derives what is not, follows changes, and answers
 * questions one after another. One per process; any number of processes may follow one database.
 */
export class LiveCity {
  private readonly options: LiveCityOptions
  private readonly cities = new Map<SubjectKind, ColumnCity>()
  private library: LiveLibrary | undefined
  private layouts: ReadonlyMap<string, Layout> = new Map()
  private version = 0n
  private readonly openers = new Map<string, ReturnType<typeof rowOpener>>()
  private openersOf: Vocabulary | undefined
  private standings: readonly Standing[] = []
  private watching = ''
  /** Under which layouts and as of which day everybody is known to be derived. */
  private laid = ''
  /** Whether facts changed since the standings were counted. */
  private moved = false
  private closed = false
  private turn: Promise<unknown> = Promise.resolve()
  private round: Promise<unknown> = Promise.resolve()
  private current: CityState = { ready: false, loading: null, subjects: { person: 0, employer: 0, team: 0 }, on: null, bytes: 0, took: { load: 0, judge: 0 }, version: 0n, strangeFacts: 0 }

  constructor(options: LiveCityOptions) {
    this.options = options
  }

  get state(): CityState {
    const count = (kind: SubjectKind) => this.cities.get(kind)?.subjects ?? 0
    return { ...this.current, version: this.version, subjects: { person: count('person'), employer: count('employer'), team: count('team') }, bytes: [...this.cities.values()].reduce((sum, city) => sum + city.bytes, 0) }
  }

  /** Takes in what is stored, then derives and takes in what is not. Questions may be asked when it is done. */
  async load(): Promise<void> {
    const { database, clock } = this.options
    const on = clock()
    const library = await database.asSystem(on, liveLibrary)
    this.begin(library)
    const began = performance.now()
    await this.loadStored(library, on)
    const copied = performance.now()
    await this.step()
    this.current = { ...this.current, ready: true, loading: null, took: { load: Math.round(copied - began), judge: Math.round(performance.now() - copied) } }
  }

  /**
   * One round of keeping up: the day, publications, changed records. Answers how many notes of changes it took; more may be waiting
   * while it is not nought.
   */
  async step(): Promise<number> {
    const { database, clock } = this.options
    const on = clock()
    const library = await database.asSystem(on, liveLibrary)
    if (this.library !== library) this.begin(library)
    let moved = false
    const laid = `${on} ${kinds.map((kind) => layoutOf(library.vocabulary, kind).hash).join(' ')}`
    for (const kind of laid === this.laid ? [] : kinds) {
      moved = (await layOut(database, library.vocabulary, kind, on, (done) => void (this.current = { ...this.current, loading: { what: `推导${kindWords[kind]}的事实`, done } }))) || moved
    }
    this.laid = laid
    if (moved) this.layouts = await database.asSystem(on, layoutsOf)
    const notes = await followChanges(database, library.vocabulary, on)
    await this.catchUp(on)
    const watching = `${on} ${[...library.inForce(on).values()].map((one) => one.id).join(' ')}`
    if (watching !== this.watching || moved) {
      await this.watch(library, on)
      this.watching = watching
    }
    return notes
  }

  /** Follows until closed: looks twenty-five times a second whether something changed, and begins a round three times a second anyway. `failed` is told of a round that did not succeed; the next one tries again. */
  async follow(failed: (error: unknown) => void): Promise<void> {
    while (!this.closed) {
      const round = this.step().catch((error: unknown) => {
        failed(error)
        return 0
      })
      this.round = round
      const notes = await round
      if (notes === 0) this.round = this.untilStirred()
      await this.round
    }
  }

  private async untilStirred(): Promise<void> {
    for (let looks = 0; looks < looksBetweenRounds && !this.closed; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      const { database, clock } = this.options
      // a look that fails is the next round's to tell
      if (await database.asSystem(clock(), (db) => stirs(db, this.version)).catch(() => false)) return
    }
  }

  async whatIf(question: CityQuestion): Promise<WhatIfAnswer> {
    return this.inTurn((library) => this.cityFor(question.drafts[0]).whatIf({ ...question, library: editionsOf(library, question.on) }))
  }

  async rows(question: CityRowsQuestion): Promise<RowsAnswer> {
    return this.inTurn((library) => this.cityFor(question.draft).rows({ ...question, library: editionsOf(library, question.on) }))
  }

  async plan(editions: readonly Edition[], on: PlainDate): Promise<Plan> {
    return this.inTurn(async (library) => this.cityFor(editions[0]).plan(editions, on, editionsOf(library, on)))
  }

  /** What stands for every measure in force: counted again when something changed since. */
  async watched(): Promise<readonly Standing[]> {
    const { library } = this
    if (this.moved && library && this.current.on) await this.watch(library, this.current.on)
    return this.standings
  }

  /** Who is due a watched measure. */
  standing(kind: SubjectKind, measure: string, offset: number, limit: number): RowsAnswer {
    return this.cities.get(kind)?.standing(measure, 'eligible', offset, limit) ?? { total: 0, rows: [] }
  }

  get closing(): boolean {
    return this.closed
  }

  async close(): Promise<void> {
    this.closed = true
    await this.round
    await this.turn.catch(() => {})
    for (const city of this.cities.values()) await city.close()
  }

  private begin(library: LiveLibrary): void {
    const same = this.library && kinds.every((kind) => this.library && layoutOf(this.library.vocabulary, kind).hash === layoutOf(library.vocabulary, kind).hash)
    this.library = library
    if (same) return
    for (const former of this.cities.values()) void former.close()
    for (const kind of kinds) this.cities.set(kind, new ColumnCity(library.vocabulary, { threads: kind === 'person' ? this.options.threads : 1 }))
    this.version = 0n
    this.watching = ''
  }

  private async loadStored(library: LiveLibrary, on: PlainDate): Promise<void> {
    const takers = new Map<string, (parcel: Parcel) => void>()
    const takerFor = (loader: number, kind: SubjectKind, layout: string) => {
      const name = `${loader} ${layout}`
      const known = takers.get(name) ?? this.cities.get(kind)?.taker()
      if (known) takers.set(name, known)
      return known
    }
    let done = 0
    this.version = await loadStored(this.options.database, {
      on, vocabulary: library.vocabulary, loaders: this.options.loaders,
      begin: (layouts) => void (this.layouts = layouts),
      deliver: (loader, delivery) => {
        if (this.closed) throw new Error('聚英正在停止')
        if ('parcel' in delivery) takerFor(loader, delivery.kind, delivery.layout)?.(delivery.parcel)
        else for (const kind of kinds) this.take(kind, delivery.rows.filter((row) => row.kind === kind))
        done += 'parcel' in delivery ? delivery.parcel.subjects : delivery.rows.length
        this.current = { ...this.current, loading: { what: '装入人才、单位、团队', done } }
      },
    })
  }

  private async catchUp(on: PlainDate): Promise<void> {
    for (;;) {
      const rows = await this.options.database.asSystem(on, (db) => changedSince(db, this.version, batch))
      const last = rows.at(-1)
      if (!last) return
      await this.inTurn(async (library) => {
        const editionIds = new Map([...library.inForce(on)].map(([code, one]) => [code, one.id]))
        const changes = kinds.flatMap((kind) => this.take(kind, rows.filter((row) => row.kind === kind)).flatMap((change) => {
          const editionId = editionIds.get(change.measure)
          return editionId === undefined ? [] : [{ ...change, kind, editionId }]
        }))
        await this.options.database.asSystem(on, (db) => entitle(db, library, changes, on))
      })
      this.version = last.version
      this.current = { ...this.current, loading: this.current.ready ? null : this.current.loading }
    }
  }

  private take(kind: SubjectKind, rows: readonly FactRow[]): readonly OutcomeChange[] {
    this.moved = true
    const gone = rows.filter((row) => row.facts === '').map((row) => row.id)
    if (gone.length > 0) this.cities.get(kind)?.remove(gone)
    return this.putSafely(kind, rows.flatMap((row) => (row.facts === '' ? [] : (this.entryOf(row.id, row.placeCode, row.layout, row.facts) ?? []))))
  }

  /** A value that its fact does not admit (a code that the list dropped) must not keep the rest out: it counts as unknown. */
  private putSafely(kind: SubjectKind, entries: readonly Entry[]): readonly OutcomeChange[] {
    const city = this.cities.get(kind)
    if (!city || entries.length === 0) return []
    try {
      return city.put(entries)
    } catch (error) {
      if (!(error instanceof FactProblem)) throw error
      if (entries.length > 1) return entries.flatMap((entry) => this.putSafely(kind, [entry]))
      this.current = { ...this.current, strangeFacts: this.current.strangeFacts + 1 }
      return entries.flatMap((entry) => this.putSafely(kind, [{ ...entry, facts: { ...entry.facts, [error.fact.split('.')[0] ?? '']: null } }]))
    }
  }

  private entryOf(id: string, place: string | null, layout: string, facts: string): Entry | undefined {
    const names = this.layouts.get(layout)?.facts
    if (!names || !this.library) return undefined
    const values = this.openerFor(this.library, layout, names)(JSON.parse(facts))
    const known: Record<string, FactValue> = {}
    for (const [i, name] of names.entries()) {
      const value = values[i]
      if (value !== null && value !== undefined) known[name] = value
    }
    return { id, place, facts: known }
  }

  private openerFor({ vocabulary }: LiveLibrary, layout: string, names: readonly string[]): ReturnType<typeof rowOpener> {
    if (this.openersOf !== vocabulary) this.openers.clear()
    this.openersOf = vocabulary
    const open = this.openers.get(layout) ?? rowOpener(vocabulary, names)
    this.openers.set(layout, open)
    return open
  }

  private async watch(library: LiveLibrary, on: PlainDate): Promise<void> {
    await this.inTurn(async () => {
      const editions = editionsOf(library, on)
      const all: Standing[] = []
      for (const kind of kinds) {
        const mine = [...editions.values()].filter((edition) => kindOfHolder(edition.for) === kind)
        all.push(...((await this.cities.get(kind)?.watch(mine, on, editions)) ?? []))
      }
      this.standings = all
      this.moved = false
      this.current = { ...this.current, on }
    })
  }

  private cityFor(edition: Edition | undefined): ColumnCity {
    const city = this.cities.get(edition ? kindOfHolder(edition.for) : 'person')
    if (!city) throw new Error('the city has not begun to load')
    return city
  }

  /** A question sees the city between two changes, never in the middle of one. */
  private async inTurn<T>(body: (library: LiveLibrary) => Promise<T>): Promise<T> {
    const before = this.turn
    const mine = (async () => {
      await before.catch(() => {})
      if (!this.library) throw new Error('the city has not begun to load')
      return body(this.library)
    })()
    this.turn = mine
    return mine
  }
}

/** The city as its host, in the calling thread. */
export const hostOf = (city: LiveCity): CityHost => ({
  state: async () => city.state,
  whatIf: (question) => city.whatIf(question),
  rows: (question) => city.rows(question),
  plan: (editions, on) => city.plan(editions, on),
  watched: () => city.watched(),
  standing: async (...args) => city.standing(...args),
  close: () => city.close(),
})

const kindWords: Record<SubjectKind, string> = { person: '人才', employer: '单位', team: '团队' }

const editionsOf = (library: LiveLibrary, on: PlainDate | string): ReadonlyMap<string, Edition> => new Map([...library.inForce(on as PlainDate)].map(([code, one]) => [code, one.edition]))
