import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
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
