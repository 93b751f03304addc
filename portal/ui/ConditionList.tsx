import { dateText } from '../../kit/format.ts'
import { outcomes, type Due } from '../../measures/contract.ts'

type Condition = Due['conditions'][number]
type Fact = Condition['facts'][number]
const signs: Record<Condition['outcome'], string> = { eligible: '✓', ineligible: '✕', unknown: '？' }
const words: Record<Condition['outcome'], string> = { ...outcomes, unknown: '待确认' }

/** The day on which one asks is no fact about the one who asks. */
const dayOfApplication = '申请日'

/** The clause, condition by condition: holds, does not, not known yet; and by which fact, from whom, as of when. */
export const ConditionList = ({ conditions }: { conditions: readonly Condition[] }) => (
  <ol className="portal-list">
    {conditions.map(({ says, outcome, nearest, facts }) => (
      <li key={says} className="portal-condition">
        <span className={`portal-sign portal-sign-${outcome}`}>
          <span aria-hidden="true">{signs[outcome]}</span> {words[outcome]}
        </span>
        <div>
          {says}
          {nearest ? <p className="portal-step">{nearest}</p> : null}
          {facts.filter(({ name }) => name !== dayOfApplication).map((fact) => (
            <FactLine key={fact.name} fact={fact} />
          ))}
        </div>
      </li>
    ))}
  </ol>
)

const verificationWords = { verified: '已核验', declared: '申报，尚未核验', disputed: '有异议' } as const

const FactLine = ({ fact: { name, value, source, asOf, verification } }: { fact: Fact }) => (
  <div className="portal-quiet">
    {name}：{value === null ? '还不知道' : <strong>{value}</strong>}
    {[asOf === null && verification === 'declared' ? null : source, asOf ? `截至${dateText(asOf)}` : null, verification ? verificationWords[verification] : null]
      .filter((part) => part !== null)
      .map((part) => ` · ${part}`)}
  </div>
)
