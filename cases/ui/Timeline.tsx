import './cases.css'
import { dateText } from '../../kit/format.ts'
import { PlainSteps } from '../../kit/plain/PlainSteps.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { stepStates } from '../contract.ts'
import type { StepShown } from '../reading/contract.ts'
import { dueText, dueTone, stepTones } from './words.ts'

/** Who holds the case, since when and until when; what came before, and who still will look at it. */
export const Timeline = ({ steps }: { steps: readonly StepShown[] }) => <PlainSteps steps={steps.map((step) => ({ key: step.id, tone: stepTones[step.state], content: <Step step={step} /> }))} />

const Step = ({ step }: { step: StepShown }) => (
  <>
    <strong>{step.name}</strong> <StateTag state={step.state} words={stepStates} tones={stepTones} />
    <div className="case-quiet">
      {step.officeName}
      {step.decidedBy ? ` · ${step.decidedBy}` : ''}
      {step.needs === 'one' ? ' · 有一家办理即可' : ''}
    </div>
    {step.question ? <div>请就“{step.question}”出具意见</div> : null}
    {step.state === 'open' && step.heldBy ? <div className="case-quiet">{step.mine ? '由我领办' : `由${step.heldBy}领办`}</div> : null}
    {step.state === 'open' && step.openedOn && step.dueOn ? (
      <div>
        {dateText(step.openedOn)}起，应于{dateText(step.dueOn)}前办结 <Due daysLeft={step.daysLeft} />
      </div>
    ) : null}
    {step.decidedOn ? <div className="case-quiet">{dateText(step.decidedOn)}办理</div> : null}
    {step.opinion ? <div>{step.opinion}</div> : null}
  </>
)

export const Due = ({ daysLeft }: { daysLeft: number | null }) => (daysLeft === null ? null : <span className={`case-due case-due-${dueTone(daysLeft)}`}>{dueText(daysLeft)}</span>)
