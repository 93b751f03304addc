import type { Candidate } from '../types.ts'
import { textOf, type Frame } from './frame.ts'

/** What was confirmed before, by the words around the blank; the same words mean the same next year. */
export interface Memory {
  confirm(context: string, found: readonly Candidate[], frame: Frame): Candidate[]
}

export interface Confirmation {
  context: string
  bindingId: string
  /** The draft of that year, for the words that explain it. */
  confirmedOn: string
}

/** The words around a blank without digits and years: what is the same in next year's draft. */
export const contextOf = (frame: Frame): string => {
  const plain = (text: string) => text.replace(/[\d〇一二三四五六七八九十]+(?=年|月|日|届|次|季度)|今年|去年|全年|上半年|截至|目前|已|约|近|超过|突破|达到|达/g, '').replace(/\s/g, '')
  const head = frame.own.length > 0 ? textOf(frame.own) : textOf([...(frame.far[0] ?? []).filter(({ kind }) => kind !== 'blank'), ...frame.heads])
  return plain(`${head}□${frame.unit.text}${textOf(frame.right)}${frame.blank.hint}`).slice(-120)
}

export const memoryOf = (confirmations: readonly Confirmation[], year: number, alternatives: (frame: Frame, bindingId: string) => Candidate | undefined): Memory => {
  const byContext = new Map(confirmations.map((one) => [one.context, one]))
  return {
    confirm: (context, found, frame) => {
      const known = byContext.get(context)
      if (!known) return [...found]
      const same = found.find(({ binding }) => binding.id === known.bindingId) ?? alternatives(frame, known.bindingId)
      if (!same) return [...found]
      const when = Number(known.confirmedOn.slice(0, 4)) === year - 1 ? '去年如此确认' : Number(known.confirmedOn.slice(0, 4)) === year ? '今年已如此确认' : `${known.confirmedOn.slice(0, 4)}年如此确认`
      return [{ ...same, certainty: 0.99, why: `${when}；${same.why}` }, ...found.filter(({ binding }) => binding.id !== known.bindingId).map((one) => ({ ...one, certainty: Math.min(one.certainty, 0.6) }))]
    },
  }
}
