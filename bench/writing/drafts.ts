import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** A draft of the bench: its text with blanks, and what each of them means, written down by hand beside it. */
export interface LabelledDraft {
  name: string
  asOf: PlainDate
  text: string
  labels: readonly Label[]
}

/** `id`, `id@day`, `id@from/to`, `id#place`; `-` where nothing of the house may stand there; several where either is right. */
export interface Label {
  /** Place of the blank in the text. */
  at: number
  meanings: readonly { id: string; to?: string; from?: string; place?: string }[]
  none: boolean
}

/** Written after the binder had been tuned on all others, in other styles, and never looked at while it was changed. */
export const freshDrafts = join(import.meta.dirname, 'fresh')
/** Drafts on which the binder was not tuned before they were measured. */
export const heldOutDrafts = join(import.meta.dirname, 'held-out')

export const readDrafts = (folder = join(import.meta.dirname, 'drafts')): LabelledDraft[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => readDraft(name.replace('.txt', ''), readFileSync(join(folder, name), 'utf8')))

const readDraft = (name: string, written: string): LabelledDraft => {
  const [head = '', ...rest] = written.split('\n')
  const asOf = asPlainDate(/as-of (\S+)/.exec(head)?.[1] ?? '')
  if (!asOf) throw new Error(`${name}: the first line says “# as-of DAY”`)
  const body = rest.join('\n')
  const labels: Label[] = []
  let text = ''
  let last = 0
  for (const match of body.matchAll(/«([^»]+)»/g)) {
    text += body.slice(last, match.index)
    last = match.index + match[0].length
    const said = (match[1] ?? '').split('|')
    labels.push({ at: text.length, none: said.includes('-'), meanings: said.filter((one) => one !== '-').map(meaningOf) })
  }
  return { name, asOf, text: text + body.slice(last), labels }
}

const meaningOf = (said: string): Label['meanings'][number] => {
  const [, id = '', period, place] = /^([^@#]+)(?:@([^#]+))?(?:#(\d+))?$/.exec(said) ?? []
  const days = period?.split('/') ?? []
  return { id, ...(days.length === 2 ? { from: days[0] ?? '', to: days[1] ?? '' } : days.length === 1 ? { to: days[0] ?? '' } : {}), ...(place === undefined ? {} : { place }) }
}
