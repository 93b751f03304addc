import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import { z } from 'zod'
import { createCourse, listCourses, publishCourse } from '../../modules/training/contract.ts'
import { Said, test, type World } from '../../test/world.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { roles, type Role } from '../org/roles.ts'
import { houseKeys } from '../seal/seal.ts'
import { auditVerbs, listAudit, listVerdicts, unusualAccess, verifyNow } from './contract.ts'
import { anchorFileOf, anchorNow, keepAnchors } from './keep-anchors.ts'
import { verifyAudit } from './verify.ts'

let anchors = ''
beforeEach(() => {
  anchors = mkdtempSync(join(tmpdir(), 'juying-anchors-'))
  process.env['JUYING_ANCHORS'] = anchors
})
afterEach(() => {
  delete process.env['JUYING_ANCHORS']
  rmSync(anchors, { recursive: true, force: true })
})

const course = {
  title: '专业写作',
  kind: 'public' as const,
  organiser: '人社局',
  summary: '',
  seats: 10,
  enrolBy: plainDate('2026-06-30'),
  sessions: [{ heldOn: plainDate('2026-07-04'), startsAt: '09:00', venue: '党校', hours: 4 }],
}

const verify = (world: World) => verifyAudit({ address: world.database.address, keys: { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }, anchorFile: anchorFileOf({ anchors }) })
const anchor = (world: World) => anchorNow(world.database, anchorFileOf({ anchors }), world.today, 'start')

describe('the trail proves itself', () => {
  // clause: GB/T 22239 8.1.4.3 a
  test('it is whole after commands, refusals and denials from many at once', async ({ world }) => {
    const officers = await Promise.all(Array.from({ length: 6 }, () => world.staff('trainingOfficer')))
    const made = await Promise.all(officers.flatMap((officer) => Array.from({ length: 5 }, () => officer.does(createCourse, course))))
    await Promise.all(made.map(async ({ courseId }) => officers[0]?.does(publishCourse, { courseId })))
    await expect(officers[1]?.does(publishCourse, { courseId: made[0]?.courseId ?? never() })).rejects.toMatchObject({ code: 'notDraft' })
    await anchor(world)
    expect(await verify(world)).toMatchObject({ findings: [], anchors: 1, rows: 61 })
  })

  test('a row that a DBA edits, and one that he takes away, are named', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    for (let count = 0; count < 40; count++) await officer.does(createCourse, course, { key: `course-${count}` })
    await anchor(world)
    await world.database.adminQuery(`set session_replication_role = replica; update kernel.audit set account_name = '别人' where seq = (select max(seq) from kernel.audit)`)
    expect((await verify(world)).findings).toEqual([expect.stringMatching(/与校验码不符.*别人 training\.createCourse/)])
    await world.database.adminQuery(`set session_replication_role = replica; delete from kernel.audit where seq = (select max(seq) from kernel.audit)`)
    expect((await verify(world)).findings).toEqual([expect.stringContaining('末尾的行被删或被换'), expect.stringContaining('末尾被截断'), expect.stringContaining('training.createCourse 办成 1 次而没有审计行')])
  })

  // clause: GB/T 22239 8.1.4.3 d
  test('a row outside the chain is refused, and a command whose row is swallowed does not happen', async ({ world }) => {
    await expect(world.database.adminQuery(`insert into kernel.audit (request_id, account_name, role, verb, outcome) values ('x', 'x', 'x', 'x', 'done')`)).rejects.toMatchObject({ code: 'JY010' })
    const officer = await world.staff('trainingOfficer')
    await world.database.adminQuery('create rule swallow as on insert to kernel.audit do instead nothing')
    await expect(officer.does(createCourse, course)).rejects.toMatchObject({ kind: 'fault' })
    await world.database.adminQuery('drop rule swallow on kernel.audit')
    expect((await officer.lists(listCourses, {})).total).toBe(0)
  })
})

describe('the anchors', () => {
  test('stand at the start, each interval and the end of a run; a run without its intervals is found', async ({ world }) => {
    const file = anchorFileOf({ anchors })
    const stop = await keepAnchors({ database: world.database, file, today: () => world.today, failed: (error) => expect.fail(String(error)), every: 20 })
    await expect.poll(() => readFileSync(file, 'utf8').split('\n').length, { timeout: 10_000 }).toBeGreaterThan(3)
    await stop()
    const why = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => z.object({ why: z.string() }).parse(JSON.parse(line)).why)
    expect([why[0], new Set(why.slice(1, -1)), why.at(-1)]).toEqual(['start', new Set(['minute']), 'stop'])
    expect(await verify(world)).toMatchObject({ findings: [], anchors: why.length })
    await anchorNow(world.database, file, world.today, 'minute', new Date(Date.now() + 200_000).toISOString())
    expect((await verify(world)).findings).toEqual([expect.stringContaining('锚定被停过')])
  }, 30_000)
})

describe('the auditor', () => {
  // clause: GB/T 22239 8.1.4.3 b; ASVS 16.2.1; PIPL 54
  test('finds what was done by who, by verb, by outcome, by day and by the number of what was touched', async ({ world }) => {
    const [officer, auditor] = [await world.staff('trainingOfficer'), await world.signIn('auditOfficer')]
    const { courseId, number } = await officer.does(createCourse, course)
    await expect((await world.staff('leader')).does(publishCourse, { courseId })).rejects.toMatchObject({ kind: 'denied' })
    const verbs = async (filters: Parameters<typeof auditor.lists<typeof listAudit.filters, typeof listAudit.row>>[1]) => (await auditor.lists(listAudit, filters)).rows.map(({ verb, outcome }) => `${verb} ${outcome}`)
    expect(await verbs({ search: 'training.create' })).toEqual(['training.createCourse done'])
    expect(await verbs({ subject: number })).toEqual(['training.createCourse done'])
    expect(await verbs({ subject: courseId })).toEqual(['training.createCourse done'])
    expect(await verbs({ subject: 'nobody' })).toEqual([])
    expect(await verbs({ outcome: 'denied' })).toEqual(['training.publish denied'])
    expect(await verbs({ to: plainDate('2020-01-01') })).toEqual([])
    expect(await verbs({ from: plainDate('2020-01-01'), search: 'training' })).toEqual(['training.publish denied', 'training.createCourse done'])
    expect((await auditor.asks(auditVerbs, {})).labels['training.createCourse']).toBe(createCourse.label)
  })

  // clause: GB/T 22239 8.1.4.4 f
  test('sees whose day is unusual: somebody who is refused again and again', async ({ world }) => {
    const [leader, auditor] = [await world.staff('leader'), await world.signIn('auditOfficer')]
    world.setToday(new Date().toISOString().slice(0, 10))
    for (let count = 0; count < 12; count++) await leader.does(createCourse, course).catch(() => {})
    expect((await auditor.asks(unusualAccess, { days: 2 })).rows).toMatchObject([{ kind: 'refused', count: 12, role: 'leader', accountId: leader.accountId }])
  })

  test('has the trail verified at once and reads the verdict; twice at a time is refused', async ({ world }) => {
    const auditor = await world.signIn('auditOfficer')
    await anchor(world)
    await auditor.does(verifyNow, {})
    await expect(auditor.does(verifyNow, {})).rejects.toMatchObject({ code: 'running' })
    await world.runJobs()
    const { verdicts, running } = await auditor.asks(listVerdicts, {})
    expect(running).toBe(false)
    expect(verdicts).toMatchObject([{ findings: [], anchors: 1 }])
    await world.runJob('audit.verifyTrail')
    expect((await auditor.asks(listVerdicts, {})).verdicts).toHaveLength(2)
    await expect(world.database.adminQuery('delete from kernel.audit_verdict')).rejects.toMatchObject({ code: 'JY001' })
  })

  test('is the only one: nobody else lists, asks or verifies', async ({ world }) => {
    const answers = await Promise.all(
      (Object.keys(roles) as Role[]).map(async (role) => {
        const who = role === 'talent' ? await world.talent() : role === 'employerClerk' ? await world.clerkOf(await world.employer()) : role.endsWith('Officer') && role !== 'trainingOfficer' ? await world.signIn(role) : await world.staff(role)
        const tried = [who.lists(listAudit, {}), who.asks(unusualAccess, { days: 1 }), who.asks(listVerdicts, {}), who.asks(auditVerbs, {}), who.does(verifyNow, {})]
        const ends = await Promise.all(tried.map((one) => one.then(() => 'yes', (error: unknown) => (error instanceof Said ? error.kind : String(error)))))
        return [role, ...new Set(ends)]
      }),
    )
    expect(answers).toEqual((Object.keys(roles) as Role[]).map((role) => [role, role === 'auditOfficer' ? 'yes' : 'denied']))
  })
})

const never = (): never => {
  throw new Error('no course was made')
}
