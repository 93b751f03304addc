import { Typography } from 'antd'
import { countText, moneyText } from '../../../kit/format.ts'
import type { DraftAnswerShown, Which, WhatIfOutput } from '../what-if-contract.ts'

interface Props {
  answer: WhatIfOutput
  draft: DraftAnswerShown
  behind: boolean
  onOpen: (which: Which) => void
}

export const unitOf = { person: '人', employer: '家', team: '个' } as const

/** What the text on the page comes to, beside what is in force: each number opens the list behind it. */
export const Effect = ({ answer, draft, behind, onOpen }: Props) => {
  const unit = unitOf[answer.subject]
  const { now } = answer
  const more = now ? draft.fen - now.fen : 0n
  return (
    <section className={behind ? 'lab-effect lab-behind' : 'lab-effect'} aria-label="测算结果" aria-live="off">
      <Figure label="符合" value={draft.eligible} unit={unit} note={now ? `现行 ${countText(now.eligible)}` : '新事项'} onOpen={() => onOpen('eligible')} />
      <Figure label="新增" value={draft.newlyIn} unit={unit} tone="in" note={draft.raised ? `另有 ${countText(draft.raised)} ${unit}金额提高` : '比现行多符合的'} onOpen={() => onOpen('newly-in')} />
      <Figure label="减少" value={draft.newlyOut} unit={unit} tone="out" note={draft.lowered ? `另有 ${countText(draft.lowered)} ${unit}金额降低` : '今后不再符合的'} onOpen={() => onOpen('newly-out')} />
      <Figure label="尚不能确定" value={draft.unknown} unit={unit} note={now ? `现行 ${countText(now.unknown)}` : '缺少事实的'} onOpen={() => onOpen('unknown')} />
      <div className="lab-figure">
        <span className="lab-figure-label">金额合计</span>
        <span className="lab-figure-number">{moneyText(draft.fen)}</span>
        <Typography.Text type="secondary">{now ? changeWords(more) : `另有 ${countText(draft.withoutAmount)} ${unit}金额待定`}</Typography.Text>
      </div>
    </section>
  )
}

const changeWords = (more: bigint): string => (more === 0n ? '与现行相同' : more > 0n ? `比现行多 ${moneyText(more)}` : `比现行少 ${moneyText(-more)}`)

const Figure = ({ label, value, unit, note, tone, onOpen }: { label: string; value: number; unit: string; note: string; tone?: 'in' | 'out'; onOpen: () => void }) => (
  <button type="button" className="lab-figure lab-figure-open" onClick={onOpen} title={`看“${label}”的名单`}>
    <span className="lab-figure-label">{label}</span>
    <span className={tone && value > 0 ? `lab-figure-number lab-${tone}` : 'lab-figure-number'}>
      {tone === 'in' && value > 0 ? '+' : tone === 'out' && value > 0 ? '−' : ''}
      {countText(value)}
      <small>{unit}</small>
    </span>
    <span className="lab-figure-note">{note}</span>
  </button>
)
