import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { applicantOf, publishCatalogue } from '../../test/recognition.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { checkCard, getCardKey, getMyCard } from './cards/contract.ts'
import { confirmBodyDecision, declineBodyDecision, getCatalogue, getMine, listBodyDecisions, listEligible, listHolders, proposeBodyDecision } from './contract.ts'
import { confirmOutcome, declineOutcome, getRecheck, giveStatement, hearPerson, listRechecks, myRechecks, openRechecks, proposeOutcome, recheckHands } from './rechecks/contract.ts'

/** Who may do what, where: one line a verb. The subject lives in 临海区 or, `away`, in 松川县; everybody asks from a duty in 临海区. */

interface Subject {
  recheckId: Id<'recheck'>
  bodyDecisionId: Id<'bodyDecision'>
}

const bodyDecision = { personNumber: 'P404', level: 'C', body: '市人才工作领导小组', document: '青人才组纪要〔2026〕3号', metOn: plainDate('2026-06-10'), reason: '填补空白' }
const outcome = { outcome: { is: 'kept' as const }, reason: '核实无误', document: '青人才复〔2026〕1号' }

const verbs: Record<string, { may: readonly Role[] | 'public'; away: 'yes' | 'missing'; attempt: (who: Somebody, subject: Subject) => Promise<unknown> }> = {
  catalogue: { may: staff, away: 'yes', attempt: (who) => who.asks(getCatalogue, {}) },
  holders: { may: [...staff, 'employerClerk'], away: 'yes', attempt: (who) => who.lists(listHolders, {}) },
  eligible: { may: [...staff, 'employerClerk'], away: 'yes', attempt: (who) => who.lists(listEligible, {}) },
  mine: { may: ['talent'], away: 'yes', attempt: (who) => who.asks(getMine, {}) },
  bodyDecisions: { may: ['talentOffice', 'leader'], away: 'yes', attempt: (who) => who.lists(listBodyDecisions, {}) },
  proposeBodyDecision: { may: ['talentOffice'], away: 'yes', attempt: (who) => who.does(proposeBodyDecision, bodyDecision) },
  confirmBodyDecision: { may: ['talentOffice'], away: 'missing', attempt: (who, { bodyDecisionId }) => who.does(confirmBodyDecision, { bodyDecisionId }) },
  declineBodyDecision: { may: ['talentOffice'], away: 'missing', attempt: (who, { bodyDecisionId }) => who.does(declineBodyDecision, { bodyDecisionId, note: '文号不对' }) },
  rechecks: { may: staff, away: 'yes', attempt: (who) => who.lists(listRechecks, {}) },
  recheck: { may: staff, away: 'missing', attempt: (who, { recheckId }) => who.asks(getRecheck, { recheckId }) },
  hear: { may: recheckHands, away: 'missing', attempt: (who, { recheckId }) => who.does(hearPerson, { recheckId }) },
  proposeOutcome: { may: recheckHands, away: 'missing', attempt: (who, { recheckId }) => who.does(proposeOutcome, { recheckId, ...outcome }) },
  confirmOutcome: { may: recheckHands, away: 'missing', attempt: (who, { recheckId }) => who.does(confirmOutcome, { recheckId }) },
  declineOutcome: { may: recheckHands, away: 'missing', attempt: (who, { recheckId }) => who.does(declineOutcome, { recheckId, note: '再核一次' }) },
  myRechecks: { may: ['talent'], away: 'yes', attempt: (who) => who.asks(myRechecks, {}) },
  myCard: { may: ['talent'], away: 'yes', attempt: (who) => who.asks(getMyCard, {}) },
  cardKey: { may: 'public', away: 'yes', attempt: (who) => who.asks(getCardKey, {}) },
  checkCard: { may: 'public', away: 'yes', attempt: (who) => who.does(checkCard, { code: 'abc' }) },
}

const subjectAt = async (world: World, place: string): Promise<Subject> => {
  const { personId } = await applicantOf(world, { level: 'E', validTo: '2026-07-31', place })
  const office = await world.staff('talentOffice')
  const person = await world.asSystem(async (db) => (await sql<{ number: string }>`select number from registry.person where id = ${personId}`.execute(db)).rows[0])
  const { bodyDecisionId } = await office.does(proposeBodyDecision, { ...bodyDecision, personNumber: person?.number ?? '' })
  await world.runJob(openRechecks.name)
  const recheck = await world.asSystem(async (db) => (await sql<{ id: Id<'recheck'> }>`select id from recognition.recheck where person_id = ${personId}`.execute(db)).rows[0])
  if (!recheck) throw new Error('nothing to re-check')
  return { recheckId: recheck.id, bodyDecisionId }
}

describe('recognition by duty', () => {
  test('each verb answers each duty as its line says, here and in another county', async ({ world }) => {
    await publishCatalogue(world)
    const here = await subjectAt(world, '980101001')
    const away = await subjectAt(world, '980104101')
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      // The person is no specialist's: what is his, none of them finds.
      for (const [name, verb] of Object.entries(verbs)) {
        const may = verb.may === 'public' || verb.may.includes(role)
        expect([role, name, await answerOf(verb.attempt(who, here))]).toEqual([role, name, may ? (role === 'specialist' && name === 'recheck' ? 'missing' : 'yes') : 'denied'])
        expect([role, name, 'away', await answerOf(verb.attempt(who, away))]).toEqual([role, name, 'away', may ? verb.away : 'denied'])
      }
    }
  }, 120_000)

  test('the person alone speaks for himself, and only he and the offices of his place see the re-check', async ({ world }) => {
    await publishCatalogue(world)
    const ana = await applicantOf(world, { level: 'E', validTo: '2026-07-31' })
    await world.runJob(openRechecks.name)
    const [mine] = (await ana.asks(myRechecks, {})).rechecks
    const statement = { recheckId: mine?.id ?? ('' as Id<'recheck'>), statement: '没有意见' }
    for (const role of everyRole) expect([role, await answerOf((await somebodyAs(world, role)).does(giveStatement, statement))]).toEqual([role, role === 'talent' ? 'missing' : 'denied'])
    expect((await (await world.talent()).asks(myRechecks, {})).rechecks).toEqual([])
    expect((await (await world.staff('talentOffice', '980104')).lists(listRechecks, {})).total).toBe(0)
    expect((await (await world.staff('leader', '9801')).lists(listRechecks, {})).total).toBe(1)
  })

  test('an employer sees the classes of its own people and nobody else’s', async ({ world }) => {
    await publishCatalogue(world)
    const ana = await applicantOf(world, { level: 'E' })
    await applicantOf(world, { level: 'D' })
    const clerk = await world.clerkOf(ana.employerId)
    expect((await clerk.lists(listHolders, {})).rows.map(({ level }) => level)).toEqual(['E'])
    expect((await (await world.staff('talentOffice', '980104')).lists(listHolders, {})).total).toBe(0)
  })

  test('nobody who has not signed in reads anything but the key, and may check a card', async ({ world }) => {
    await expect(world.post('', 'recognition.holders', { filters: {} })).rejects.toMatchObject({ kind: 'signIn', status: 401 })
    expect(await world.post('', 'recognition.cardKey', {})).toMatchObject({ publicKey: expect.stringContaining('PUBLIC KEY') })
    await expect(world.post('', 'recognition.checkCard', { code: 'abc' })).rejects.toMatchObject({ code: 'malformed' })
  })
})
