import { sql } from 'kysely'
import { identityCheck } from '../kernel/codes/identity-number.ts'
import { sealHint } from '../kernel/seal/hint.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { documentIndex } from '../registry/identity.ts'
import { openRow } from '../registry/sealed-sums.ts'
import { getDelivery, Received, uploadDeliveryPath } from '../registry/feeds/contract.ts'
import { openFeed } from '../registry/feeds/contract.ts'
import type { FeedKind } from '../registry/feeds/kinds.ts'
import type { Id } from '../kernel/types.ts'
import { multipart } from './multipart.ts'
import type { PersonOptions } from './people.ts'
import type { Somebody, World } from './world.ts'

/** An invented number of 1992-03-01 in a place code never issued; odd serials are men. */
export const numberOf = (serial: number): string => {
  const first17 = `98010119920301${String(serial).padStart(3, '0')}`
  return first17 + identityCheck(first17)
}

/** A person whose document really is this number. */
export const personWith = async (world: World, serial: number, options: PersonOptions = {}): Promise<Id<'person'>> => {
  const id = await world.person(options)
  const sealer = houseSealer()
  const number = numberOf(serial)
  await world.asSystem((db) =>
    db
      .updateTable('registry.person')
      .set({ documentSealed: sealer.seal({ table: 'registry.person', column: 'document', row: id }, number), documentIndex: documentIndex(sealer, '居民身份证', number), documentHint: sealHint('document', number) })
      .where('id', '=', id)
      .execute(),
  )
  return id
}

export const sourceNames: Record<FeedKind, string> = { education: '市教育局', insurance: '市社保中心', tax: '市税务局', housing: '市不动产登记中心', civil: '市民政局' }

export const openSource = async (office: Somebody, kind: FeedKind): Promise<Id<'feedSource'>> => (await office.does(openFeed, { kind, name: sourceNames[kind], code: kind, everyDays: 30 })).sourceId

/** Lines of a CSV file, as a department would save them. */
export const csv = (...lines: readonly (readonly string[])[]): Buffer => Buffer.from(lines.map((line) => line.join(',')).join('\r\n'))

export const send = async (world: World, who: Pick<Somebody, 'cookie'>, sourceId: string, bytes: Uint8Array, { asOf = '', name = '报送.csv' }: { asOf?: string; name?: string } = {}) => {
  const form = multipart(bytes, name, { sourceId, asOf })
  return world.app.inject({ method: 'POST', url: uploadDeliveryPath, headers: { cookie: who.cookie, ...form.headers }, payload: form.payload })
}

/** Sends a file, lets it be read, and asks for the report. */
export const deliver = async (world: World, office: Somebody, sourceId: Id<'feedSource'>, bytes: Uint8Array, options: { asOf?: string; name?: string } = {}) => {
  const response = await send(world, office, sourceId, bytes, options)
  if (response.statusCode !== 200) throw new Error(response.body)
  const { deliveryId } = Received.parse(response.json())
  await world.runJobs()
  return office.asks(getDelivery, { deliveryId })
}

/** The rows of a history of a person, with what a delivery writes. */
export const rowsOf = async (world: World, record: string, personId: string): Promise<Record<string, unknown>[]> =>
  world.asSystem(async (db) => (await sql<{ row: Record<string, unknown> }>`select to_jsonb(r) as row from registry.${sql.raw(record)} r where person_id = ${personId} order by id`.execute(db)).rows.map(({ row }) => openRow(record, row)))
