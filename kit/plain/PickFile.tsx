import { useRef } from 'react'

interface PickFileProps {
  label: string
  accept: string
  onPick: (files: File[]) => void
  /** Straight to the phone's camera; shown where there is one in the hand (plain.css). */
  camera?: boolean
  multiple?: boolean
  busy?: boolean
  /** Whether the files may be asked for; where not, `onPick` is not reached and the page says why. */
  ready?: () => boolean
  className?: string
  describedBy?: string
}

/** A button that asks the phone for a file or a photo. */
export const PickFile = ({ label, accept, onPick, camera = false, multiple = false, busy = false, ready, className = 'portal-button portal-button-plain', describedBy }: PickFileProps) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={camera ? `${className} plain-camera` : className} aria-busy={busy} disabled={busy} aria-describedby={describedBy} onClick={() => (ready?.() ?? true) && input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={multiple}
        {...(camera ? { capture: 'environment' } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file chosen again is a choice as well.
          event.target.value = ''
          if (files.length) onPick(files)
        }}
      />
    </>
  )
}
