import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { addGeneration, fileKeys } from '../kernel/seal/keys.ts'
import { sealAnew, sealedBefore } from '../kernel/seal/rotate.ts'
import { sealerOf, type Sealer } from '../kernel/seal/seal.ts'
import { test, type World } from '../test/world.ts'
import { sealedColumns } from './sealed-columns.ts'

const Names = z.array(z.object({ name: z.string() }))
const Sealed = z.array(z.object({ id: z.string(), sealed: z.instanceof(Buffer) }))
const place = (row: string) => ({ table: 'registry.person', column: 'document', row })
const number = '980101199203010018'

/** So many people whose number is sealed by `sealer`. */
const people = async (world: World, sealer: Sealer, count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const id = await world.person()
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: sealer.seal(place(id), number) }).where('id', '=', id).execute())
    ids.push(id)
  }
  return ids
}
const stored = async (world: World) => Sealed.parse(await world.database.adminQuery('select id, document_sealed as sealed from registry.person order by id'))

describe('a rotation of keys', () => {
  test('every sealed column of the database is among those that are rotated', async ({ world }) => {
    const found = Names.parse(await world.database.adminQuery(`select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns where udt_name in ('bytea', 'text') and table_schema <> 'pub' and column_name ~ '(^|_)sealed$' order by 1`))
    expect(found.map(({ name }) => name)).toEqual(sealedColumns.filter(({ column }) => /(^|_)sealed$/.test(column)).map(({ table, column }) => `${table}.${column}`).toSorted())
  })

  // clause: ASVS 11.2.2
  test('seals every value anew, notes nobody as changed, and can be begun again', async ({ world }) => {
    const home = mkdtempSync(join(tmpdir(), 'juying-rotate-'))
    const ids = await people(world, sealerOf(fileKeys(home)), 3)
    await world.database.adminQuery('delete from kernel.subject_change')
    addGeneration(home)
    const sealer = sealerOf(fileKeys(home), 'sm4')
    const left = async () => (await sealedBefore(world.database, world.today, sealer, sealedColumns)).reduce((sum, { rows }) => sum + rows, 0)
    expect(await left()).toBe(3)
    const done = await sealAnew(world.database, world.today, sealer, sealedColumns)
    expect(done.find(({ column }) => column === 'registry.person.document_sealed')).toEqual({ column: 'registry.person.document_sealed', rows: 3, unreadable: 0 })
    expect(await left()).toBe(0)
    const rows = await stored(world)
    expect(rows.map(({ id, sealed }) => [id, [...sealed.subarray(0, 4)], sealer.open(place(id), sealed)])).toEqual(ids.toSorted().map((id) => [id, [2, 2, 0, 2], number]))
    expect(await world.database.adminQuery('select from kernel.subject_change')).toEqual([])
    expect((await sealAnew(world.database, world.today, sealer, sealedColumns)).every(({ rows: again }) => again === 0)).toBe(true)
  })

  test('leaves and counts what no key opens', async ({ world }) => {
    const home = mkdtempSync(join(tmpdir(), 'juying-rotate-'))
    const [broken = ''] = await people(world, sealerOf(fileKeys(home)), 2)
    const rubbish = randomBytes(60)
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: rubbish }).where('id', '=', sql<string>`${broken}::uuid`).execute())
    addGeneration(home)
    const done = await sealAnew(world.database, world.today, sealerOf(fileKeys(home)), sealedColumns)
    expect(done[0]).toEqual({ column: 'registry.person.document_sealed', rows: 1, unreadable: 1 })
    expect((await stored(world)).find(({ id }) => id === broken)?.sealed.equals(rubbish)).toBe(true)
  })
})
