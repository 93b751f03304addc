import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { dateText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askAsKnown } from '../contract.ts'
import { valueText } from './words.ts'

interface Props {
  id: string
  asOf: PlainDate
  place: string
}

/** The number as it was known on a day, beside the number as it is known now: what was entered or corrected since. */
export const KnownPanel = ({ id, asOf, place }: Props) => {
  const me = useMe()
  const [knownOn, setKnownOn] = useState(asOf)
  const asked = useAsk(askAsKnown, { id, asOf, place, knownOn })
  return (
    <>
      <p>
        数据时点{dateText(asOf)}，按这一天所知：
        <DatePicker
          aria-label="按哪一天所知"
          format="YYYY年M月D日"
          allowClear={false}
          value={dayjs(knownOn)}
          disabledDate={(day) => day.format('YYYY-MM-DD') < asOf || day.format('YYYY-MM-DD') > (me.data?.today ?? '')}
          onChange={(day) => setKnownOn(asPlainDate(day?.format('YYYY-MM-DD') ?? '') ?? asOf)}
        />
      </p>
      <Answer of={asked}>
        {({ then, now, difference, unit }) => (
          <>
            <p>
              当时口径：<strong>{then.value === null ? then.because : valueText(then.value, unit)}</strong>
              <br />
              现在口径：<strong>{now.value === null ? now.because : valueText(now.value, unit)}</strong>
            </p>
            <p className="quiet">{then.value === null || now.value === null ? '' : difference === null ? '两者一致：那以后没有影响它的补录和更正。' : '两者不同：那以后有补录或更正。对外引用时请写明是哪一天所知。'}</p>
          </>
        )}
      </Answer>
    </>
  )
}
