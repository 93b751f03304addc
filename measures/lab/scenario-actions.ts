import { sql } from 'kysely'
import { z } from 'zod'
import { InvalidInput } from '../../kernel/errors.ts'
import { implement, implementList, implementQuery, type ReadContext } from '../../kernel/implement.ts'
import type { Id } from '../../kernel/types.ts'
import { liveLibrary } from '../library.ts'
import { errorsOf, readDraft } from './reading.ts'
import { getScenarioRow, insertScenario, scenarios } from './scenario-store.ts'
import { getScenario, listScenarios, saveScenario, WhatIfOutput } from './what-if-contract.ts'
import { askWhatIf } from './what-if.ts'

/** Scenarios: a question with its answer of the day, kept for who has the link. */

const Question = z.object({ now: z.string().nullable(), drafts: z.array(z.object({ name: z.string(), text: z.string() })) })

const saveHandler = implement(saveScenario, async (context, { title, draftId, drafts, on }) => {
  const { db, actor, today, refuse, touched } = context
  const library = await liveLibrary(db)
  const read = drafts.map(({ name, text }) => ({ name, draft: readDraft(text, library) }))
  for (const { name, draft } of read) {
    const [error] = errorsOf(draft)
    if (error) refuse('notReadable', `${name}第${error.line ?? 1}行，${error.message}`)
  }
  const edition = read[0]?.draft.edition
  if (!edition) return refuse('notReadable')
  const offers = await askWhatIf(context, { drafts, on, by: [], years: false })
  const answer = await askWhatIf(context, { drafts, on, by: offers.offers, years: true })
  const now = library.editions.find((one) => one.edition.measure === edition.measure && one.edition.edition === answer.now?.edition)
  const { id, number } = await insertScenario(
    {
      title,
      measure: edition.measure,
      measureTitle: edition.title,
      draftId: draftId ?? null,
      placeCode: actor.scope ?? '',
      onDate: answer.on,
      subjects: answer.subjects,
      question: JSON.stringify({ now: now?.text ?? null, drafts }),
      answer: JSON.stringify(z.encode(WhatIfOutput, answer)),
      madeBy: actor.accountId ?? '',
      madeByName: actor.name,
      year: today.slice(0, 4),
    },
    db,
  )
  touched({ scenarioId: id, number })
  return { scenarioId: id, number }
})

const listHandler = implementList(listScenarios, ({ db }, { search }) => {
  const rows = scenarios(db)
  return search ? rows.where(sql<boolean>`(s.title || ' ' || s.measure_title || ' ' || s.measure || ' ' || s.number) ilike ${`%${search}%`}`) : rows
})

/** What was kept, read again by its schemas. */
export const readScenario = async ({ db }: Pick<ReadContext, 'db'>, id: Id<'scenario'>): Promise<z.output<typeof getScenario.output>> => {
  const { question, answer, ...row } = await getScenarioRow(db, id)
  const { now, drafts } = Question.parse(question)
  const kept = z.safeDecode(WhatIfOutput, answer as z.input<typeof WhatIfOutput>)
  if (!kept.success) throw new InvalidInput([{ path: '', message: '这个方案是旧格式，读不出来' }])
  return { ...row, nowText: now, drafts, answer: kept.data }
}

const getHandler = implementQuery(getScenario, (context, { scenarioId }) => readScenario(context, scenarioId))

export const scenarioHandlers = [saveHandler, listHandler, getHandler]
