import { Timeline } from 'antd'
import type { z } from 'zod'
import { dateText } from '../../../kit/format.ts'
import { eventVerbs, type ApplicationEvent } from '../contract.ts'

/** What was done, by whom, on which day. */
export const Trail = ({ events }: { events: readonly z.output<typeof ApplicationEvent>[] }) => (
  <Timeline
    items={events.map(({ id, verb, byName, on, words }) => ({
      key: id,
      content: (
        <>
          <strong>{eventVerbs[verb]}</strong> · {byName} · {dateText(on)}
          {words ? <p className="quiet">{words}</p> : null}
        </>
      ),
    }))}
  />
)
