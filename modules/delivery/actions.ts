import { failingSays, failingWords, fileCase, withdrawCase, type Desks } from '../../cases/index.ts'
import { accountDoubts, breachesOpen, findAccount } from '../../fund/index.ts'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import { Denied, implement, implementQuery, type Handler } from '../../kernel/implement.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { Assessment } from '../../measures/types.ts'
import { confirmDelivery, consent, consentTexts, deliveryCan, listMyConsents, listMyDeliveries, openDelivery, withdrawConsent } from './contract.ts'
import { amountOf, changesOf, offerNow, type Offer } from './offer.ts'
import { reportHandlers } from './report.ts'
import * as store from './store.ts'
import type { DeliveryRecord } from './store.ts'
import { accountDays, tierOf } from './tier.ts'

const TeamId = IdField('team')

/** What the claimant does: look, confirm, take back. Row-level security has hidden the deliveries of others. */

const mineHandler = implementQuery(listMyDeliveries, async ({ db, actor }) => ({ deliveries: (await store.mine(db, actor)).map(store.shown) }))

const isKnown = (version: string): version is keyof typeof consentTexts => version in consentTexts
const consentsHandler = implementQuery(listMyConsents, async ({ db }) => ({ consents: (await store.consentsOf(db)).map((one) => ({ ...one, text: isKnown(one.version) ? consentTexts[one.version] : '' })) }))

/** Opening shows what is offered now and keeps it, so that the confirmation is of exactly this. What no longer holds ends here, with the reason. */
const openHandler = (desks: Desks): Handler =>
  implement(openDelivery, async ({ db, today }, { deliveryId }) => {
    const row = await store.getForUpdate(db, deliveryId)
    if (!deliveryCan.open(row)) return { delivery: store.shown(row), offer: null }
    const offer = await offerNow(db, desks, row, today)
    if (!offer || offer.assessment.outcome !== 'eligible') {
      await store.end(db, row.id, offer ? `不再符合：${failingSays(offer.assessment) || '有信息待核实'}` : '政策已经到期', today)
      return { delivery: store.shown(await store.getForUpdate(db, deliveryId)), offer: null }
    }
    const { offered, hash, assessment, edition } = offer
    await store.keepOffer(db, row, { offered, hash, today })
    const account = await findAccount(db, { kind: row.claimantKind, id: row.claimantId })
    return {
      delivery: store.shown(await store.getForUpdate(db, deliveryId)),
      offer: {
        hash,
        amount: assessment.amount,
        because: assessment.amountBecause,
        schedule: assessment.schedule.map(({ no, dueOn, amount, condition, milestone }) => ({ no, dueOn: milestone ? null : dueOn, amount, condition })),
        facts: Object.entries(offered.facts).map(([name, value]) => ({ name, value, source: sourceOf(assessment, name) })),
        changed: sinceShown(row, offer),
        money: edition.gives === 'money',
        account: account ? { bank: account.bank, hint: account.hint, rejected: account.rejectedReason } : null,
        consent,
      },
    }
  })

const sourceOf = ({ conditions }: Assessment, name: string): string | null => conditions.flatMap(({ facts }) => facts).find((fact) => fact.name === name)?.source ?? null

/** Against what he was shown last, or where he never looked against the sum that he was told. */
const sinceShown = (row: DeliveryRecord, { offered }: Offer): string | null => {
  if (row.offered) return changesOf(row.offered, offered)
  const told = row.amountFen === null ? null : row.amountFen.toString()
  return told === null ? null : changesOf({ amount: told, facts: offered.facts }, offered)
}

/** Confirmed once: whoever comes second, on another device, gets the same answer. */
const confirmHandler = (desks: Desks): Handler =>
  implement(confirmDelivery, async (context, { deliveryId, hash, consentVersion }) => {
    const { db, actor, today, refuse, touched } = context
    if (!actor.accountId) throw new Denied()
    const row = await store.getForUpdate(db, deliveryId)
    if (row.caseId && row.tier) return { caseId: row.caseId, number: await store.numberOfCase(db, row.caseId), tier: row.tier, reasons: row.tierReasons, state: row.state }
    if (row.state === 'told') refuse('notOpened')
    if (!deliveryCan.confirm(row) || !row.offered) return refuse('over', row.endedBecause ?? undefined)
    if (row.confirmBy !== null && row.confirmBy < today) refuse('late')
    if (consentVersion !== consent.version) refuse('consentOld')
    const offer = await offerNow(db, desks, row, today)
    if (!offer) return refuse('notInForce')
    if (offer.assessment.outcome !== 'eligible') refuse('ineligible', failingWords(offer.assessment))
    if (offer.hash !== hash || offer.hash !== row.offeredHash) refuse('changed', changesOf(row.offered, offer.offered) ?? undefined)
    const risk = await riskOf(db, row, offer, today)
    if (offer.edition.gives === 'money' && !risk.account.there) refuse('noAccount')
    if (offer.edition.gives === 'money' && risk.account.rejected) refuse('accountRejected')
    const who = row.subjectKind === 'team' ? { teamId: TeamId.parse(row.subjectId) } : {}
    const filed = await fileCase(context, desks.measures, { measure: row.measure, answers: {}, ...who })
    const { tier, reasons } = tierOf(risk)
    await store.keepConfirmed(db, row.id, { caseId: filed.caseId, tier, reasons, today })
    await store.keepConsent(db, row, 'given', consentVersion, actor.accountId)
    touched({ deliveryId: row.id, caseId: filed.caseId, number: filed.number, tier })
    return { caseId: filed.caseId, number: filed.number, tier, reasons, state: 'confirmed' as const }
  })

const riskOf = async (db: Tx, row: DeliveryRecord, { offered, green, assessment, edition }: Offer, today: PlainDate) => {
  const claimant = { kind: row.claimantKind, id: row.claimantId }
  return {
    amount: amountOf(offered),
    verified: green,
    account: await accountDoubts(db, claimant, addDays(today, -accountDays), today),
    breaches: await breachesOpen(db, claimant, today),
    byHand: await store.wantsPeople(db, row.subjectId),
    decidedByBody: edition.gives === 'money' && assessment.amount === null,
    proactive: edition.delivery === 'proactive',
  }
}

const withdrawHandler: Handler = implement(withdrawConsent, async (context, { deliveryId }) => {
  const { db, actor, refuse } = context
  if (!actor.accountId) throw new Denied()
  const row = await store.getForUpdate(db, deliveryId)
  if (!deliveryCan.withdrawConsent(row) || row.caseId === null) return refuse('notConfirmed')
  await withdrawCase(context, row.caseId, '申报人撤回同意')
  await store.reopen(db, row.id)
  await store.keepConsent(db, row, 'withdrawn', consent.version, actor.accountId)
  return {}
})

export const deliveryHandlers = (desks: Desks): readonly Handler[] => [mineHandler, consentsHandler, openHandler(desks), confirmHandler(desks), withdrawHandler, ...reportHandlers]
