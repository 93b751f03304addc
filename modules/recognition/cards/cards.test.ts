import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test as plain, vi } from 'vitest'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { signerOf } from '../../../kernel/seal/sign.ts'
import type { Id } from '../../../kernel/types.ts'
import { applicantOf, publishCatalogue } from '../../../test/recognition.ts'
import { test } from '../../../test/world.ts'
import { cardPurpose, maskedOf, readCode, serialOf, writeCode } from './code.ts'
import { checkCard, getCardKey, getMyCard } from './contract.ts'

const keysOf = (master: Buffer) => ({ key: (purpose: string) => Buffer.from(master.map((byte, index) => byte ^ (purpose.charCodeAt(index % purpose.length) & 0xff))) })
const signer = signerOf(keysOf(randomBytes(32)), cardPurpose)
const today = plainDate('2026-06-15')
const claims = { classId: '01a2236c-a0f5-7fe3-a756-ee9ed81833ad' as Id<'talentClass'>, level: 'C', maskedName: '沈＊远', validTo: plainDate('2031-06-14') }
const { code, shownUntil } = writeCode(claims, signer, 1_000_000)
const at = { now: 1_000_030, today }

describe('the code', () => {
  plain('reads back with the public key alone: class, masked name, serial, last day, and nothing else of the person', () => {
    expect(readCode(code, signer.publicKey, at)).toEqual({ ...claims, serial: 'EE9E-D818-33AD', shownUntil })
    expect(JSON.parse(Buffer.from(code.split('.')[1] ?? '', 'base64url').toString())).toEqual(['01a2236c-a0f5-7fe3-a756-ee9ed81833ad', 'C', '沈＊远', '2031-06-14', 1_000_060])
    expect(code.length).toBeLessThan(300)
  })

  plain('lives sixty seconds, to the second, and not before it was made', () => {
    expect(readCode(code, signer.publicKey, { now: 1_000_060, today })).toMatchObject({ level: 'C' })
    expect(readCode(code, signer.publicKey, { now: 1_000_061, today })).toBe('expired')
    expect(readCode(code, signer.publicKey, { now: 999_970, today })).toMatchObject({ level: 'C' })
    expect(readCode(code, signer.publicKey, { now: 999_969, today })).toBe('expired')
  })

  plain('altered in any one letter it is refused', () => {
    const answers = new Set<string>()
    for (let index = 0; index < code.length; index++) {
      const other = code[index] === 'A' ? 'B' : 'A'
      const read = readCode(`${code.slice(0, index)}${other}${code.slice(index + 1)}`, signer.publicKey, at)
      answers.add(typeof read === 'string' ? read : 'accepted')
    }
    expect([...answers].toSorted()).toEqual(['forged', 'malformed'])
  })

  plain('another house’s key, another purpose’s key and no code at all are refused', () => {
    expect(readCode(code, signerOf(keysOf(randomBytes(32)), cardPurpose).publicKey, at)).toBe('forged')
    const keys = keysOf(randomBytes(32))
    expect(readCode(writeCode(claims, signerOf(keys, 'something-else'), 1_000_000).code, signerOf(keys, cardPurpose).publicKey, at)).toBe('forged')
    for (const text of ['', 'JYK1', 'https://example.com', 'JYK1.e30.x']) expect(readCode(text, signer.publicKey, at)).toBe('malformed')
    const signedNonsense = `JYK1.${Buffer.from('["not","a","class",1,2,3]').toString('base64url')}`
    expect(readCode(`${signedNonsense}.${signer.sign(Buffer.from(signedNonsense)).toString('base64url')}`, signer.publicKey, at)).toBe('malformed')
  })

  plain('signed by SM2 it reads as well, fits the same code, and is refused where a letter of it is another', () => {
    const national = signerOf(keysOf(randomBytes(32)), cardPurpose, 'sm2')
    const { code: other } = writeCode(claims, national, 1_000_000)
    expect(other).toHaveLength(code.length)
    expect(readCode(other, national.publicKey, at)).toMatchObject({ level: 'C', maskedName: '沈＊远' })
    for (const index of [10, other.length - 40, other.length - 2]) {
      const changed = `${other.slice(0, index)}${other[index] === 'A' ? 'B' : 'A'}${other.slice(index + 1)}`
      expect(readCode(changed, national.publicKey, at)).toBe('forged')
    }
    expect(readCode(other, signer.publicKey, at)).toBe('forged')
    expect(readCode(code, national.publicKey, at)).toBe('forged')
  })

  plain('a class past its last day is refused though the code is fresh', () => {
    expect(readCode(writeCode({ ...claims, validTo: today }, signer, 1_000_000).code, signer.publicKey, at)).toMatchObject({ validTo: today })
    expect(readCode(writeCode({ ...claims, validTo: plainDate('2026-06-14') }, signer, 1_000_000).code, signer.publicKey, at)).toBe('lapsed')
    expect(readCode(writeCode({ ...claims, validTo: null }, signer, 1_000_000).code, signer.publicKey, at)).toMatchObject({ validTo: null })
  })

  plain('a name of one, two, three letters and one outside the basic plane is masked', () => {
    expect(['沈', '沈远', '沈知远', '欧阳知远', '𠮷野家'].map(maskedOf)).toEqual(['沈＊', '沈＊', '沈＊远', '欧＊＊远', '𠮷＊家'])
    expect(serialOf(claims.classId)).toBe('EE9E-D818-33AD')
  })
})

describe('at the counter', () => {
  test('the phone shows the class that one holds, and anybody checks it; without one there is no card', async ({ world }) => {
    await publishCatalogue(world)
    const ana = await applicantOf(world, { level: 'C' })
    const { card } = await ana.asks(getMyCard, {})
    expect(card).toMatchObject({ level: 'C', name: '沈知远', secondsLeft: 60 })
    const window = await world.staff('windowClerk', '980104101')
    expect(await window.does(checkCard, { code: card?.code ?? '' })).toMatchObject({ level: 'C', maskedName: '沈＊远', serial: card?.serial, validTo: '2029-02-28' })
    const { publicKey } = await window.asks(getCardKey, {})
    expect(readCode(card?.code ?? '', publicKey, { now: Math.floor(Date.now() / 1000), today: world.today })).toMatchObject({ level: 'C' })
    expect((await (await world.talent()).asks(getMyCard, {})).card).toBeNull()
  })

  test('each way of being no good is said in a sentence of its own', async ({ world }) => {
    await publishCatalogue(world)
    const ana = await applicantOf(world, { level: 'C', validTo: '2026-06-15' })
    const window = await world.staff('windowClerk', '980101001')
    const shown = (await ana.asks(getMyCard, {})).card?.code ?? ''
    await expect(window.does(checkCard, { code: 'abc' })).rejects.toMatchObject({ code: 'malformed' })
    await expect(window.does(checkCard, { code: `${shown.slice(0, -2)}${shown.endsWith('AA') ? 'BB' : 'AA'}` })).rejects.toMatchObject({ code: 'forged' })
    const clock = vi.spyOn(Date, 'now')
    clock.mockReturnValue(Date.now() + 61_000)
    await expect(window.does(checkCard, { code: shown })).rejects.toMatchObject({ code: 'expired' })
    clock.mockRestore()
    await window.does(checkCard, { code: shown })
    await world.asSystem((db) => sql`update registry.talent_class set revoked_on = ${world.today} where person_id = ${ana.personId}`.execute(db))
    await expect(window.does(checkCard, { code: shown })).rejects.toMatchObject({ code: 'revoked' })
    world.setToday('2026-06-16')
    await expect(window.does(checkCard, { code: shown })).rejects.toMatchObject({ code: 'lapsed' })
  })
})
