import { dateText } from '../../../kit/format.ts'
import type { z } from 'zod'
import type { ConditionShown } from '../contract.ts'

const signs = { eligible: '✓ 符合', ineligible: '✕ 不符合', unknown: '？ 待确认' } as const
const standing = { verified: '已核验', declared: '申报，尚未核验', disputed: '有异议' } as const

/** Line by line: the words of the catalogue, whether they hold, and by which fact, from whom, as of when. */
export const Conditions = ({ conditions }: { conditions: readonly z.output<typeof ConditionShown>[] }) => (
  <ol>
    {conditions.map(({ says, outcome, nearest, facts }) => (
      <li key={says}>
        <strong>{signs[outcome]}</strong> {says}
        {nearest ? <p>{nearest}</p> : null}
        {facts
          .filter(({ name }) => name !== '申请日')
          .map(({ name, value, source, asOf, verification }) => (
            <div key={name}>
              <small>
                {name}：{[value ?? '还不知道', value === null ? null : source, asOf && value !== null ? `截至${dateText(asOf)}` : null, verification ? standing[verification] : null].filter((part) => part !== null).join(' · ')}
              </small>
            </div>
          ))}
      </li>
    ))}
  </ol>
)
