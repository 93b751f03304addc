import '../../../kit/plain.css'
import { Link } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import type { Situation } from '../../../measures/public/contract.ts'
import { mySubscriptions, unsubscribe } from '../contract.ts'

/** Where what is followed can be read again: the measure, or the search with the same words. */
const whereOf = ({ measure, ...said }: Situation): string => (measure ? `/policies/${measure}` : `/policies?${new URLSearchParams(Object.entries(said).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ''))}`)

export const MySubscriptionsPage = () => (
  <main className="portal">
    <h1>我的订阅</h1>
    <p className="plain-quiet">有新版本、快要受理或快要截止时，在消息里告诉您一次，和当天别的消息合成一条发出。</p>
    <Answered of={useAsk(mySubscriptions, {})}>
      {({ subscriptions }) => (
        <section className="portal-card">
          {subscriptions.length === 0 ? (
            <p>
              还没有订阅。在<Link to="/policies">政策</Link>里搜到想看的，点“订阅”。
            </p>
          ) : (
            <ul className="plain-list">
              {subscriptions.map(({ id, words, situation, madeOn }) => (
                <li key={id}>
                  <Link to={whereOf(situation)}>{words}</Link>
                  <p className="plain-quiet">
                    {dateText(madeOn)}订阅 <VerbButton action={unsubscribe} input={{ subscriptionId: id }} link done={() => '已退订'} />
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Answered>
  </main>
)
