import type { ActionContext } from '../../kernel/implement.ts'
import type { PaperAsked } from '../../measures/types.ts'
import { giveDocuments, type TakesDocuments } from '../documents/attach.ts'
import type { attachRefusals } from '../documents/contract.ts'
import { documentsOfCase, usableDocuments } from '../documents/store.ts'
import { matchPapers } from './match.ts'
import { insertPapers } from './store.ts'

type Context = Pick<ActionContext<keyof typeof attachRefusals | 'papersMissing'>, 'db' | 'actor' | 'today' | 'refuse'>

/**
 * Within a filing, after its own papers were given: what is still asked is taken from those on file, and the list is kept with the case.
 * Refused while a paper that is needed is neither given nor on file; the transaction then leaves nothing.
 */
export const filePapers = async (context: Context, record: TakesDocuments, asked: readonly PaperAsked[]): Promise<void> => {
  if (asked.length === 0) return
  const { db, actor, refuse } = context
  const given = await documentsOfCase(db, record.id)
  const onFile = await usableDocuments(db, actor, record.personId ?? undefined)
  const matched = matchPapers(asked, [...given, ...onFile.filter(({ id }) => !given.some((one) => one.id === id))])
  const missing = asked.filter(({ needed }, at) => needed && !matched.has(at))
  if (missing.length) refuse('papersMissing', missing.map(({ name }) => name).join('、'))
  await giveDocuments(context, record, [...matched.values()].map(({ id }) => id), 'filing')
  await insertPapers(db, record.id, asked)
}
