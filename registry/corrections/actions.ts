import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { databaseCode } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { factsOfPerson } from '../store.ts'
import { askCorrection, correctable, correctionCan, decideCorrection, decideWithin, getCorrection, listCorrections, type CorrectableRecord, type CorrectionState } from './contract.ts'
import * as store from './store.ts'

/** Reviewers see what their department decides; the talent office sees all, to follow the days; askers see their own. */
const listHandler = implementList(listCorrections, ({ db, actor }, filters) => store.corrections(db, { ...filters, department: actor.role === 'reviewer' ? (actor.department ?? 'none') : undefined }))

/** The talent office decides what has no department of its own. */
const decides = (actor: Actor, department: string): boolean => (actor.role === 'talentOffice' ? department === 'talent-office' : actor.department === department)

const fieldsOf = (record: CorrectableRecord): [string, string][] => Object.entries(correctable[record].fields)

const getHandler = implementQuery(getCorrection, async ({ db, actor }, { correctionId }) => {
  const { shown, department, now, former } = await store.getCorrectionPage(db, correctionId)
  const fields = fieldsOf(shown.record)
  return {
    ...shown,
    mine: decides(actor, department),
    now: fields.map(([field, label]) => ({ field, label, value: now[field] ?? null })),
    former: former.map(({ said, ...known }) => ({ ...known, values: fields.map(([field, label]) => ({ label, value: said[field] ?? null })) })),
  }
})

const askHandler = implement(askCorrection, async ({ db, actor, today, refuse, touched }, { record, rowId, says, evidence }) => {
  const disputed = await store.getDisputed(db, record, rowId)
  const fact = (await factsOfPerson(db, disputed.personId, { withoutPay: true })).find((one) => one.rowId === rowId)
  const dueOn = workingDaysAfter(today, decideWithin)
  const number = await store.insertCorrection(db, { ...disputed, record, rowId, factText: fact?.text ?? correctable[record].says, says, evidence, askedRole: actor.role, askedOn: today, dueOn })
  if (number === undefined) return refuse('alreadyAsked')
  touched({ number, personId: disputed.personId })
  return { number, dueOn }
})

/** What the database answers to a value that its columns do not take: a check, a date, a number, a missing must. */
const badValues = new Set(['23514', '22007', '22008', '22P02', '23502', '23505', '23P01'])

const decideHandler = implement(decideCorrection, async ({ db, actor, today, refuse, touched }, { correctionId, changes, outcome }) => {
  const asked = await store.lockCorrection(db, correctionId)
  if (!correctionCan.decide(asked)) refuse('decided')
  if (!decides(actor, asked.department)) refuse('otherDepartment')
  const allowed = new Set(fieldsOf(asked.record).map(([field]) => field))
  const stray = Object.keys(changes).find((field) => !allowed.has(field))
  if (stray !== undefined) refuse('otherField', stray)
  const state: CorrectionState = Object.keys(changes).length > 0 ? 'corrected' : 'kept'
  if (state === 'corrected') {
    const source = await store.sourceOf(db, asked.department)
    const done = await store.correct(db, correctionId, changes, source, today).catch((error: unknown) => {
      if (badValues.has(databaseCode(error) ?? '')) return refuse('badValue')
      throw error
    })
    if (!done) refuse('gone')
  } else await store.setStanding(db, asked.record, asked.rowId, asked.was, today)
  await store.settle(db, correctionId, state, outcome, today)
  touched({ number: asked.number })
  return { state }
})

export const correctionHandlers = [listHandler, getHandler, askHandler, decideHandler]
