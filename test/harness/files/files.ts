import { pino } from 'pino'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { ReturnReader } from '../../../fund/bank-file.ts'
import { openDatabase, type Database } from '../../../kernel/db/database.ts'
import { SheetRefusal, readSheet } from '../../../kernel/sheets/index.ts'
import { sessionCookie } from '../../../kernel/auth/cookies.ts'
import { openSession } from '../../../kernel/auth/sessions.ts'
import { fileTypes } from '../../../kernel/files/types.ts'
import type { Id } from '../../../kernel/types.ts'
import { createApp } from '../../../server/app.ts'
import { handlers, jobs, streams } from '../../../server/modules.ts'
import { checkImportJob } from '../../../registry/import/contract.ts'
import { plainPdf } from '../../sample-files.ts'
import { multipart } from '../../multipart.ts'
import { departments, insertPerson, places } from '../../people.ts'
import { today } from '../door/ground.ts'
import type { Harness } from '../options.ts'
import { hostileFiles, trickyNames, type Hostile } from './hostile.ts'

/**
 * What strangers send, on every road by which a file comes in: nothing falls over, nothing takes longer than it may, and no paper is taken in under a type that
 * it is not. Feeds and bank returns need a source and a sent batch; their readers are asked directly.
 */
interface Answer {
  status: number
  milliseconds: number
}
type Send = (road: string, file: Pick<Hostile, 'name' | 'bytes'>) => Promise<Answer>

const slowest = 20_000
const document = '/api/cases.uploadDocument'
const importing = '/api/registry.import/upload'
const question = { question: JSON.stringify({ asOf: today }) }
const roads: Readonly<Record<string, Record<string, string>>> = {
  [document]: { kind: 'education' },
  [importing]: { source: '市人社局' },
  '/api/writing.fill': question,
  '/api/writing.file': question,
  '/api/writing.check': question,
}

/** What is wrong with an answer to this file on this road. */
const wrongOf = (road: string, { kind, name, neverTaken }: Hostile, { status, milliseconds }: Answer): string[] => {
  const said = `${road} ${kind} ${name}: `
  return [
    ...(status >= 500 ? [`${said}fell over (${status})`] : []),
    ...(road === document && neverTaken && status < 300 ? [`${said}was taken in`] : []),
    ...(milliseconds > slowest ? [`${said}took ${Math.round(milliseconds)} ms`] : []),
  ]
}

const layGround = async (database: Database) => {
  const personId = await database.asSystem(today, async (db) => {
    await db.insertInto('kernel.place').values(places).onConflict((conflict) => conflict.doNothing()).execute()
    await db.insertInto('kernel.department').values(departments).onConflict((conflict) => conflict.doNothing()).execute()
    return insertPerson(db, today, {})
  })
  const cookieOf = (role: 'talent' | 'talentOffice', person: Id<'person'> | null) =>
    database.asSystem(today, async (db) => {
      const { id } = await db.insertInto('kernel.account').values({ login: `files-${role}`, name: '柏舟', personId: person }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('kernel.duty').values({ accountId: id, role, title: role, placeCode: role === 'talent' ? null : '9801' }).execute()
      const token = await openSession(db, id, today, { way: 'password' })
      await db.updateTable('kernel.session').set({ factor: 'totp', factorAt: sql`now()` }).where('accountId', '=', id).execute()
      return `${sessionCookie}=${token}`
    })
  return { talent: await cookieOf('talent', personId), office: await cookieOf('talentOffice', null) }
}

const sender = (app: FastifyInstance, cookies: { talent: string; office: string }): Send => async (road, { bytes, name }) => {
  const { headers, payload } = multipart(bytes, name.replaceAll(/[\r\n"]/g, '%0A'), roads[road] ?? {})
  const began = performance.now()
  const { statusCode } = await app.inject({ method: 'POST', url: road, headers: { ...headers, cookie: road === document ? cookies.talent : cookies.office }, payload })
  return { status: statusCode, milliseconds: performance.now() - began }
}

/** Every file on every road; then what was kept for import is read by its job, as it would be. */
const sendAll = async (send: Send, files: readonly Hostile[]): Promise<{ sent: number; wrong: string[] }> => {
  const wrong: string[] = []
  let sent = 0
  for (const road of Object.keys(roads)) for (const file of files) {
    wrong.push(...wrongOf(road, file, await send(road, file)))
    sent++
  }
  return { sent, wrong }
}

const readImports = async (database: Database): Promise<{ read: number; wrong: string[] }> => {
  const job = jobs.find(({ name }) => name === checkImportJob.name)
  if (!job) throw new Error('the import has no job')
  const batches = await database.asSystem(today, (db) => db.selectFrom('registry.importBatch').select(['id', 'fileName']).where('state', '=', 'checking').execute())
  const wrong: string[] = []
  for (const { id, fileName } of batches) await job.run({ database, today }, { batchId: id }).catch((error: unknown) => void wrong.push(`import of ${fileName}: ${String(error)}`))
  const people = await database.asSystem(today, async (db) => (await db.selectFrom('registry.importRow').select(sql<number>`count(*)::int`.as('count')).where('outcome', '=', 'new').executeTakeFirstOrThrow()).count)
  if (people > 0) wrong.push(`${people} people would come out of hostile files`)
  return { read: batches.length, wrong }
}

/** The readers of feeds and of bank returns, without their roads. */
const readDirectly = async (files: readonly Hostile[]): Promise<string[]> => {
  const wrong: string[] = []
  for (const { kind, name, bytes } of files) {
    try {
      const reader = new ReturnReader()
      reader.push(bytes)
      if (reader.end().ok) wrong.push(`a bank return: ${kind} ${name} was taken`)
      for await (const _ of readSheet(bytes)) continue
    } catch (error) {
      if (!(error instanceof SheetRefusal)) wrong.push(`read directly: ${kind} ${name}: ${String(error)}`)
    }
  }
  return wrong
}

/** A whole paper under a name that means more than a name: it is taken, and the name is only a name. */
const tryNames = async (database: Database, send: Send): Promise<string[]> => {
  for (const [at, name] of trickyNames.entries()) await send(document, { name, bytes: plainPdf(`paper ${at}`) })
  const kept = await database.asSystem(today, (db) => db.selectFrom('cases.document').select('fileName').execute())
  if (kept.length === 0) return ['not one whole paper was taken: the road was closed, and its refusals say nothing']
  return kept.flatMap(({ fileName }) => (/[/\\\p{Cc}\p{Cf}]/u.test(fileName) || fileName.startsWith('.') ? [`kept as ${JSON.stringify(fileName)}`] : []))
}

/** Houses with a hole: each must be seen by the same eyes. */
const byName: Send = async (_, { name }) => ({ status: Object.values(fileTypes).some(({ extensions }) => extensions.some((extension) => name.endsWith(`.${extension}`))) ? 200 : 409, milliseconds: 1 })
const plants: Readonly<Record<string, (send: Send) => Send>> = {
  'types are told by the name': () => byName,
  'a bomb ends the process': (send) => async (road, file) => (file.name.startsWith('大.') ? { status: 500, milliseconds: 1 } : send(road, file)),
  'a reader never ends': (send) => async (road, file) => (file.name.startsWith('深.') ? { status: 409, milliseconds: slowest + 1 } : send(road, file)),
  'everything is taken': () => async () => ({ status: 200, milliseconds: 1 }),
}

// clause: GB/T 22239 8.1.4.4 d; GB/T 22239 8.1.4.5; ASVS 5.2.2; ASVS 5.3.2
export const runFiles: Harness = async ({ address }) => {
  const database = openDatabase(address)
  const app = await createApp({ database, handlers, streams, today: () => today, demo: true, logger: pino({ level: 'silent' }) })
  try {
    await app.ready()
    const files = hostileFiles()
    const send = sender(app, await layGround(database))
    const { sent, wrong } = await sendAll(send, files)
    const imports = await readImports(database)
    wrong.push(...imports.wrong, ...(await readDirectly(files)), ...(await tryNames(database, send)))
    const alive = (await app.inject({ method: 'GET', url: '/healthz' })).statusCode === 200
    let found = 0
    const few = files.filter(({ name, kind }, at) => at % 9 === 0 || /^[大深]\./.test(name) || kind === 'polyglot').filter(({ bytes }) => bytes.length < 1024 * 1024)
    for (const [says, plant] of Object.entries(plants)) {
      const seen = (await sendAll(plant(async () => ({ status: 409, milliseconds: 1 })), few)).wrong.length > 0
      if (seen) found++
      else console.error(`not found: ${says}`)
    }
    for (const line of wrong) console.error(line)
    const figures = { files: files.length, kinds: new Set(files.map(({ kind }) => kind)).size, roads: Object.keys(roads).length, sent, importsRead: imports.read, wrong: wrong.length, alive, planted: `${found}/${Object.keys(plants).length}` }
    return { figures, passed: wrong.length === 0 && alive && files.length >= 150 && imports.read > 0 && found === Object.keys(plants).length }
  } finally {
    await app.close()
    await database.close()
  }
}
