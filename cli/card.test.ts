import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { signerOf } from '../kernel/seal/sign.ts'
import type { Id } from '../kernel/types.ts'
import { cardPurpose, writeCode } from '../modules/recognition/cards/code.ts'

const folder = mkdtempSync(join(tmpdir(), 'juying-card-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const master = randomBytes(32)
const signer = signerOf({ key: () => master }, cardPurpose)
const key = join(folder, 'card.pem')
writeFileSync(key, signer.publicKey)
const card = { classId: '01a2236c-a0f5-7fe3-a756-ee9ed81833ad' as Id<'talentClass'>, level: 'C', maskedName: '沈＊远', validTo: plainDate('2099-06-14') }
const now = () => Math.floor(Date.now() / 1000)

/** A counter's machine: no house, no database, no key file of the house. */
const juying = (...args: string[]) => {
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'juying.ts'), 'card', ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', JUYING_HOME: join(folder, 'home') } })
  return { code: done.status, out: done.stdout.trim(), error: done.stderr.trim() }
}

test('a counter without a network reads a fresh card, and refuses an old and an altered one by a sentence', () => {
  expect(juying('verify', writeCode(card, signer, now()).code, '--key', key)).toMatchObject({ code: 0, out: '✓ C类人才 沈＊远，卡号 EE9E-D818-33AD，有效到2099年6月14日' })
  expect(juying('verify', writeCode(card, signer, now() - 120).code, '--key', key)).toMatchObject({ code: 1, out: '✗ 码已经过期，请持卡人刷新后再出示' })
  const other = signerOf({ key: () => randomBytes(32) }, cardPurpose)
  expect(juying('verify', writeCode(card, other, now()).code, '--key', key)).toMatchObject({ code: 1, out: '✗ 码的签名不对，可能被改动过，不能凭它办理' })
  expect(JSON.parse(juying('verify', 'abc', '--key', key, '--json').out)).toEqual({ valid: false, code: 'malformed', says: '这不是人才卡的码，请让持卡人打开“人才卡”页面重新扫' })
})

test('a wrong call is told how to call, a key of another kind is not taken, and the house gives out its public key', () => {
  expect(juying('verify', 'abc')).toMatchObject({ code: 2, error: expect.stringContaining('用法') })
  expect(juying('verify', 'abc', '--key', join(folder, 'none.pem'))).toMatchObject({ code: 2, error: expect.stringContaining('读不到') })
  const rsa = join(folder, 'rsa.pem')
  writeFileSync(rsa, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }))
  expect(juying('verify', writeCode(card, signer, now()).code, '--key', rsa)).toMatchObject({ code: 2, error: expect.stringContaining('Ed25519') })
  expect(juying('key')).toMatchObject({ code: 0, out: expect.stringContaining('BEGIN PUBLIC KEY') })
})
