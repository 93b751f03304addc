import type { ReactNode } from 'react'
import type { Tone } from '../StateTag.tsx'

/** One after the other, each with a dot of its tone; the words of the state stand in the step itself. */
export const PlainSteps = ({ steps }: { steps: readonly { key: string; tone: Tone; content: ReactNode }[] }) => (
  <ol className="plain-steps">
    {steps.map(({ key, tone, content }) => (
      <li key={key} className={`plain-steps-${tone}`}>
        {content}
      </li>
    ))}
  </ol>
)
