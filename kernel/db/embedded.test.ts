import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { removeCluster, startCluster } from './embedded.ts'

const asked = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

test('a PostgreSQL that is killed is started again at the same address with what was committed, until it is told to stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'juying-cluster-'))
  let revived = 0
  let data = ''
  const cluster = await startCluster({ folder, durable: true, revived: () => void revived++ })
  try {
    await asked(cluster.adminUrl, 'create table kept as select 7 as seven')
    const [place] = (await asked(cluster.adminUrl, 'show data_directory')) as { data_directory: string }[]
    data = place?.data_directory ?? ''
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await expect.poll(() => asked(cluster.adminUrl, 'select seven from kept').catch(() => []), { timeout: 30_000 }).toEqual([{ seven: 7 }])
    expect(revived).toBe(1)
  } finally {
    await cluster.stop()
    removeCluster(folder)
  }
  await expect(asked(cluster.adminUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(existsSync(data)).toBe(false)
}, 60_000)

test('a lock file that names a dead process or a stranger does not keep PostgreSQL from starting', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'juying-cluster-'))
  const first = await startCluster({ folder, durable: true })
  await asked(first.adminUrl, 'create table kept as select 7 as seven')
  const [place] = (await asked(first.adminUrl, 'show data_directory')) as { data_directory: string }[]
  await first.stop()
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  // Runs as PostgreSQL does, so PostgreSQL alone would take it for another one.
  const stranger = spawn('sleep', ['60'], { cwd: '/', ...nobody })
  try {
    writeFileSync(join(place?.data_directory ?? '', 'postmaster.pid'), `${stranger.pid}\n${place?.data_directory}\n1\n5432\n\n127.0.0.1\n`)
    const again = await startCluster({ folder, durable: true })
    try {
      expect(await asked(again.adminUrl, 'select seven from kept')).toEqual([{ seven: 7 }])
    } finally {
      await again.stop()
    }
  } finally {
    stranger.kill('SIGKILL')
    removeCluster(folder)
  }
}, 60_000)
