import { Link } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { deliveryCan, deliveryStates, listMyConsents, withdrawConsent, type ConsentShown } from '../contract.ts'
import { deliveryTones } from './DeliveryCards.tsx'

/** Everything that I agreed to, in the words of then, and a way back where there still is one. */
export const MyConsentsPage = () => {
  const asked = useAsk(listMyConsents, {})
  return (
    <main className="portal">
      <h1>我的同意</h1>
      <Answered of={asked}>
        {({ consents }) =>
          consents.length === 0 ? (
            <p className="portal-quiet">您还没有作出过同意。确认领取免申即享的待遇时，同意的内容会记在这里，审定以前可以撤回。</p>
          ) : (
            <ul className="portal-cards">
              {consents.map((one) => (
                <Consent key={`${one.deliveryId}${one.givenAt}`} one={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </main>
  )
}

const Consent = ({ one }: { one: ConsentShown }) => (
  <li className="portal-card">
    <div className="portal-row">
      <h2 className="portal-card-title">
        <Link to={`/my/deliveries/${one.deliveryId}`}>{one.title}</Link>
      </h2>
      <StateTag state={one.state} words={deliveryStates} tones={deliveryTones} />
    </div>
    <p>{one.text}</p>
    <p className="portal-quiet">
      {momentText(one.givenAt)}同意（同意书 {one.version}）{one.withdrawnAt === null ? '' : `，${momentText(one.withdrawnAt)}撤回`}
    </p>
    {one.withdrawnAt === null && deliveryCan.withdrawConsent(one) ? <PlainAction quiet action={withdrawConsent} input={{ deliveryId: one.deliveryId }} confirm="撤回后这件不再办理，以后可以再确认。确实撤回？" done={() => '已撤回同意'} /> : null}
  </li>
)
