import type { z } from 'zod'
import { dateText } from '../../../kit/format.ts'
import { PlainSteps } from '../../../kit/plain/PlainSteps.tsx'
import { eventVerbs, type ApplicationEvent } from '../contract.ts'

/** What was done, by whom, on which day. */
export const Trail = ({ events }: { events: readonly z.output<typeof ApplicationEvent>[] }) => (
  <PlainSteps
    steps={events.map(({ id, verb, byName, on, words }) => ({
      key: id,
      tone: 'active',
      content: (
        <>
          <strong>{eventVerbs[verb]}</strong> · {byName} · {dateText(on)}
          {words ? <p className="quiet">{words}</p> : null}
        </>
      ),
    }))}
  />
)
