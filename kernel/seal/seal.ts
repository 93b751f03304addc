import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { readConfig } from '../config.ts'
import { fileKeys, type KeyProvider } from './keys.ts'

/** Where a sealed value lives. A ciphertext moved to another table, column or row does not open. */
export type SealedPlace = { readonly table: string; readonly column: string; readonly row: string }

export interface Sealer {
  /** AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. A new nonce each time. */
  seal(place: SealedPlace, value: string | Uint8Array): Buffer
  /** The text again; throws when the bytes were changed or stand in another place. */
  open(place: SealedPlace, sealed: Uint8Array): string
  /** As open, for what was sealed as bytes. */
  openBytes(place: SealedPlace, sealed: Uint8Array): Buffer
  /** A keyed blind index (HMAC-SHA-256): equal texts of one purpose have equal indexes, and nothing else can be learnt without the key. */
  index(purpose: string, text: string): Buffer
}

const VERSION = 1

export const sealerOf = (keys: KeyProvider): Sealer => ({
  seal: (place, value) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keys.key(`seal:${place.table}.${place.column}`), nonce)
    cipher.setAAD(associated(place))
    const body = Buffer.concat([typeof value === 'string' ? cipher.update(value, 'utf8') : cipher.update(value), cipher.final()])
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
  },
  open: (place, sealed) => unseal(keys, place, sealed).toString('utf8'),
  openBytes: (place, sealed) => unseal(keys, place, sealed),
  index: (purpose, text) => createHmac('sha256', keys.key(`index:${purpose}`)).update(text).digest(),
})

const unseal = (keys: KeyProvider, place: SealedPlace, sealed: Uint8Array): Buffer => {
  if (sealed[0] !== VERSION || sealed.length < 29) throw new Error('sealed value of an unknown form')
  const decipher = createDecipheriv('aes-256-gcm', keys.key(`seal:${place.table}.${place.column}`), sealed.subarray(1, 13))
  decipher.setAAD(associated(place))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

const associated = ({ table, column, row }: SealedPlace): Buffer => Buffer.from(`${table}|${column}|${row}`)

const providers = new Map<string, KeyProvider>()

/** The keys of this installation, under JUYING_HOME. */
export const houseKeys = (): KeyProvider => {
  const { home } = readConfig()
  const known = providers.get(home)
  if (known) return known
  const made = fileKeys(home)
  providers.set(home, made)
  return made
}

/** The sealer of this installation. */
export const houseSealer = (): Sealer => sealerOf(houseKeys())

/** The last four characters, which staff use to tell two people of one name apart; shorter than six characters shows nothing. */
export const hintOf = (text: string): string => (text.length >= 6 ? text.slice(-4) : '')
