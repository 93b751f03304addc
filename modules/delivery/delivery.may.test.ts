import { expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { nightlyMatch } from '../../measures/contract.ts'
import { measure, publish, recognise } from '../../test/library.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../../test/may.ts'
import { entrust } from '../../test/service.ts'
import { test, type Somebody } from '../../test/world.ts'
import { askFunnel, claimants, confirmDelivery, consent, deliverers, funnelReaders, listMissed, listMyConsents, listMyDeliveries, openDelivery, withdrawConsent } from './contract.ts'

/** Who may do what: the delivery belongs to somebody else, so a claimant finds nothing of it. */
type Verb = { may: readonly Role[]; stranger: Answer; attempt: (who: Somebody, deliveryId: Id<'delivery'>) => Promise<unknown> }
const verbs: Record<string, Verb> = {
  mine: { may: claimants, stranger: 'yes', attempt: (who) => who.asks(listMyDeliveries, {}) },
  open: { may: claimants, stranger: 'missing', attempt: (who, deliveryId) => who.does(openDelivery, { deliveryId }) },
  confirm: { may: claimants, stranger: 'missing', attempt: (who, deliveryId) => who.does(confirmDelivery, { deliveryId, hash: '0'.repeat(64), consentVersion: consent.version }) },
  withdrawConsent: { may: claimants, stranger: 'missing', attempt: (who, deliveryId) => who.does(withdrawConsent, { deliveryId }) },
  consents: { may: claimants, stranger: 'yes', attempt: (who) => who.asks(listMyConsents, {}) },
  funnel: { may: funnelReaders, stranger: 'yes', attempt: (who) => who.asks(askFunnel, { by: 'measure' }) },
  missed: { may: deliverers, stranger: 'yes', attempt: (who) => who.lists(listMissed, {}) },
}

test('each verb answers each duty as its line says; a list shows its own place alone', async ({ world }) => {
  await publish(world, { 'young.yaml': measure().replace('delivery: apply', 'delivery: proactive') })
  const ana = await world.talent({ name: '沈知远' })
  await recognise(world, ana.personId, 'D')
  await world.runJob(nightlyMatch.name)
  const { deliveries: [told] } = await ana.asks(listMyDeliveries, {})
  if (!told) throw new Error('nothing was told')
  for (const role of everyRole) {
    for (const [name, { may, stranger, attempt }] of Object.entries(verbs)) {
      expect([role, name, await answerOf(attempt(await somebodyAs(world, role), told.id))]).toEqual([role, name, may.includes(role) ? stranger : 'denied'])
    }
  }
  for (const role of deliverers) {
    const here = await world.staff(role, '980101')
    // A specialist has what is his people's alone.
    expect((await here.lists(listMissed, {})).total).toBe(role === 'specialist' ? 0 : 1)
    if (role === 'specialist') await entrust(world, here, [ana.personId])
    expect((await here.lists(listMissed, {})).total).toBe(1)
    const away = await world.staff(role, '980104')
    expect([(await away.lists(listMissed, {})).total, (await away.asks(askFunnel, { by: 'measure' })).lines]).toEqual([0, []])
  }
})
