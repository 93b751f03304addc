import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addGeneration } from './keys.ts'
import { houseSealer } from './seal.ts'
import { isToken, olderTokens, openToken, sealToken, sealTokensAnew } from './token.ts'

const home = mkdtempSync(join(tmpdir(), 'juying-token-'))
const row = '018b0000-0000-7000-8000-000000000001'
const before = process.env['JUYING_HOME']
beforeAll(() => void (process.env['JUYING_HOME'] = home))
afterAll(() => {
  process.env['JUYING_HOME'] = before
  rmSync(home, { recursive: true })
})

// clause: GB/T 39786 8.4 g; ASVS 11.3.3
test('a token opens to what was sealed, for its own place alone, and no two of one value are alike', () => {
  const token = sealToken('pay', row, 31_337.89)
  expect(isToken(token)).toBe(true)
  expect(openToken(token, { what: 'pay', row })).toBe(31_337.89)
  expect(token).not.toContain('31337')
  expect(sealToken('pay', row, 31_337.89)).not.toBe(token)
  const moved = token.replace(row, row.replace(/1$/, '2'))
  expect(() => openToken(moved)).toThrow()
  expect(() => openToken(token.replace(':pay:', ':rent:'))).toThrow()
  expect(() => openToken(token, { what: 'pay', row: row.replace(/1$/, '2') })).toThrow()
  expect(() => openToken(`${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`)).toThrow()
  expect(isToken('sealed:pay')).toBe(false)
})

test('tokens within JSON are sealed anew in the youngest generation, the rest stays as it was', () => {
  const text = JSON.stringify({ at: 'sealed: no token', facts: [sealToken('pay', row, 1), { deep: sealToken('assessment', row, { a: '“31,337.89”' }) }], n: 3 })
  expect(text).not.toMatch(new RegExp(olderTokens(houseSealer())))
  addGeneration(home)
  const later = Date.now() + 6000
  const clock = vi.spyOn(Date, 'now').mockReturnValue(later)
  expect(text).toMatch(new RegExp(olderTokens(houseSealer())))
  const anew = sealTokensAnew(houseSealer(), text)
  expect(anew).not.toMatch(new RegExp(olderTokens(houseSealer())))
  const { facts: [pay, { deep }], ...rest } = JSON.parse(anew) as { facts: [string, { deep: string }]; at: string; n: number }
  expect([openToken(pay), openToken(deep), rest]).toEqual([1, { a: '“31,337.89”' }, { at: 'sealed: no token', n: 3 }])
  clock.mockRestore()
})
