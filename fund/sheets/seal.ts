import { createHash } from 'node:crypto'
import type { PlainDate } from '../../kernel/types.ts'
import type { SheetKind } from './contract.ts'

/** What the first sheet of a fund follows. */
export const noSeal = '0'.repeat(64)

export interface Sealed {
  fundId: string
  kind: SheetKind
  fromOn: PlainDate
  toOn: PlainDate
  content: string
}

/** SHA-256 over the seal before, the period and the content; the table's CHECK reckons the same, so that no other seal can be stored. */
export const sealOf = (previousSeal: string, { fundId, kind, fromOn, toOn, content }: Sealed): string =>
  createHash('sha256').update([previousSeal, fundId, kind, fromOn, toOn, content].join('\n'), 'utf8').digest('hex')
