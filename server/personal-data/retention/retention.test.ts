import { Buffer } from 'node:buffer'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { exampleFund } from '../../../fund/example.ts'
import { askFigure, askFigures } from '../../../indicators/contract.ts'
import { definitions } from '../../../indicators/definitions/index.ts'
import { anchorFileOf, anchorNow } from '../../../kernel/audit/keep-anchors.ts'
import { verifyAudit } from '../../../kernel/audit/verify.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { houseKeys } from '../../../kernel/seal/seal.ts'
import { listPeople } from '../../../registry/contract.ts'
import { answerOf, everyRole, somebodyAs } from '../../../test/may.ts'
import { recognised, talentOf } from '../../../test/figures.ts'
import { z } from 'zod'
import { test, type Somebody, type World } from '../../../test/world.ts'
import { eraseWhatIsOver } from './actions.ts'
import { eraseExpired, listErasures, retentionPlan, retentionReaders } from './contract.ts'

const nightOf = (world: World, day: string) => {
  world.setToday(day)
  return eraseWhatIsOver(world.database, world.today)
}
const Counted = z.array(z.object({ n: z.number() }))
const Named = z.array(z.object({ name: z.string() }))
const countOf = async (world: World, table: string): Promise<number> => Counted.parse(await world.database.adminQuery(`select count(*)::int as n from ${table}`))[0]?.n ?? 0
const instant = '2026-03-01T04:00:00Z'

const nameOf = async (world: World, personId: string) => Named.parse(await world.database.adminQuery(`select name from registry.person where id = '${personId}'`))[0]?.name

/** The whole trail, read against an anchor that is written now. */
const findings = async (world: World): Promise<string[]> => {
  const anchors = mkdtempSync(join(tmpdir(), 'juying-anchors-'))
  const anchorFile = anchorFileOf({ anchors })
  await anchorNow(world.database, anchorFile, world.today, 'start')
  const { findings: found, rows } = await verifyAudit({ address: world.database.address, keys: { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }, anchorFile })
  rmSync(anchors, { recursive: true, force: true })
  expect(rows).toBeGreaterThan(0)
  return found
}

/** One old row of everything that has a short life. */
const leftBehind = async (world: World) => {
  const staff = await world.staff('reviewer', '980101')
  const personId = await world.person()
  await world.asSystem(async (db) => {
    const { id: batchId } = await db.insertInto('registry.importBatch').values({ fileName: '名单.xlsx', fileBytes: 10, fileSealed: Buffer.alloc(40), source: '用人单位', placeCode: '9801', state: 'checked', createdBy: staff.accountId, createdAt: instant }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('registry.importRow').values({ batchId, rowNumber: 2, outcome: 'new', sealed: Buffer.alloc(40) }).execute()
    await db.insertInto('kernel.signInAttempt').values({ login: '某人', source: '10.0.0.1', at: instant, succeeded: false }).execute()
    await db.insertInto('kernel.phoneCode').values({ phoneIndex: randomBytes(32), source: '10.0.0.1', codeHash: randomBytes(32), sentAt: instant, expiresAt: instant }).execute()
    const { id: messageId } = await db.insertInto('kernel.message').values({ key: 'test:1', recipientKind: 'person', recipientId: personId, placeCode: '980101001', kind: 'test', topic: 'offers', link: '/my', toldOn: '2026-03-01', toldAt: instant }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('kernel.messageText').values({ messageId, recipientId: personId, title: '标题', body: '正文', short: '短句' }).execute()
    const { id: accountId } = await db.insertInto('kernel.account').values({ login: 'gone', name: '停用的人', personId, passwordHash: 'argon2', disabledAt: instant }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('kernel.accountPhone').values({ accountId, phoneIndex: randomBytes(32), phoneSealed: Buffer.alloc(40), confirmedAt: instant, createdAt: instant }).execute()
  })
}

describe('what has had its time', () => {
  // clause: PIPL 19; PIPL 47; ASVS 14.2.4
  test('goes on the day after its last, no day earlier, and each step leaves a line with a count and an audit row', async ({ world }) => {
    await leftBehind(world)
    expect(await nightOf(world, '2027-02-28')).toEqual({ imports: 0, feeds: 0, traces: 0, messages: 0, accounts: 0, people: 0 })
    expect(await nightOf(world, '2027-03-01')).toEqual({ imports: 2, feeds: 0, traces: 2, messages: 0, accounts: 0, people: 0 })
    expect(await world.database.adminQuery(`select state, file_sealed from registry.import_batch`)).toEqual([{ state: 'undone', file_sealed: null }])
    expect(await nightOf(world, '2027-03-01')).toMatchObject({ imports: 0, traces: 0 })
    expect(await nightOf(world, '2029-02-28')).toMatchObject({ messages: 0, accounts: 0 })
    expect(await nightOf(world, '2029-03-01')).toMatchObject({ messages: 2, accounts: 2 })
    for (const table of ['kernel.message', 'kernel.message_text', 'kernel.account_phone', 'registry.import_row']) expect([table, await countOf(world, table)]).toEqual([table, 0])
    expect(await world.database.adminQuery(`select name, password_hash from kernel.account where login = 'gone'`)).toEqual([{ name: '停用的人', password_hash: null }])

    const auditor = await world.signIn('auditOfficer')
    expect((await auditor.lists(listErasures, {})).rows.map(({ ranOn, label, erased }) => [ranOn, label.slice(0, 4), erased])).toEqual(expect.arrayContaining([['2027-03-01', '批量导入', 2], ['2029-03-01', '告知过的', 2], ['2029-03-01', '停用账号', 2]]))
    expect((await auditor.lists(listErasures, { from: plainDate('2029-03-01'), to: plainDate('2029-12-31') })).rows.every(({ ranOn }) => ranOn === '2029-03-01')).toBe(true)
    const rows = await world.database.adminQuery(`select subject ->> 'step' as step, subject ->> 'rows' as rows from kernel.audit where verb = '${eraseExpired.name}' order by seq`)
    expect(rows.slice(0, 2)).toEqual([{ step: 'imports', rows: '2' }, { step: 'traces', rows: '2' }])
    expect(await findings(world)).toEqual([])
    await expect(world.database.adminQuery('delete from kernel.erasure')).rejects.toThrow()
  })

  test('is foretold: the next day of each step', async ({ world }) => {
    await leftBehind(world)
    const clerk = await world.staff('talentOffice')
    const { steps, kept } = await clerk.asks(retentionPlan, {})
    expect(Object.fromEntries(steps.map(({ key, nextOn }) => [key, nextOn]))).toMatchObject({ imports: '2027-03-01', feeds: null, traces: '2027-03-01', messages: '2029-03-01', accounts: '2029-03-01', people: null })
    expect(kept.map(({ years }) => years)).toEqual([30, 30, 10])
  })

  test('a message goes no earlier, by no hand but the house’s', async ({ world }) => {
    await leftBehind(world)
    await world.asSystem((db) => db.insertInto('kernel.message').values({ key: 'test:2', recipientKind: 'person', recipientId: randomUUID(), placeCode: '980101001', kind: 'test', topic: 'offers', link: '/my', toldOn: '2026-03-01', toldAt: instant }).execute())
    for (const statement of ['delete from kernel.message_text', `delete from kernel.message where key = 'test:2'`]) await expect(world.asSystem((db) => sql.raw(statement).execute(db))).rejects.toThrow(/没有满保存期/)
    world.setToday('2029-03-01')
    await world.asSystem((db) => sql`delete from kernel.message_text`.execute(db))
    expect(await countOf(world, 'kernel.message_text')).toBe(0)
  })

  test('is read by who reads the register', async ({ world }) => {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      const wanted = retentionReaders.some((one) => one === role) ? 'yes' : 'denied'
      expect([role, await answerOf(who.asks(retentionPlan, {})), await answerOf(who.lists(listErasures, {}))]).toEqual([role, wanted, wanted])
    }
  })
})

/** Every figure that there is, on days before and after, with its parts. */
const allFigures = async (who: Somebody) => {
  const ids = definitions.map(({ id }) => id)
  const told: unknown[] = []
  for (const asOf of ['2019-12-31', '2021-06-30', '2026-06-15'].map(plainDate)) {
    for (let at = 0; at < ids.length; at += 100) told.push((await who.asks(askFigures, { ids: ids.slice(at, at + 100), asOf })).figures.map(({ id, value, because }) => [id, value, because]))
    const { definition } = await who.asks(askFigure, { id: 'talent.total', asOf })
    for (const { key } of definition.breakdowns) told.push((await who.asks(askFigure, { id: 'talent.total', asOf, by: key })).parts.map((part) => [key, part.key, part.value]))
  }
  return told
}

describe('somebody who left for good', () => {
  const leaver = async (world: World) => {
    const personId = await talentOf(world, { name: '欧阳明月', from: '2018-01-01', left: '2020-03-01', programme: '名校优生引进计划' })
    await recognised(world, personId, { level: 'D', from: '2018-06-01', to: '2021-05-31' })
    await world.asSystem(async (db) => {
      const whose = { personId, placeCode: '980101001', source: '市教育局', asOf: '2018-01-01', verification: 'verified' as const }
      await db.insertInto('registry.degree').values({ ...whose, education: '硕士研究生', degree: '硕士', school: '青屿大学', certificateNumber: '10001', graduatedOn: '2017-06-30' }).execute()
      await db.insertInto('registry.honour').values({ ...whose, name: '青屿工匠', level: '市级' }).execute()
      await db.insertInto('registry.housing').values({ ...whose, homesInCity: 1 }).execute()
    })
    const who = await world.signIn('talent', { personId })
    return { personId, accountId: who.accountId }
  }

  test('is nameless five years after, everywhere in the registry, and no figure of any day moves', async ({ world }) => {
    const { personId, accountId } = await leaver(world)
    await talentOf(world, { name: '安然', from: '2019-01-01' })
    await world.asSystem((db) => exampleFund(db, { today: world.today }))
    const leader = await world.staff('leader')
    world.setToday('2025-02-28')
    expect(await eraseWhatIsOver(world.database, world.today)).toMatchObject({ people: 0 })
    world.setToday('2026-06-15')
    const before = await allFigures(leader)
    expect(await eraseWhatIsOver(world.database, world.today)).toMatchObject({ people: 1 })
    expect(await allFigures(leader)).toEqual(before)
    expect(JSON.stringify(before)).toContain('"talent.total","1"')

    expect(await world.database.adminQuery(`select name, pinyin, document_hint, birth_date, pseudonym_on from registry.person where id = '${personId}'`)).toEqual([{ name: '已去标识', pinyin: '', document_hint: '', birth_date: '1992-01-01', pseudonym_on: '2026-06-15' }])
    expect(await world.database.adminQuery(`select education, school, certificate_number from registry.degree where person_id = '${personId}'`)).toEqual([{ education: '硕士研究生', school: null, certificate_number: null }])
    expect((await world.database.adminQuery(`select disabled_at is not null as closed, name from kernel.account where id = '${accountId}'`))).toEqual([{ closed: true, name: '已去标识' }])
    // Nowhere but in the audit trail, which keeps what it wrote.
    const tables = Named.parse(await world.database.adminQuery(`select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('registry', 'kernel', 'measures', 'cases', 'delivery') and table_name <> 'audit'`))
    const found = []
    for (const { name } of tables) if ((await countOf(world, `${name} t where to_jsonb(t)::text ~ '欧阳明月|青屿工匠|青屿大学'`)) > 0) found.push(name)
    expect(found).toEqual([])
    const clerk = await world.staff('talentOffice', '980101')
    expect((await clerk.lists(listPeople, { search: '欧阳' })).rows).toEqual([])
    expect(await findings(world)).toEqual([])
    expect(await eraseWhatIsOver(world.database, world.today)).toMatchObject({ people: 0 })
  }, 120_000)

  test('stays by name while something runs: a case, an award, an obligation, work that began again', async ({ world }) => {
    const runs: Record<string, (personId: string) => string> = {
      employment: (id) => `insert into registry.employment (person_id, place_code, employer_id, mode, started_on, source, as_of, verification) select '${id}', '980101001', e.id, '柔性', '2024-01-01', '用人单位', '2024-01-01', 'verified' from registry.employer e limit 1`,
      team: (id) => `insert into registry.platform_person (person_id, place_code, platform_id, role, joined_on, source, as_of, verification) values ('${id}', '980101001', '00000000-0000-7000-8000-000000000001', '负责人', '2019-01-01', '科技', '2019-01-01', 'verified')`,
      award: (id) => `insert into fund.award (case_id, case_number, edition_id, measure, title, holder_kind, holder_id, payee_name, place_code, line_id, decided_on, amount_fen, city_share_fen, county_share_fen, period) select gen_random_uuid(), 'x', gen_random_uuid(), 'm', '津贴', 'person', '${id}', '欧阳明月', '980101', gen_random_uuid(), '2019-01-01', 100, 100, 0, '[2019-01-01,2019-12-31]'`,
      obligation: (id) => `insert into fund.obligation (award_id, place_code, holder_kind, holder_id, serve_from, serve_to, breach, unpaid) values (gen_random_uuid(), '980101', 'person', '${id}', '2019-01-01', '2027-01-01', 'all', 'lapse')`,
      case: (id) => `insert into cases."case" (number, edition_id, measure, edition, title, document_number, clause, subject_kind, subject_id, person_id, applicant_role, holder_name, place_code, state, assessment, green, submitted_on) values ('x1', gen_random_uuid(), 'm', 1, '津贴', '文', '条', 'person', '${id}', '${id}', 'talent', '欧阳明月', '980101001', 'submitted', '"sealed:assessment:x"', false, '2019-01-01')`,
    }
    const kept: string[] = []
    for (const [name, statement] of Object.entries(runs)) {
      const { personId } = await leaver(world)
      await world.database.adminQuery(`set session_replication_role = replica; ${statement(personId)}; set session_replication_role = origin`)
      await eraseWhatIsOver(world.database, world.today)
      if ((await nameOf(world, personId)) === '欧阳明月') kept.push(name)
    }
    expect(kept).toEqual(Object.keys(runs))
    const { personId } = await leaver(world)
    expect(await eraseWhatIsOver(world.database, world.today)).toMatchObject({ people: 1 })
    expect(await nameOf(world, personId)).toBe('已去标识')
  })
})
