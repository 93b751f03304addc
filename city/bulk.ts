import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Value = string | number | boolean | bigint | null

/** Rows of one table on their way into the database, in the text format of COPY. */
export class Bulk {
  rows = 0
  private lines: string[] = []
  private readonly statement: string

  constructor(table: string, columns: readonly string[]) {
    this.statement = `copy ${table} (${columns.join(', ')}) from stdin`
  }

  add(...values: readonly Value[]): void {
    let line = ''
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (i > 0) line += '\t'
      line += value === null || value === undefined ? '\\N' : typeof value === 'string' ? escape(value) : String(value)
    }
    this.lines.push(line)
    this.rows++
  }

  /** Takes what has been gathered; returns the work of writing it, or nothing when there is nothing. */
  take(): ((client: pg.ClientBase) => Promise<void>) | undefined {
    if (this.lines.length === 0) return undefined
    const text = `${this.lines.join('\n')}\n`
    this.lines = []
    return async (client) => {
      await pipeline(Readable.from([Buffer.from(text)]), client.query(copyFrom(this.statement)))
    }
  }
}

const special = /[\\\t\n\r]/
const escape = (text: string): string =>
  special.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r') : text

/** bytea in COPY's text form. */
export const bytes = (value: Uint8Array): string => `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
