import { readConfig } from '../config.ts'
import { ciphers, decrypt, encrypt, mac, type CipherName } from './cipher.ts'
import { fileKeys, type KeyProvider } from './keys.ts'

/** Where a sealed value lives. A ciphertext moved to another table, column or row does not open. */
export type SealedPlace = { readonly table: string; readonly column: string; readonly row: string }

export interface Sealer {
  /** In the youngest generation of keys and the configured cipher, with a new nonce each time; see {@link markOf} for the form. */
  seal(place: SealedPlace, value: string | Uint8Array): Buffer
  /** The text again; throws when the bytes were changed or stand in another place. */
  open(place: SealedPlace, sealed: Uint8Array): string
  /** As open, for what was sealed as bytes. */
  openBytes(place: SealedPlace, sealed: Uint8Array): Buffer
  /** A keyed blind index (HMAC-SHA-256): equal texts of one purpose have equal indexes, and nothing else can be learnt without the key. */
  index(purpose: string, text: string): Buffer
  /** How what is sealed now begins: version, cipher, generation. Whatever begins otherwise is of an older generation or another cipher. */
  mark(): Buffer
}

/** The form before there were generations: version, nonce, tag, ciphertext; AES, first generation. */
const firstVersion = 1
const version = 2
const markBytes = 4

/** Version byte, cipher byte, two bytes generation; then nonce, tag, ciphertext. The mark is authenticated with the place. */
const markOf = (cipher: CipherName, generation: number): Buffer => Buffer.of(version, ciphers[cipher].mark, generation >> 8, generation & 0xff)

export const sealerOf = (keys: KeyProvider, cipher: CipherName = 'aes'): Sealer => ({
  seal: (place, value) => {
    const generation = keys.current()
    const mark = markOf(cipher, generation)
    return Buffer.concat([mark, encrypt(cipher, keys.key(purposeOf(place), generation), associated(place, mark), value)])
  },
  open: (place, sealed) => unseal(keys, place, sealed).toString('utf8'),
  openBytes: (place, sealed) => unseal(keys, place, sealed),
  index: (purpose, text) => mac(keys.key(`index:${purpose}`), text),
  mark: () => markOf(cipher, keys.current()),
})

const unseal = (keys: KeyProvider, place: SealedPlace, sealed: Uint8Array): Buffer => {
  if (sealed[0] === firstVersion && sealed.length >= 29) return decrypt('aes', keys.key(purposeOf(place)), associated(place), sealed.subarray(1))
  const cipher = (Object.keys(ciphers) as CipherName[]).find((name) => ciphers[name].mark === sealed[1])
  if (sealed[0] !== version || sealed.length < markBytes + 28 || !cipher) throw new Error('sealed value of an unknown form')
  const generation = (sealed[2] ?? 0) * 256 + (sealed[3] ?? 0)
  return decrypt(cipher, keys.key(purposeOf(place), generation), associated(place, sealed.subarray(0, markBytes)), sealed.subarray(markBytes))
}

const purposeOf = ({ table, column }: SealedPlace): string => `seal:${table}.${column}`

const associated = ({ table, column, row }: SealedPlace, mark: Uint8Array = Buffer.alloc(0)): Buffer => Buffer.concat([Buffer.from(`${table}|${column}|${row}`), mark])

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

let ours: { home: string | undefined; cipher: string | undefined; sealer: Sealer } | undefined

/** The sealer of this installation, by the cipher that JUYING_CIPHER names. Asked for each value of a file: reading the whole environment again takes ten times as long as to open one. */
export const houseSealer = (): Sealer => {
  const { JUYING_HOME: home, JUYING_CIPHER: cipher } = process.env
  if (ours && ours.home === home && ours.cipher === cipher) return ours.sealer
  ours = { home, cipher, sealer: sealerOf(houseKeys(), readConfig().cipher) }
  return ours.sealer
}

/** The last four characters, which staff use to tell two people of one name apart; shorter than six characters shows nothing. */
export const hintOf = (text: string): string => (text.length >= 6 ? text.slice(-4) : '')
