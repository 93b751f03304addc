import { expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hintsSaid, openHint, sealHint, tailToken } from './hint.ts'
import { fileKeys } from './keys.ts'

const home = mkdtempSync(join(tmpdir(), 'juying-hint-'))
const keys = fileKeys(home)

// clause: GB/T 22239 8.1.4.7 b; GB/T 39786 8.4 g; ASVS 11.3.3
test('the last four are found by equality, opened with the keys, and read by nobody else', () => {
  const token = sealHint('document', '980101199001011236', keys)
  expect(token).toMatch(/^hint:document:[\w-]{27}$/)
  expect(Buffer.from(token.slice(14), 'base64url').includes('1236')).toBe(false)
  expect(openHint(token, keys)).toBe('1236')
  // Another number with the same end, and what a clerk types.
  expect([sealHint('document', 'G77781236', keys), tailToken('document', '1236', keys)]).toEqual([token, token])
  expect(sealHint('phone', '10000001236', keys)).not.toBe(token)
  expect(openHint(sealHint('document', '港澳通行证甲乙丙丁', keys), keys)).toBe('甲乙丙丁')
  rmSync(home, { recursive: true, force: true })
})

test('a number that is too short shows nothing, and what is no token does not open', () => {
  expect([sealHint('document', 'A1234', keys), openHint('', keys)]).toEqual(['', ''])
  const token = sealHint('account', '6200000000000001234', keys)
  const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
  for (const wrong of ['1234', 'hint:document:1234', changed, token.replace('account', 'phone')]) expect(() => openHint(wrong, keys)).toThrow(/^a hint/)
})

test('a sentence with hints in it is said with the characters', () => {
  expect(hintsSaid(`末四位 ${sealHint('phone', '10000004567')}，${tailToken('document', '987X')}`)).toBe('末四位 4567，987X')
})
