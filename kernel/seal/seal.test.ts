import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileKeys } from './keys.ts'
import { hintOf, sealerOf } from './seal.ts'

const home = mkdtempSync(join(tmpdir(), 'juying-seal-'))
const place = { table: 'registry.person', column: 'document', row: 'a' }
const number = '980101199003070510'

test('a sealed value opens in its own place and nowhere else', () => {
  const sealer = sealerOf(fileKeys(home))
  const sealed = sealer.seal(place, number)
  expect(sealer.open(place, sealed)).toBe(number)
  for (const other of [{ ...place, row: 'b' }, { ...place, column: 'phone' }, { ...place, table: 'registry.employer' }]) {
    expect(() => sealer.open(other, sealed)).toThrow()
  }
})

test('a changed, cut or foreign value does not open', () => {
  const sealer = sealerOf(fileKeys(home))
  const sealed = sealer.seal(place, number)
  for (const at of [0, 5, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => sealer.open(place, changed)).toThrow()
  }
  expect(() => sealer.open(place, sealed.subarray(0, 20))).toThrow()
  const elsewhere = mkdtempSync(join(tmpdir(), 'juying-seal-'))
  expect(() => sealerOf(fileKeys(elsewhere)).open(place, sealed)).toThrow()
  rmSync(elsewhere, { recursive: true })
})

test('two seals of one value differ, their blind indexes agree, and another purpose has another index', () => {
  const sealer = sealerOf(fileKeys(home))
  expect(sealer.seal(place, number).equals(sealer.seal(place, number))).toBe(false)
  expect(sealer.index('document', number).equals(sealerOf(fileKeys(home)).index('document', number))).toBe(true)
  expect(sealer.index('document', number).equals(sealer.index('phone', number))).toBe(false)
  expect(sealer.seal(place, number).includes(number.slice(4, 12))).toBe(false)
})

test('a key file that others may read is refused', () => {
  const file = join(home, 'keys/field.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  expect(() => fileKeys(home)).toThrow('权限过宽')
  chmodSync(file, 0o600)
})

test('a hint shows four characters, or nothing of a short number', () => {
  expect(hintOf('10001234567')).toBe('4567')
  expect(hintOf('A1234')).toBe('')
})
