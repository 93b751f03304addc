import type { Known } from '../../language/type.ts'

/**
 * Some subjects as columns of numbers, made in another thread than the one that holds the city: reading text into typed values is the
 * dear part of loading, placing numbers the cheap one. Bit i of byte i / 8 of `valid` is set where the value of the i-th subject is known.
 */
export interface Parcel {
  readonly subjects: number
  /** The 16 bytes of each id in four words, high bytes first. */
  readonly ids: Uint32Array
  readonly place: CodedPart
  readonly facts: readonly FactPart[]
}

export type FactPart = { readonly fact: string } & (CodedPart | ScaledPart | BooleanPart | PackedPart)

/** Values by number. A maker's numbers only grow: `added` are those that no parcel of his named before. */
export interface CodedPart {
  readonly kind: 'coded'
  readonly valid: Uint8Array
  readonly numbers: Uint8Array | Uint16Array | Uint32Array
  readonly added: readonly Known[]
}

/** Whole numbers at a scale: see ScaledColumn. */
export interface ScaledPart {
  readonly kind: 'scaled'
  readonly valid: Uint8Array
  readonly wholes: Int16Array | Int32Array | Float64Array
  readonly scale: number
}

export interface BooleanPart {
  readonly kind: 'boolean'
  readonly valid: Uint8Array
  readonly values: Uint8Array
}

/** Records as packing.ts writes them, one after another; no bytes for a list without records. */
export interface PackedPart {
  readonly kind: 'packed'
  readonly valid: Uint8Array
  readonly lengths: Uint32Array
  readonly bytes: Uint8Array
}

export const hasBit = (bits: Uint8Array, i: number): boolean => ((bits[i >>> 3] ?? 0) >>> (i & 7)) % 2 === 1

/** What need not be copied when a parcel goes to another thread. */
export function buffersOf({ ids, place, facts }: Parcel): ArrayBuffer[] {
  const views = [ids, ...[place, ...facts].flatMap((part) => [part.valid, ...viewsOf(part)])]
  return views.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}

function viewsOf(part: CodedPart | FactPart): readonly ArrayBufferView[] {
  switch (part.kind) {
    case 'coded':
      return [part.numbers]
    case 'scaled':
      return [part.wholes]
    case 'boolean':
      return [part.values]
    case 'packed':
      return [part.lengths, part.bytes]
  }
}
