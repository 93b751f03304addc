import type { Database } from '../kernel/db/database.ts'
import { ciphers, encrypt, type CipherName } from '../kernel/seal/cipher.ts'
import { addGeneration } from '../kernel/seal/keys.ts'
import { sealAnew, sealedBefore } from '../kernel/seal/rotate.ts'
import { houseKeys, sealerOf } from '../kernel/seal/seal.ts'
import type { PlainDate } from '../kernel/types.ts'
import { readConfig } from '../kernel/config.ts'
import { sealedColumns } from '../server/sealed-columns.ts'

/** A rotation of every sealed value of a city, on line; and what one seal costs by either cipher, in microseconds. */
export const benchSeal = async (database: Database, today: PlainDate): Promise<Record<string, number>> => {
  addGeneration(readConfig().home)
  const { keys, began } = { keys: houseKeys(), began: Date.now() }
  while (keys.current() === 1) await new Promise((done) => setTimeout(done, 500))
  const sealer = sealerOf(keys)
  const start = Date.now()
  const values = (await sealAnew(database, today, sealer, sealedColumns)).reduce((sum, { rows }) => sum + rows, 0)
  const seconds = (Date.now() - start) / 1000
  const left = (await sealedBefore(database, today, sealer, sealedColumns)).reduce((sum, { rows }) => sum + rows, 0)
  return { values, seconds: Math.round(seconds * 10) / 10, valuesPerSecond: Math.round(values / seconds), left, seenAfterMs: start - began, aesMicroseconds: cost('aes'), sm4Microseconds: cost('sm4') }
}

const cost = (cipher: CipherName): number => {
  const [key, place, rounds] = [Buffer.alloc(ciphers.aes.keyBytes, 1), Buffer.from('registry.person|document|bench'), 50_000]
  const began = performance.now()
  for (let at = 0; at < rounds; at++) encrypt(cipher, key, place, '980101199003070510')
  return Math.round(((performance.now() - began) / rounds) * 10_000) / 10
}
