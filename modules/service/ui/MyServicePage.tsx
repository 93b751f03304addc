import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { PlainSelect } from '../../../kit/plain/PlainSelect.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import type { RequestKind } from '../assign-contract.ts'
import { askRequest, mine, requestStates } from '../contract.ts'
import { SpecialistCard } from './SpecialistCard.tsx'
import { requestTones } from './words.ts'

/** On the phone: who serves me, what I want, where it is. */
export const MyServicePage = () => {
  const asked = useAsk(mine, {})
  return (
    <main className="portal">
      <h1>服务</h1>
      <SpecialistCard />
      <Answered of={asked}>
        {({ kinds, requests }) => (
          <>
            <Ask kinds={kinds} />
            <h2>我提过的事项</h2>
            {requests.length ? null : <p className="portal-quiet">还没有提过。入学、医疗、配偶就业、住房和政策上的事，都可以在上面提。</p>}
            <ul className="portal-cards">
              {requests.map(({ id, kindLabel, number, state, holderName, askedOn, dueOn }) => (
                <li key={id} className="portal-card">
                  <div className="portal-row">
                    <h3 className="portal-card-title">
                      <Link to={`/my/service/${id}`} aria-label={`${kindLabel} ${number}`}>
                        {kindLabel}
                      </Link>
                    </h3>
                    <StateTag state={state} words={requestStates} tones={requestTones} />
                  </div>
                  <p className="portal-quiet">
                    {number} · {dateText(askedOn)}提出{state === 'asked' || state === 'inHand' ? `，由${holderName}办理，${dateText(dueOn)}前答复` : ''}
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </main>
  )
}

const Ask = ({ kinds }: { kinds: readonly RequestKind[] }) => {
  const [kind, setKind] = useState<string>()
  const words = useKept('service.ask')
  const navigate = useNavigate()
  const days = kinds.find((one) => one.kind === kind)?.workingDays
  return (
    <section className="portal-card" aria-label="提出事项">
      <h2 className="portal-card-title">提出事项</h2>
      <PlainSelect label="种类" none="哪方面的事" options={kinds.map((one) => [one.kind, one.label] as const)} value={kind} onChange={setKind} />
      <PlainArea label="要办什么" placeholder="写几句就行" rows={4} maxLength={2000} value={words.text} onChange={words.write} />
      {days === undefined ? null : <p className="portal-quiet">{days} 个工作日内答复。</p>}
      <PlainAction
        action={askRequest}
        input={{ kind: kind ?? '', words: words.text.trim() }}
        can={kind !== undefined && words.text.trim().length >= 4}
        because="请选种类，并写几句要办什么"
        done={({ holderName, dueOn }) => `已提出，由${holderName}在 ${dateText(dueOn)}前答复`}
        onDone={({ requestId }) => {
          words.drop()
          void navigate(`/my/service/${requestId}`)
        }}
      />
    </section>
  )
}
