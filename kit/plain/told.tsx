import { useSyncExternalStore } from 'react'

/** What was done, in one sentence at the head of the page, for a few seconds: the phone's answer to a verb that went well. */
let sentence = ''
let clock: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const put = (next: string): void => {
  sentence = next
  for (const listener of listeners) listener()
}

export const tell = (done: string): void => {
  clearTimeout(clock)
  put(done)
  clock = setTimeout(() => put(''), 6_000)
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Stands once in the frame, so that a sentence outlives the button that it belongs to. */
export const Told = () => {
  const said = useSyncExternalStore(listen, () => sentence)
  return (
    <output className={said ? 'told' : 'told told-nothing'} aria-live="polite">
      {said}
    </output>
  )
}
