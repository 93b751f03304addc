import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainQr } from '../../../kit/plain/PlainQr.tsx'
import { cardLifeSeconds, getMyCard } from '../cards/contract.ts'

/** Fetched anew before the code on the screen runs out. */
const renewSeconds = cardLifeSeconds - 10

/** The card as it is held out at a counter: class, name, last day, and a code that lives for a minute. */
export const MyCardPage = () => {
  const asked = useAsk(getMyCard, {}, { refetchInterval: renewSeconds * 1000 })
  return (
    <main className="portal">
      <Answered of={asked}>
        {({ card }) =>
          card ? (
            <Card card={card} key={card.code} />
          ) : (
            <section className="portal-card">
              <h1>人才卡</h1>
              <p>您还没有在有效期内的人才类别，认定以后这里就是您的人才卡。</p>
              <Link to="/my/recognition">看看我符合哪一类</Link>
            </section>
          )
        }
      </Answered>
    </main>
  )
}

type Shown = NonNullable<z.output<typeof getMyCard.output>['card']>

const Card = ({ card }: { card: Shown }) => {
  const left = useSecondsLeft(card.secondsLeft)
  return (
    <section className="portal-card plain-centred" aria-label="人才卡">
      <h1 style={{ fontSize: 28 }}>{card.level}类人才</h1>
      <p>
        {card.name}
        <br />
        <small>
          {card.scheme} · {card.issuer}
        </small>
      </p>
      {/* A code that has run out is not held out. */}
      {left > 0 ? <PlainQr value={card.code} /> : null}
      <p aria-live="off">{left > 0 ? `${left} 秒内有效，会自动更换` : '正在更换，请稍候'}</p>
      <p>
        卡号 <span>{card.serial}</span>
        <br />
        {card.validTo ? `有效到${dateText(card.validTo)}` : '长期有效'}
      </p>
      <details>
        <summary>扫不了？让窗口复制这段文字</summary>
        <p style={{ wordBreak: 'break-all' }} data-testid="card-code">
          {card.code}
        </p>
      </details>
    </section>
  )
}

/** Counts down from what the server said, whatever the phone's own clock believes. */
const useSecondsLeft = (from: number): number => {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    const began = performance.now()
    const tick = setInterval(() => setLeft(Math.max(0, Math.ceil(from - (performance.now() - began) / 1000))), 500)
    return () => clearInterval(tick)
  }, [from])
  return left
}
