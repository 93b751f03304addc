import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Vocabulary } from '../../policy/index.ts'
import { packingMark, type Layout } from './fact-store.ts'

/** A stored row on its way into the city: its values packed, or as JSON where they are not packed for this vocabulary. */
export interface CopiedRow {
  /** Place of its layout among those given. `packed` is sealed. */
  layout: number
  /** The id's 16 bytes in four words, high bytes first. */
  words: readonly [number, number, number, number]
  place: string | null
  packed: { bytes: Uint8Array; from: number; to: number } | null
  facts: string | null
}

/** The select of {@link copyPages} but for its pages. */
export const copySelect = (vocabulary: Vocabulary, layouts: readonly Layout[]): string => {
  const byLayout = (of: (layout: Layout, i: number) => string) => `case f.layout ${layouts.map((layout, i) => `when '${layout.hash}' then ${of(layout, i)}`).join(' ')} end`
  return `
    select (${byLayout((_, i) => String(i))})::int2, f.subject_id, f.place_code, p.packed, case when p.packed is null then f.facts end
    from measures.subject_fact f cross join lateral (select case when f.packing = ${byLayout((layout) => `'\\x${packingMark(vocabulary, layout).toString('hex')}'::bytea`)} then f.packed_sealed end as packed) p`
}

/**
 * The stored rows of some pages of the table, in one binary COPY in the caller's transaction, `to` not among them. `take` is called row by row, in no order; the bytes are good
 * until it returns. Answers the number of rows. When it fails the connection is of no use any more: a COPY under way would have to be read to its end before it can be rolled back.
 */
export const copyPages = async (client: ClientBase, select: string, from: number, to: number, take: (row: CopiedRow) => void): Promise<number> => {
  const stream = client.query(copyTo(`copy (${select} where f.ctid >= '(${from},0)' and f.ctid < '(${to},0)' and f.facts <> '') to stdout (format binary)`))
  let rows = 0
  let rest: Buffer = Buffer.alloc(0)
  let begun = false
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY gives bytes')
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    if (!begun) {
      if (bytes.length < headerBytes) {
        rest = bytes
        continue
      }
      begun = true
      at = headerBytes
    }
    for (let end = tupleEnd(bytes, at); end > at; end = tupleEnd(bytes, at)) {
      take(rowOf(bytes, at + 2))
      rows += 1
      at = end
    }
    rest = bytes.subarray(at)
  }
  return rows
}

/** Signature, flags and the length of an extension, which is none. */
const headerBytes = 19
const fields = 5

/** Where the tuple at a place ends; the place itself when it has not come in whole, or when there are no more. */
const tupleEnd = (bytes: Buffer, at: number): number => {
  if (at + 2 > bytes.length || bytes.readInt16BE(at) !== fields) return at
  let end = at + 2
  for (let field = 0; field < fields; field += 1) {
    if (end + 4 > bytes.length) return at
    end += 4 + Math.max(0, bytes.readInt32BE(end))
  }
  return end > bytes.length ? at : end
}

const rowOf = (bytes: Buffer, start: number): CopiedRow => {
  // the layout's number and the id are always there: 4 + 2 and 4 + 16 bytes
  const [id, places] = [start + 10, start + 26]
  const place = bytes.readInt32BE(places)
  const packedAt = places + 4 + Math.max(0, place)
  const packed = bytes.readInt32BE(packedAt)
  const factsAt = packedAt + 4 + Math.max(0, packed)
  const facts = bytes.readInt32BE(factsAt)
  return {
    layout: bytes.readInt16BE(start + 4),
    words: [bytes.readUInt32BE(id), bytes.readUInt32BE(id + 4), bytes.readUInt32BE(id + 8), bytes.readUInt32BE(id + 12)],
    place: place < 0 ? null : bytes.toString('latin1', places + 4, places + 4 + place),
    packed: packed < 0 ? null : { bytes, from: packedAt + 4, to: factsAt },
    facts: facts < 0 ? null : bytes.toString('utf8', factsAt + 4, factsAt + 4 + facts),
  }
}
