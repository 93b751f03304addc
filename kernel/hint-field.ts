import { z } from 'zod'

let open: ((token: string) => string) | undefined

/** Told once by the side that holds the keys (kernel/seal/hint.ts); a browser never is. */
export const openHintsWith = (opener: (token: string) => string): void => {
  open = opener
}

/** The last four characters of a number: a token in the program (kernel/seal/hint.ts), the characters themselves on the wire. Opened where the answer leaves, and nowhere before. */
export const HintField = z.codec(z.string(), z.string(), {
  decode: (characters) => characters,
  encode: (token) => {
    // An answer that is read and written again (a test of the contract) holds the characters already; the database's constraints let nothing but tokens into its columns.
    if (!token.startsWith('hint:')) return token
    if (!open) throw new Error('no keys to open a hint with')
    return open(token)
  },
})
