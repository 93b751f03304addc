import { useEffect, useRef } from 'react'

/** Single keys of the desk. They stay silent while somebody types, holds a modifier, or a dialog has the word. */
export const useKeys = (active: boolean, keys: Readonly<Record<string, () => void>>): void => {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (!active) return undefined
    const listen = (event: KeyboardEvent) => {
      const { target } = event
      const typing = target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
      if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('.ant-modal-wrap:not([style*="none"])')) return
      const run = current.current[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [active])
}
