import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { houseKeys } from '../kernel/seal/seal.ts'
import { testDatabase } from '../test/db.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'juying-backup-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const juying = (args: readonly string[], env: Record<string, string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'cli/juying.ts'), ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } })
  return { code: status, said: stdout + stderr }
}

// clause: GB/T 22239 8.1.4.9 a
test('backup says where it lies and that the keys do not lie there; check agrees; restore keeps out of a database that holds something', async () => {
  const database = await testDatabase()
  // Makes the key file of the run, as a house has it that was started once.
  houseKeys()
  const home = { JUYING_HOME: inject('home'), DATABASE_URL: database.adminUrl, JUYING_ANCHORS: join(folder, 'anchors') }
  try {
    const taken = juying(['backup', '--to', join(folder, 'backups'), '--keep', '2'], home)
    expect(taken).toMatchObject({ code: 0, said: expect.stringMatching(/✓ 备份在 .*juying-\d{8}T\d{6}Z[\s\S]*密钥不在备份里/) })
    const name = readdirSync(join(folder, 'backups')).find((one) => one.startsWith('juying-')) ?? ''
    expect(juying(['backup', 'check', join(folder, 'backups', name)], home)).toMatchObject({ code: 0, said: expect.stringContaining('每个文件都与清单一致') })
    expect(juying(['restore', '--from', join(folder, 'backups', name)], home)).toMatchObject({ code: 1, said: expect.stringContaining('不是空的') })
  } finally {
    await database.drop()
  }
}, 120_000)

test('without the key file nothing is read; a wrong call is told what is right', () => {
  const home = { JUYING_HOME: join(folder, 'empty') }
  for (const args of [['backup'], ['backup', 'check', folder], ['restore', '--from', folder]]) expect(juying(args, home)).toMatchObject({ code: 1, said: expect.stringContaining('没有密钥文件 field.key') })
  for (const args of [['restore'], ['backup', '--keep', '0'], ['backup', 'chekc', folder], ['restore', folder, '--from', folder]]) expect(juying(args, home).code).toBe(2)
}, 60_000)
