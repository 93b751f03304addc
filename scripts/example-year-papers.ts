import { papersToFile, stillMissing } from '../cases/papers/contract.ts'
import * as documents from '../cases/documents/store.ts'
import { Missing } from '../kernel/errors.ts'
import { houseFiles } from '../kernel/files/store.ts'
import { fileLimit } from '../kernel/files/types.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { paperPdf } from '../kernel/pdf/paper.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { House } from './example-year-house.ts'

interface Filing {
  measure: string
  personId?: Id<'person'>
  teamId?: Id<'team'>
}

/** One sheet a name for the whole year: the example city has papers to look at, and no more files than it needs. */
const sheets = new Map<string, { hash: string; bytes: number }>()

const sheetOf = async (name: string): Promise<{ hash: string; bytes: number }> => {
  const before = sheets.get(name)
  if (before) return before
  const made = await houseFiles().put(await paperPdf([{ is: 'title', text: name }, { is: 'text', text: '示例城市的样张，内容是虚构的。' }], { title: name }), fileLimit)
  sheets.set(name, made)
  return made
}

/** Puts what the measure still asks of this applicant into his file, as if he had uploaded it on the day. */
export const bringPapers = async (house: House, { actor, today }: { actor: Actor; today: PlainDate }, filing: Filing): Promise<void> => {
  const asked = await house.asks({ actor, today }, papersToFile, filing).catch((error: unknown) => (error instanceof Missing ? undefined : Promise.reject(error)))
  const employerId = actor.role === 'employerClerk' ? (actor.employerId ?? null) : null
  const personId = employerId ? (filing.personId ?? null) : (actor.personId ?? null)
  for (const { name, kinds } of stillMissing(asked?.papers ?? [])) {
    const { hash, bytes } = await sheetOf(name)
    const owner = { personId, employerId: personId ? null : employerId, throughEmployerId: employerId }
    const kind = kinds[0] ?? 'other'
    await house.database.asSystem(today, async (db) => (await documents.findSame(db, owner, kind, hash)) ?? documents.insertDocument(db, { ...owner, kind, fileName: `${name}.pdf`, type: 'pdf', bytes, hash, validUntil: null }, actor, today))
  }
}
