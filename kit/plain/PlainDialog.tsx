import { useEffect, useId, useRef, type ReactNode } from 'react'

interface PlainDialogProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/** What a verb asks before it is sent, over the page; closing it undoes it. The browser keeps hand and voice inside, and Escape closes. */
export const PlainDialog = ({ title, onClose, children }: PlainDialogProps) => {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const node = dialog.current
    const before = document.activeElement
    if (node && !node.open) node.showModal()
    // Into what it asks for; where it asks for nothing, to its name.
    const field = node?.querySelector<HTMLElement>('textarea, input:not([type="file"], [type="radio"], [type="checkbox"]), select') ?? node?.querySelector<HTMLElement>('h2')
    field?.focus()
    // A dialog that goes with its page does not give the hand back by itself.
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined)
  }, [])
  return (
    <dialog ref={dialog} className="plain-dialog" aria-labelledby={id} onClose={onClose}>
      <div className="plain-row">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="plain-link" onClick={onClose}>
          关闭
        </button>
      </div>
      {children}
    </dialog>
  )
}
