import { Alert, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { countText } from '../../../kit/format.ts'
import { breakdownWords, type DraftAnswerShown, type Which } from '../what-if-contract.ts'
import { Breakdowns } from './Breakdowns.tsx'
import { Comparison } from './Comparison.tsx'
import { Effect, unitOf } from './Effect.tsx'
import { RowsDrawer, type Behind } from './RowsDrawer.tsx'
import { Sliders } from './Sliders.tsx'
import type { Laboratory } from './use-laboratory.ts'
import { YearsPanel } from './YearsPanel.tsx'

/** Figures of the text in the editor and the sliders that move it, in view together. */
export const FollowPanel = ({ lab }: { lab: Laboratory }) => {
  const [behind, setBehind] = useState<Behind>()
  const { answer, trouble, behind: late } = lab.live
  const draft = answer?.drafts[lab.active]
  return (
    <div className="lab-follow">
      <section className="panel">
        <h2>
          {lab.scene.name}的影响
          {answer ? <small className="lab-quiet" style={{ fontWeight: 400, marginLeft: 8, fontSize: 13 }}>{`${countText(answer.subjects)} ${unitOf[answer.subject]}，${answer.milliseconds < 1 ? '不到 1' : Math.round(answer.milliseconds).toString()} 毫秒`}</small> : null}
        </h2>
        {trouble ? <Alert type="warning" showIcon title={trouble} style={{ marginBottom: 8 }} /> : null}
        {answer && draft ? <Effect answer={answer} draft={draft} behind={late} onOpen={(which) => setBehind({ scene: lab.scene.name, text: lab.scene.text, which })} /> : trouble ? null : <Skeleton active paragraph={{ rows: 3 }} />}
      </section>
      <section className="panel">
        <h2>可以调的数</h2>
        <Sliders parameters={lab.parameters} disabled={false} onMove={lab.move} />
      </section>
      <RowsDrawer behind={behind} subject={answer?.subject ?? 'person'} onClose={() => setBehind(undefined)} />
    </div>
  )
}

/** All scenarios beside what is in force, by year and by group, and who bears the change. */
export const ResultPanels = ({ lab }: { lab: Laboratory }) => {
  const [behind, setBehind] = useState<Behind>()
  const { answer, full } = lab.live
  const draft = answer?.drafts[lab.active]
  if (!answer || !draft) return null
  const open = (scene: number, which: Which, group?: Behind['group']) => {
    const one = lab.scenes[scene]
    if (one) setBehind({ scene: one.name, text: one.text, which, group })
  }
  return (
    <>
      <div className={answer.drafts.length > 2 ? undefined : 'lab-two'}>
        <section className="panel">
          <h2>各方案比较</h2>
          <Comparison answer={answer} onOpen={open} />
        </section>
        <section className="panel">
          <h2>分年金额与预算</h2>
          {full ? <YearsPanel answer={full} /> : <Skeleton active />}
        </section>
      </div>
      <section className="panel">
        <h2>{lab.scene.name}：谁受影响</h2>
        <Fairness draft={draft} />
        <Breakdowns draft={draft} hasNow={answer.now !== null} onOpen={(which, group) => open(lab.active, which, group)} />
      </section>
      <RowsDrawer behind={behind} subject={answer.subject} onClose={() => setBehind(undefined)} />
    </>
  )
}

/** Who bears the change, in words; those hit hardest first. */
export const Fairness = ({ draft }: { draft: DraftAnswerShown }) =>
  draft.fairness === '' ? null : (
    <div style={{ marginBottom: 16 }}>
      <b>{draft.fairness}</b>
      {draft.bearers.length > 0 ? (
        <ul className="lab-bearers">
          {draft.bearers.map(({ by, label, words }) => (
            <li key={by + label}>
              <Tag variant="filled">{breakdownWords[by]}</Tag>
              {words}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
