import { dateText } from '../../../kit/format.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import type { PlainDate } from '../../../kernel/types.ts'
import { outcomes, type Finding } from '../contract.ts'
import { outcomeTones } from './words.ts'

/** What was asked, what the facts said, and who keeps each fact. */
export const Findings = ({ asOf, findings, kept = true }: { asOf: PlainDate | null; findings: readonly Finding[]; kept?: boolean }) =>
  asOf === null ? (
    <span className="quiet">{kept ? '还没有核对过' : '没有留下审定依据，请人工复核'}</span>
  ) : (
    <>
      <div className="quiet">按 {dateText(asOf)} 的事实</div>
      {findings.map(({ says, outcome, facts }) => (
        <div key={says}>
          <StateTag state={outcome} words={outcomes} tones={outcomeTones} />
          {says}
          <ul className="findings">
            {facts.map(({ name, value, source }) => (
              <li key={name}>
                {name}：{value ?? '没有记录'}
                {source ? `（${source}）` : ''}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
