import { InfoCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Spark } from './Spark.tsx'

export type ChangeTone = 'good' | 'bad' | 'plain'

export interface FigureProps {
  label: string
  /** As it is read: 19,154; absent when it cannot be said, and then `because` says why. */
  number: string | undefined
  unit: string
  because?: string | undefined
  /** In the right words: 提高 0.36 个百分点. The tone colours it, the arrow and the word carry it. */
  change?: { words: string; direction: 'up' | 'down' | 'same'; tone: ChangeTone; since: string } | undefined
  spark?: readonly (number | null)[]
  /** A line below: the target, a share. */
  note?: ReactNode
  size?: 'hero' | 'plain' | 'small'
  /** Opens definition and records. */
  onOpen?: () => void
}

const arrows = { up: '▲', down: '▼', same: '＝' } as const

/** One figure: its number, unit, change on the year before in the right words, shape of the years, and the way to what stands behind. */
export const Figure = ({ label, number, unit, because, change, spark, note, size = 'plain', onOpen }: FigureProps) => {
  const body = (
    <>
      <span className="figure-label">
        {label}
        {onOpen ? <InfoCircleOutlined className="figure-info" aria-hidden="true" /> : null}
      </span>
      <span className="figure-line">
        {number === undefined ? (
          <span className="figure-none">{because ?? '没有数'}</span>
        ) : (
          <span>
            <span className="figure-number">{number}</span>
            <span className="figure-unit">{unit}</span>
          </span>
        )}
        {spark ? <Spark values={spark} /> : null}
      </span>
      {change ? (
        <span className={`figure-change figure-${change.tone}`} title={`与${change.since}相比`}>
          {arrows[change.direction]} {change.words}
          <span className="figure-since">比{change.since}</span>
        </span>
      ) : null}
      {note ? <span className="figure-note">{note}</span> : null}
    </>
  )
  if (!onOpen) return <div className={`figure figure-${size}`}>{body}</div>
  return (
    <button type="button" className={`figure figure-${size} figure-open`} onClick={onOpen} title={`${label}：看口径、分布和记录`}>
      {body}
    </button>
  )
}
