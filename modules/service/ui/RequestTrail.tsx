import type { z } from 'zod'
import { dateText } from '../../../kit/format.ts'
import { PlainSteps } from '../../../kit/plain/PlainSteps.tsx'
import { eventVerbs, type RequestEvent } from '../contract.ts'

/** Who did and said what, in the order in which it happened; the applicant and the specialist read the same. */
export const RequestTrail = ({ events }: { events: readonly z.output<typeof RequestEvent>[] }) => (
  <PlainSteps
    steps={events.map(({ id, verb, byName, on, words }) => ({
      key: id,
      tone: 'active',
      content: (
        <>
          <strong>{eventVerbs[verb]}</strong> · {byName} · {dateText(on)}
          {words ? <p style={{ whiteSpace: 'pre-wrap', margin: '4px 0 0' }}>{words}</p> : null}
        </>
      ),
    }))}
  />
)
