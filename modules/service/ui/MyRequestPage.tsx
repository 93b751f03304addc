import { useState } from 'react'
import { useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { PlainChoices } from '../../../kit/plain/PlainSelect.tsx'
import { PlainWords } from '../../../kit/plain/PlainWords.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { getRequest, rateRequest, reopenRequest, requestCan, requestStates, withdrawRequest } from '../contract.ts'
import { RequestTrail } from './RequestTrail.tsx'
import { ratings, requestTones } from './words.ts'

type Shown = z.output<typeof getRequest.output>

/** One request on the phone: who has it, until when, everything that was said, and what I may still do. */
export const MyRequestPage = () => {
  const { requestId } = useParams() as { requestId: Id<'request'> }
  const asked = useAsk(getRequest, { requestId })
  return (
    <main className="portal">
      <Answered of={asked}>
        {(request) => (
          <>
            <section className="portal-card">
              <h1>{request.kindLabel}</h1>
              <p>
                <StateTag state={request.state} words={requestStates} tones={requestTones} /> {whereItIs(request)}
              </p>
              <p className="portal-quiet">{request.number}</p>
              {request.officePhone && requestCan.answer(request) ? (
                <p>
                  <a href={`tel:${request.officePhone}`}>
                    打电话给{request.holderName}（{request.officePhone}）
                  </a>
                </p>
              ) : null}
              {requestCan.withdraw(request) ? <PlainAction quiet action={withdrawRequest} input={{ requestId }} confirm="撤回后这件不再办理，确实撤回？" done={() => '已撤回'} /> : null}
              {requestCan.reopen(request) ? (
                <PlainWords label={reopenRequest.label} ask="还有什么没有解决" says="写明还差什么，这件会接着办，编号不变。">
                  {(words, ready, close) => <PlainAction action={reopenRequest} input={{ requestId, words }} label="请接着办" can={ready} because="请写几个字" done={() => '已请接着办'} onDone={close} />}
                </PlainWords>
              ) : null}
            </section>
            {requestCan.rate(request) ? <Rating key={request.ratedOn ?? 'new'} request={request} /> : null}
            <section className="portal-card">
              <h2 className="portal-card-title">经过</h2>
              <RequestTrail events={request.events} />
            </section>
          </>
        )}
      </Answered>
    </main>
  )
}

const whereItIs = ({ state, holderName, dueOn, answeredOn, lateOn }: Shown): string => {
  if (state === 'withdrawn') return '您已撤回。'
  if (answeredOn) return `${holderName}于 ${dateText(answeredOn)}答复。`
  return `由${holderName}办理，应于 ${dateText(dueOn)}前答复${lateOn ? '，已经超期，人才办正在督办' : ''}。`
}

const Rating = ({ request }: { request: Shown }) => {
  const [rating, setRating] = useState(request.rating ?? 0)
  const [words, setWords] = useState('')
  const today = useMe().data?.today ?? ''
  const settled = request.rerateUntil !== null && today > request.rerateUntil
  return (
    <section className="portal-card" aria-label="评价">
      <h2 className="portal-card-title">{request.rating === null ? '办得怎么样？' : `您的评价：${request.rating} 分，${ratings[request.rating] ?? ''}`}</h2>
      {settled ? (
        <p className="portal-quiet">评价超过 7 天，不能再改。</p>
      ) : (
        <>
          <PlainChoices label="五分最满意" options={[5, 4, 3, 2, 1].map((one) => [String(one), `${one} 分 ${ratings[one] ?? ''}`] as const)} value={rating ? String(rating) : undefined} onChange={(one) => setRating(Number(one))} />
          <PlainArea label="想说的话（可以不写）" rows={2} maxLength={500} value={words} onChange={setWords} />
          <PlainAction action={rateRequest} input={{ requestId: request.id, rating, words: words.trim() }} label={request.rating === null ? '提交评价' : '改评价'} can={rating >= 1} because="请先选一个分数" done={({ changed }) => (changed ? '已改' : '谢谢，已记下')} />
          {request.rerateUntil ? <p className="portal-quiet">{dateText(request.rerateUntil)}以前可以改。</p> : null}
        </>
      )}
    </section>
  )
}
