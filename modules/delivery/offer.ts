import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isGreen, type Desks } from '../../cases/index.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { fen, type Fen, type PlainDate } from '../../kernel/types.ts'
import { yuanWords } from '../../kernel/messages/yuan-words.ts'
import type { Assessment, EditionSummary } from '../../measures/types.ts'
import type { DeliveryRecord } from './store.ts'

/** What is offered at this moment, and how it differs from what was shown before. */

/** As it is kept: sums and facts as text, so that two of them can be laid side by side. */
export const Offered = z.object({ amount: z.string().nullable(), facts: z.record(z.string(), z.string()) })
export type Offered = z.output<typeof Offered>

export interface Offer {
  edition: EditionSummary
  assessment: Assessment
  offered: Offered
  hash: string
  green: boolean
}

/** Undefined when the measure is not in force any more. */
export const offerNow = async (db: Tx, { measures }: Desks, { measure, subjectKind, subjectId, placeCode }: DeliveryRecord, today: PlainDate): Promise<Offer | undefined> => {
  const edition = await measures.findEditionInForce(db, measure, today)
  if (!edition) return undefined
  const assessment = await measures.assess(db, { editionId: edition.id, subject: { kind: subjectKind, id: subjectId }, on: today, answers: {}, place: placeCode })
  // What the conditions rest on, as people read it; sums have their own line.
  const known = assessment.conditions.flatMap(({ facts }) => facts).flatMap(({ name, value }): [string, string][] => (value === null ? [] : [[name, value]]))
  const facts = Object.fromEntries(known.toSorted(([a], [b]) => a.localeCompare(b)))
  const offered = { amount: assessment.amount === null ? null : assessment.amount.toString(), facts }
  return { edition, assessment, offered, hash: hashOf(offered), green: isGreen(assessment) }
}

/** Keyed: who has the table alone could otherwise try one pay after the other until the hash is this one. */
const hashOf = (offered: Offered): string => houseSealer().index('offer', createHash('sha256').update(JSON.stringify(offered)).digest('hex')).toString('hex')

const amountWords = (fen: string | null): string => (fen === null ? '待定' : yuanWords(BigInt(fen)))
const shortened = (value: string | undefined): string => (value === undefined ? '没有记录' : value.length > 40 ? `${value.slice(0, 40)}…` : value)

/** What changed, in a sentence; null when nothing did. */
export const changesOf = (before: Offered, now: Offered): string | null => {
  const amount = before.amount === now.amount ? [] : [`金额由 ${amountWords(before.amount)} 变为 ${amountWords(now.amount)}`]
  const names = [...new Set([...Object.keys(before.facts), ...Object.keys(now.facts)])].filter((name) => before.facts[name] !== now.facts[name])
  const facts = names.map((name) => `${name}由“${shortened(before.facts[name])}”变为“${shortened(now.facts[name])}”`)
  return [...amount, ...facts].join('；') || null
}

export const amountOf = (offered: Offered): Fen | null => (offered.amount === null ? null : fen(BigInt(offered.amount)))
