import { useId, useState } from 'react'
import type { z } from 'zod'
import type { getMeasure } from '../../../measures/contract.ts'

type Measure = z.output<typeof getMeasure.output>
type Condition = Measure['conditions'][number]

/** The conditions to tick off: what is ticked stays in this browser's page and is sent nowhere. */
export const ConditionTicks = ({ measure, conditions, alternatives }: Pick<Measure, 'measure' | 'conditions' | 'alternatives'>) => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const tick = (key: string) => setTicked((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]))
  const own = conditions.filter(({ says }) => ticked.has(says)).length
  const way = alternatives.length === 0 ? undefined : alternatives.find(({ name, conditions: parts }) => parts.every(({ says }) => ticked.has(`${name}${says}`)))
  const all = own === conditions.length && (alternatives.length === 0 || way !== undefined)
  return (
    <section className="portal-card" data-measure={measure}>
      <h2>要满足的条件</h2>
      {conditions.length + alternatives.length > 0 ? <p className="portal-quiet">逐条对照，符合的打勾。勾选只留在这个页面上，不会发出去。</p> : <p>没有固定条件，由审定机关逐件认定。</p>}
      <Ticks conditions={conditions} keyOf={(says) => says} ticked={ticked} onTick={tick} />
      {alternatives.length > 0 ? <p>还要符合下列之一：</p> : null}
      {alternatives.map(({ name, conditions: parts }) => (
        <fieldset key={name} className="portal-way">
          <legend>{name}</legend>
          <Ticks conditions={parts} keyOf={(says) => `${name}${says}`} ticked={ticked} onTick={tick} />
        </fieldset>
      ))}
      <p aria-live="polite">
        {ticked.size === 0 ? '' : all ? `✓ 都符合${way ? `（${way.name}）` : ''}。以部门核对的结果为准。` : `已符合 ${own} 条，还有 ${conditions.length - own} 条没有打勾${alternatives.length > 0 && !way ? '，并要符合其中一类' : ''}。`}
      </p>
    </section>
  )
}

interface TicksProps {
  conditions: readonly Condition[]
  keyOf: (says: string) => string
  ticked: ReadonlySet<string>
  onTick: (key: string) => void
}

/** The clause to tick, and beside it how the system understands it. */
const Ticks = ({ conditions, keyOf, ticked, onTick }: TicksProps) => {
  const id = useId()
  return (
    <ul className="portal-list">
      {conditions.map(({ says, words }, i) => (
        <li key={says} className="portal-tick">
          <input id={`${id}${i}`} type="checkbox" checked={ticked.has(keyOf(says))} onChange={() => onTick(keyOf(says))} />
          <div className="portal-beside">
            <label htmlFor={`${id}${i}`}>{says}</label>
            {words === says ? null : (
              <details className="portal-quiet">
                <summary>系统怎样核对</summary>
                {words}
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
