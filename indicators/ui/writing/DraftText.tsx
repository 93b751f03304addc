import type { ReactNode } from 'react'
import { marks } from '../../writing/contract.ts'

/** Colour is never alone: each tone has a sign. */
export const signs = { sure: '✓', ask: '?', left: '—', agrees: '✓', differs: '✗', unsure: '?', unknown: '—' } as const
export type Tone = keyof typeof signs

export interface Spot {
  index: number
  line: number
  from: number
  to: number
  shown: string
  tone: Tone
  title: string
}

/** The text with its places as buttons. */
export const DraftText = ({ lines, spots, open, onOpen }: { lines: readonly { text: string; part: string }[]; spots: readonly Spot[]; open: number | undefined; onOpen: (index: number) => void }) => {
  const byLine = Map.groupBy(spots, ({ line }) => line)
  return (
    <article className="panel writing-text" aria-label="文稿">
      {lines.map(({ text, part }, line) => (
        <p key={`${line} ${text.slice(0, 8)}`} className={part === '正文' ? undefined : 'writing-part'}>
          {part === '正文' ? null : <span className="quiet">{part}　</span>}
          {pieces(text, byLine.get(line) ?? [], open, onOpen)}
        </p>
      ))}
    </article>
  )
}

const pieces = (text: string, spots: readonly Spot[], open: number | undefined, onOpen: (index: number) => void): ReactNode[] => {
  const out: ReactNode[] = []
  let at = 0
  for (const spot of spots) {
    out.push(text.slice(at, spot.from))
    out.push(
      <button key={spot.index} type="button" className={`writing-blank ${spot.tone}`} aria-pressed={spot.index === open} title={spot.title} onClick={() => onOpen(spot.index)}>
        {spot.shown}
        <sup aria-hidden="true">{signs[spot.tone]}</sup>
      </button>,
    )
    at = spot.to
  }
  out.push(text.slice(at))
  return out
}

export const Legend = () => (
  <p className="quiet writing-legend">
    {Object.entries(marks).map(([tone, word]) => (
      <span key={tone} className={`writing-blank ${tone}`}>
        {word}
        <sup aria-hidden="true">{signs[tone as Tone]}</sup>
      </span>
    ))}
  </p>
)
