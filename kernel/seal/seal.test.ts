import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { encrypt } from './cipher.ts'
import { addGeneration, fileKeys, generationSeenWithin } from './keys.ts'
import { hintOf, houseSealer, sealerOf } from './seal.ts'

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

// clause: GB/T 22239 8.1.4.7 b; GB/T 39786 8.4 g; ASVS 11.3.3
test('a changed, cut or foreign value does not open', () => {
  const sealer = sealerOf(fileKeys(home))
  const sealed = sealer.seal(place, number)
  for (let at = 0; at < sealed.length; at++) {
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

// clause: ASVS 13.3.1; ASVS 13.3.2
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

test('what was sealed before there were generations opens as before', () => {
  const former = Buffer.concat([Buffer.of(1), encrypt('aes', fileKeys(home).key('seal:registry.person.document'), Buffer.from('registry.person|document|a'), number)])
  expect(sealerOf(fileKeys(home)).open(place, former)).toBe(number)
  expect(() => sealerOf(fileKeys(home)).open({ ...place, row: 'b' }, former)).toThrow()
})

test('a running house seals in a generation that was added beside it, within seconds, and opens both', () => {
  const own = mkdtempSync(join(tmpdir(), 'juying-seal-'))
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const sealer = sealerOf(fileKeys(own))
    const [before, index] = [sealer.seal(place, number), sealer.index('document', number)]
    expect(addGeneration(own)).toBe(2)
    expect(sealer.seal(place, number).subarray(0, 4)).toEqual(before.subarray(0, 4))
    vi.setSystemTime(Date.now() + generationSeenWithin + 1)
    const after = sealer.seal(place, number)
    expect([...after.subarray(0, 4)]).toEqual([2, 1, 0, 2])
    expect([sealer.open(place, before), sealer.open(place, after)]).toEqual([number, number])
    expect(sealer.index('document', number).equals(index)).toBe(true)
    expect(statSync(join(own, 'keys/field.2.key')).mode & 0o777).toBe(0o600)
    rmSync(join(own, 'keys/field.2.key'))
    expect(() => sealerOf(fileKeys(own)).open(place, after)).toThrow('第 2 代密钥')
  } finally {
    vi.useRealTimers()
    rmSync(own, { recursive: true })
  }
})

// clause: GB/T 39786 8.4 e; ASVS 11.2.2
test('SM4 seals where it is configured, and either cipher opens what the other sealed', () => {
  const [aes, sm4] = [sealerOf(fileKeys(home)), sealerOf(fileKeys(home), 'sm4')]
  const sealed = sm4.seal(place, number)
  expect(sealed[1]).toBe(2)
  expect([aes.open(place, sealed), sm4.open(place, aes.seal(place, number))]).toEqual([number, number])
  const relabelled = Buffer.from(sealed)
  relabelled[1] = 1
  expect(() => aes.open(place, relabelled)).toThrow()
})

test('the house’s sealer is made once, and anew when home or cipher are others', () => {
  const other = mkdtempSync(join(tmpdir(), 'juying-seal-'))
  try {
    vi.stubEnv('JUYING_HOME', home)
    const first = houseSealer()
    expect(houseSealer()).toBe(first)
    vi.stubEnv('JUYING_CIPHER', 'sm4')
    expect([first.seal(place, number)[1], houseSealer().seal(place, number)[1]]).toEqual([1, 2])
    vi.stubEnv('JUYING_HOME', other)
    expect(() => houseSealer().open(place, first.seal(place, number))).toThrow()
    vi.stubEnv('JUYING_HOME', home)
    expect(houseSealer().open(place, first.seal(place, number))).toBe(number)
  } finally {
    vi.unstubAllEnvs()
    rmSync(other, { recursive: true })
  }
})
