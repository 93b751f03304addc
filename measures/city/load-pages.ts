import type { PoolClient } from 'pg'
import type { Database } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { ParcelMaker, type Parcel, type Vocabulary } from '../../policy/index.ts'
import { rowOpener } from '../sealed-facts.ts'
import type { SubjectKind } from '../types.ts'
import { copyPages, copySelect, type CopiedRow } from './copy-facts.ts'
import { packedPlace, rowsOf, type FactRow, type Layout } from './fact-store.ts'

/** What a loader has to know; goes to another thread as it is. */
export interface LoadOrder {
  on: PlainDate
  /** Of the transaction that holds still what is loaded. */
  snapshot: string
  vocabulary: Vocabulary
  layouts: readonly Layout[]
  pages: number
  /** Pages of one COPY. */
  atOnce: number
}

/** What a loader hands over: many subjects of one layout as a parcel, or rows that fit no parcel and have to be put one by one. */
export type Delivery = { kind: SubjectKind; layout: string; parcel: Parcel } | { rows: readonly FactRow[] }

/** A transaction of the house on a connection of its own, which sees what the snapshot saw. */
export const inSnapshot = async <T>(database: Database, on: PlainDate, snapshot: string | null, body: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await database.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    if (snapshot !== null) await client.query(`set transaction snapshot '${snapshot}'`)
    // who holds a snapshot for others is idle in his transaction for as long as they read
    await client.query(`set local idle_in_transaction_session_timeout = 0`)
    await client.query(`select set_config('app.role', 'system', true), set_config('app.today', $1, true)`, [on])
    const answer = await body(client)
    await client.query('commit')
    client.release()
    return answer
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Loads stretch after stretch of pages, as `next` gives them out, until none is left. Answers the number of rows. */
export const loadPages = async (database: Database, { on, snapshot, vocabulary, layouts, pages, atOnce }: LoadOrder, next: () => number, deliver: (delivery: Delivery) => void): Promise<number> => {
  const makers = layouts.map((layout) => ({ kind: layout.kind, layout: layout.hash, maker: new ParcelMaker(vocabulary, layout.facts), open: rowOpener(vocabulary, layout.facts) }))
  const sealer = houseSealer()
  const alone: string[] = []
  const take = (row: CopiedRow): void => {
    const of = makers[row.layout]
    if (!of) throw new Error('a stored row has a layout of its own')
    const { words, place, packed } = row
    const fits = packed ? addSealed(of.maker, row, sealer.openBytes(packedPlace(idOf(words)), packed.bytes.subarray(packed.from, packed.to))) : of.maker.add(words, place, of.open(JSON.parse(row.facts ?? '')))
    if (!fits) alone.push(idOf(words))
    if (of.maker.full) deliver({ kind: of.kind, layout: of.layout, parcel: of.maker.take() })
  }
  return inSnapshot(database, on, snapshot, async (client) => {
    const select = copySelect(vocabulary, layouts)
    let count = 0
    for (let stretch = next(); stretch * atOnce < pages; stretch = next()) count += await copyPages(client, select, stretch * atOnce, (stretch + 1) * atOnce, take)
    for (const { kind, layout, maker } of makers) if (maker.subjects > 0) deliver({ kind, layout, parcel: maker.take() })
    if (alone.length > 0) deliver({ rows: await rowsOf(client, alone) })
    return count
  })
}

const addSealed = (maker: ParcelMaker, { words, place }: CopiedRow, opened: Uint8Array): boolean => maker.addPacked(words, place, opened, 0, opened.length)

const idOf = (words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
