import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { askTeam, changeGrade, endMember, invite, leave, withdrawInvitation } from './contract.ts'
import { markRead } from '../messages/contract.ts'
import { listStaff } from '../../registry/contract.ts'
import type { Id } from '../../kernel/types.ts'
import type { Grade } from '../../kernel/org/roles.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'

const saidBy = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))
const dutyOf = async (world: World, { accountId }: Somebody): Promise<Id<'duty'>> => (await world.asSystem((db) => db.selectFrom('kernel.duty').select(sql<Id<'duty'>>`id`.as('id')).where('accountId', '=', accountId).executeTakeFirstOrThrow())).id

const team = async (world: World) => {
  const employerId = await world.employer()
  const [administrator, clerk, viewer] = await Promise.all((['administrator', 'clerk', 'viewer'] as const).map((grade) => world.clerkOf(employerId, grade)))
  if (!administrator || !clerk || !viewer) throw new Error('a team of three')
  return { employerId, administrator, clerk, viewer }
}

describe('roles in an employer’s team', () => {
  // clause: ASVS 8.2.1
  test('a viewer sees what his colleagues see and does nothing, in the verb and in the database', async ({ world }) => {
    const { employerId, clerk, viewer } = await team(world)
    await world.person({ employerId })
    expect((await viewer.lists(listStaff, { employerId })).total).toBe(1)
    expect(await saidBy(viewer.does(markRead, {}))).toBe('viewerOnly')
    expect(await saidBy(viewer.does(invite, { name: '柏舟', phone: '10012345678', grade: 'viewer' }))).toBe('viewerOnly')
    // A verb that forgot to ask would still write nothing.
    const write = (grade: Grade | undefined, accountId: string) =>
      world.database.as({ actor: { accountId: accountId as Id<'account'>, name: '甲', role: 'employerClerk', scope: undefined, department: undefined, personId: undefined, employerId, ...(grade ? { grade } : {}) }, today: world.today }, (db) =>
        sql`insert into kernel.message_choice (recipient_kind, recipient_id, topic, channel, wanted) values ('employer', ${employerId}, 'offers', 'email', false)`.execute(db))
    await expect(write('viewer', viewer.accountId)).rejects.toMatchObject({ code: '42501' })
    await expect(write(undefined, viewer.accountId)).rejects.toMatchObject({ code: '42501' })
    expect(Number((await write('clerk', clerk.accountId)).numAffectedRows)).toBe(1)
  })

  test('every table that the application may write keeps viewers out, and a table of tomorrow does too', async ({ world }) => {
    const open = async () => (await world.database.adminQuery(`select n.nspname || '.' || c.relname || ' ' || k as hole from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest(array['insert', 'update', 'delete']) k
      where c.relkind = 'r' and c.relrowsecurity and n.nspname not in ('kernel', 'public', 'pub', 'graphile_worker', 'information_schema') and n.nspname !~ '^pg_'
        and case k when 'delete' then has_table_privilege('juying_app', c.oid, k) else has_any_column_privilege('juying_app', c.oid, k) end
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'viewer_no_' || k and not p.polpermissive)`)) as { hole: string }[]
    expect(await open()).toEqual([])
    await world.database.adminQuery(`drop policy viewer_no_insert on registry.person`)
    expect(await open()).toEqual([{ hole: 'registry.person insert' }])
    expect(await world.database.adminQuery('select kernel.keep_viewers_out() as added')).toEqual([{ added: 1 }])
  })

  test('the administrator alone keeps the team; the database says so too', async ({ world }) => {
    const { administrator, clerk, viewer } = await team(world)
    const colleague = await dutyOf(world, viewer)
    expect(await saidBy(clerk.does(invite, { name: '柏舟', phone: '10012345678', grade: 'clerk' }))).toBe('notAdministrator')
    expect(await saidBy(clerk.does(changeGrade, { dutyId: colleague, grade: 'clerk' }))).toBe('notAdministrator')
    expect(await saidBy(clerk.does(endMember, { dutyId: colleague }))).toBe('notAdministrator')
    const promote = (who: Somebody, grade: Grade, set: string) =>
      world.database.as({ actor: { accountId: who.accountId, name: '甲', role: 'employerClerk', scope: undefined, department: undefined, personId: undefined, employerId: who.employerId, grade }, today: world.today }, (db) => sql.raw(`update kernel.duty set ${set} where id = '${colleague}'`).execute(db))
    expect(Number((await promote(clerk, 'clerk', `grade = 'administrator'`)).numAffectedRows)).toBe(0)
    await expect(promote(viewer, 'viewer', `grade = 'administrator'`)).rejects.toMatchObject({ code: '42501' })
    await expect(promote(administrator, 'administrator', `role = 'talentOffice', employer_id = null, grade = null`)).rejects.toMatchObject({ code: '42501' })
    // Another employer's administrator does not even find him.
    const stranger = await world.clerkOf(await world.employer({ name: '别家' }), 'administrator')
    expect(await saidBy(stranger.does(endMember, { dutyId: colleague }))).toBe('gone')
    expect((await stranger.asks(askTeam, {})).members).toHaveLength(1)
    await administrator.does(changeGrade, { dutyId: colleague, grade: 'clerk' })
    expect((await administrator.asks(askTeam, {})).members.map(({ grade }) => grade)).toEqual(['administrator', 'clerk', 'clerk'])
  })

  // clause: ASVS 8.3.1
  test('who leaves is out with his next request, within five seconds and without waiting for his session to end', async ({ world }) => {
    const { administrator, clerk, viewer } = await team(world)
    const dutyId = await dutyOf(world, clerk)
    expect((await clerk.asks(askTeam, {})).mine).toBe('clerk')
    const began = performance.now()
    await administrator.does(endMember, { dutyId })
    expect(await saidBy(clerk.asks(askTeam, {}))).toBe('signIn')
    expect(performance.now() - began).toBeLessThan(5000)
    expect(await saidBy(administrator.does(endMember, { dutyId }))).toBe('gone')
    await viewer.does(leave, { sure: true })
    expect(await saidBy(viewer.asks(askTeam, {}))).toBe('signIn')
    expect((await administrator.asks(askTeam, {})).members).toHaveLength(1)
  })

  test('the last administrator stays; of two who remove each other at once one stays', async ({ world }) => {
    const { employerId, administrator } = await team(world)
    const first = await dutyOf(world, administrator)
    expect(await saidBy(administrator.does(leave, { sure: true }))).toBe('lastAdministrator')
    expect(await saidBy(administrator.does(changeGrade, { dutyId: first, grade: 'viewer' }))).toBe('lastAdministrator')
    expect(await saidBy(administrator.does(endMember, { dutyId: first }))).toBe('lastAdministrator')
    await expect(world.asSystem((db) => db.updateTable('kernel.duty').set({ validTo: '2026-06-14' }).where('id', '=', first).execute())).rejects.toMatchObject({ code: 'JY041' })
    const other = await world.clerkOf(employerId, 'administrator')
    const second = await dutyOf(world, other)
    const said = await Promise.all([saidBy(administrator.does(endMember, { dutyId: second })), saidBy(other.does(endMember, { dutyId: first }))])
    expect(said).toContain('done')
    const { rows } = await world.asSystem((db) => sql<{ left: number }>`select count(*)::int as left from kernel.duty where employer_id = ${employerId} and grade = 'administrator' and valid_to is null`.execute(db))
    expect(rows).toEqual([{ left: 1 }])
  })

  test('an invitation goes out once a telephone and can be taken back until it is answered', async ({ world }) => {
    const { administrator, clerk } = await team(world)
    const asked = { name: '柏舟', phone: '10012345678', grade: 'viewer' } as const
    const { invitationId } = await administrator.does(invite, asked)
    expect(await saidBy(administrator.does(invite, asked))).toBe('invited')
    expect((await clerk.asks(askTeam, {})).invitations).toMatchObject([{ name: '柏舟', phoneHint: '5678', grade: 'viewer', expired: false }])
    expect(await saidBy(clerk.does(withdrawInvitation, { invitationId }))).toBe('notAdministrator')
    await administrator.does(withdrawInvitation, { invitationId })
    expect(await saidBy(administrator.does(withdrawInvitation, { invitationId }))).toBe('answered')
    expect(await saidBy((await world.clerkOf(await world.employer({ name: '别家' }), 'administrator')).does(withdrawInvitation, { invitationId }))).toBe('missing')
    // What nobody answered within seven days makes room for the next.
    await world.asSystem((db) => sql`insert into clerks.invitation (employer_id, name, phone_index, phone_sealed, phone_hint, grade, invited_by, invited_by_name, invited_at, expires_at)
      select employer_id, name, phone_index, phone_sealed, phone_hint, grade, invited_by, invited_by_name, now() - interval '8 days', now() - interval '1 day' from clerks.invitation`.execute(db))
    expect((await administrator.asks(askTeam, {})).invitations).toMatchObject([{ expired: true }])
    await administrator.does(invite, asked)
    expect((await administrator.asks(askTeam, {})).invitations).toHaveLength(1)
  })
})
