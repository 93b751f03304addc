import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { askPlatformAlerts, confirmPlatformEvent, declinePlatformEvent, getPlatform, joinPlatform, leavePlatform, listPlatforms, platformHands, proposePlatformEvent, registerPlatform } from './contract.ts'

/** Who may do what with platforms: one line a verb. `there` is a platform of 松川县, tried from 临海区: the register is public, changing it is not. */
const day = plainDate('2026-06-01')
const nowhere = '00000000-0000-7000-8000-000000000000'
interface Subject { platformId: Id<'platform'>; eventId: Id<'platformEvent'>; memberId: Id<'platformMember'> }

const verbs: Record<string, { may: readonly Role[]; away: 'yes' | 'missing'; attempt: (who: Somebody, subject: Subject) => Promise<unknown> }> = {
  platforms: { may: staff, away: 'yes', attempt: (who) => who.lists(listPlatforms, {}) },
  alerts: { may: staff, away: 'yes', attempt: (who) => who.asks(askPlatformAlerts, {}) },
  platform: { may: staff, away: 'yes', attempt: (who, { platformId }) => who.asks(getPlatform, { platformId }) },
  // Its place is in the input: refused, not missing.
  register: { may: platformHands, away: 'yes', attempt: (who) => who.does(registerPlatform, { name: '某某工程研究中心', kind: '工程研究中心', level: '市级', certifier: '市发改委', certificateNumber: '青发改〔2026〕1号', employerNumber: 'E999999', placeCode: '980104', validFrom: day, source: '市发改委' }) },
  propose: { may: platformHands, away: 'missing', attempt: (who, { platformId }) => who.does(proposePlatformEvent, { platformId, event: { kind: 'renewal', happenedOn: day, document: '青工信〔2026〕20号', validTo: day } }) },
  confirm: { may: platformHands, away: 'missing', attempt: (who, { eventId }) => who.does(confirmPlatformEvent, { eventId }) },
  decline: { may: platformHands, away: 'missing', attempt: (who, { eventId }) => who.does(declinePlatformEvent, { eventId, note: '文号不符' }) },
  join: { may: platformHands, away: 'missing', attempt: (who, { platformId }) => who.does(joinPlatform, { platformId, of: 'person', number: 'R999999', role: '学员', joinedOn: day, source: '市人社局' }) },
  leave: { may: platformHands, away: 'missing', attempt: (who, { memberId }) => who.does(leavePlatform, { memberId, of: 'person', leftOn: plainDate('2020-01-01') }) },
}

const subjectAt = (world: World, place: string): Promise<Subject> =>
  world.asSystem(async (db) => {
    const told = { source: '市工信局', asOf: day, verification: 'verified' } as const
    const account = await db.insertInto('kernel.account').values({ login: `maker-${place}`, name: '经办', demo: true }).returning('id').executeTakeFirstOrThrow()
    const { id: platformId } = await db.insertInto('registry.innovationPlatform').values({ name: '工程研究中心', kind: '工程研究中心', level: '市级', certifier: '市发改委', placeCode: place, validFrom: '2024-01-01', ...told }).returning('id').executeTakeFirstOrThrow()
    const { id: eventId } = await db.insertInto('registry.platformEvent').values({ platformId, placeCode: place, kind: 'withdrawal', happenedOn: day, document: '青发改〔2026〕9号', reason: '不再运行', proposedBy: account.id, proposerPerson: account.id }).returning('id').executeTakeFirstOrThrow()
    const person = await db.selectFrom('registry.person').select(['id', 'placeCode']).where('placeCode', 'like', `${place}%`).executeTakeFirstOrThrow()
    const { id: memberId } = await db.insertInto('registry.platformPerson').values({ platformId, personId: person.id, placeCode: person.placeCode, role: '学员', joinedOn: '2025-01-01', ...told }).returning('id').executeTakeFirstOrThrow()
    return { platformId: platformId as Id<'platform'>, eventId: eventId as Id<'platformEvent'>, memberId: memberId as Id<'platformMember'> }
  })

describe('platforms by duty', () => {
  test('each verb answers each duty as its line says, here and in another county', async ({ world }) => {
    await world.person()
    await world.person({ place: '980104101' })
    const [here, there] = [await subjectAt(world, '980101'), await subjectAt(world, '980104')]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const [name, { may, away, attempt }] of Object.entries(verbs)) {
        expect([role, name, await answerOf(attempt(who, here))]).toEqual([role, name, may.includes(role) ? 'yes' : 'denied'])
        expect([role, name, 'away', await answerOf(attempt(who, there))]).toEqual([role, name, 'away', may.includes(role) ? away : 'denied'])
      }
    }
  })

  test('what is nowhere is missing', async ({ world }) => {
    const who = await world.staff('talentOffice')
    await expect(who.asks(getPlatform, { platformId: nowhere as Id<'platform'> })).rejects.toMatchObject({ kind: 'missing' })
  })
})
