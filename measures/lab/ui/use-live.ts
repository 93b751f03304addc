import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, ask } from '../../../kit/client.ts'
import { checkDraft } from '../contract.ts'
import { whatIf, type Breakdown, type WhatIfOutput } from '../what-if-contract.ts'

export interface Scene {
  name: string
  text: string
}
export type Checked = z.output<typeof checkDraft.output>

/** Milliseconds without a change before the text is checked, and before money by year is asked for. */
const pause = 250
/** Until a question that got no answer is put again. */
const patience = 3000

/** The checker's word on a text, once the typing rests; what it says of an older text is dropped. */
export const useCheck = (text: string, onAnswer: (text: string, checked: Checked) => void): Checked | undefined => {
  const [checked, setChecked] = useState<Checked>()
  const told = useEffectEvent(onAnswer)
  useEffect(() => {
    let gone = false
    const look = async () => {
      const answer = await ask(checkDraft, { text }).catch(() => undefined)
      if (gone || !answer) return
      setChecked(answer)
      told(text, answer)
    }
    const waiting = setTimeout(() => void look(), pause)
    return () => {
      gone = true
      clearTimeout(waiting)
    }
  }, [text])
  return checked
}

export interface Live {
  answer: WhatIfOutput | undefined
  /** Money by year and budget of the last time the slider rested. */
  full: WhatIfOutput | undefined
  /** Why there is no newer answer. */
  trouble: string | undefined
  /** The answer is of an older text than the one on the page. */
  behind: boolean
}

interface Wanted {
  scenes: readonly Scene[]
  by: readonly Breakdown[]
  years: boolean
}

/**
 * Figures that follow the text. One question is under way at a time; while it is, only the newest text waits: a moving slider never
 * queues up questions whose answers nobody wants any more.
 */
export const useWhatIf = (scenes: readonly Scene[], by: readonly Breakdown[]): Live => {
  const [live, setLive] = useState<Live>({ answer: undefined, full: undefined, trouble: undefined, behind: true })
  const wanted = useRef<Wanted>(undefined)
  const busy = useRef(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined
    const run = async () => {
      if (busy.current || gone.current) return
      busy.current = true
      while (wanted.current && !gone.current) {
        const question = wanted.current
        wanted.current = undefined
        const drafts = question.scenes.map(({ name, text }) => ({ name, text }))
        try {
          const answer = await ask(whatIf, { drafts, by: [...question.by], years: question.years })
          setLive((before) => ({ answer, full: question.years ? answer : before.full, trouble: undefined, behind: wanted.current !== undefined }))
        } catch (error) {
          setLive((before) => ({ ...before, trouble: error instanceof ApiError ? error.message : '测算没有成功，请稍后再试', behind: true }))
          // The city may still be loading, or the network be away: the same question again, unless a newer one has come.
          again = setTimeout(() => {
            wanted.current ??= question
            void run()
          }, patience)
        }
      }
      busy.current = false
    }
    const queue = (years: boolean) => {
      wanted.current = { scenes, by, years }
      void run()
    }
    if (scenes.every(({ text }) => text !== '')) queue(false)
    const resting = setTimeout(() => queue(true), pause)
    return () => {
      clearTimeout(resting)
      clearTimeout(again)
    }
  }, [scenes, by])
  return live
}
