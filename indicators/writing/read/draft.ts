import type { Line } from '../types.ts'

/** Why a draft cannot be read, as a sentence for whoever sent it. */
export class DraftRefusal extends Error {}

/** A draft with its blanks filled or checked: the lines, what to say about reading it, and the way to write it back. */
export interface Draft {
  kind: 'text' | 'docx'
  lines: readonly Line[]
  /** What the reader should know: tracked changes were read as accepted. */
  notes: readonly string[]
  /** The draft with these places of its lines rewritten. */
  write(replacements: readonly Replacement[], options: WriteOptions): Promise<Uint8Array>
}

export interface Replacement {
  line: number
  from: number
  to: number
  text: string
  /** Colour behind the text in the review copy. */
  mark?: 'sure' | 'ask' | 'left'
}

export interface WriteOptions {
  /** `review` shows by colour how sure each place is; `final` is clean. */
  copy: 'review' | 'final'
  /** Rows of the table of sources, the heads first; absent: none is appended. */
  sources?: readonly (readonly string[])[]
}
