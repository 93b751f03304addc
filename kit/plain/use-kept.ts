import { useCallback, useState } from 'react'

const nameOf = (key: string): string => `juying.draft.${key}`

const read = (key: string): string => {
  try {
    return localStorage.getItem(nameOf(key)) ?? ''
  } catch {
    return ''
  }
}

/**
 * Words that somebody is writing: they survive the phone's sleep, a page loaded anew, a lost network. `key` names whose and for what, so that on a
 * shared phone nobody meets another's. `drop` when they were sent.
 */
export const useKept = (key: string): { text: string; write: (text: string) => void; drop: () => void } => {
  const [text, setText] = useState(() => read(key))
  const write = useCallback(
    (next: string) => {
      setText(next)
      try {
        if (next) localStorage.setItem(nameOf(key), next)
        else localStorage.removeItem(nameOf(key))
      } catch {
        // A browser that keeps nothing still can send; only the sleep is not survived.
      }
    },
    [key],
  )
  return { text, write, drop: useCallback(() => write(''), [write]) }
}
