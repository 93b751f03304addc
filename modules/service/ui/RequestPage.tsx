import { Descriptions } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { answerRequest, getRequest, passRequest, requestCan, requestStates, takeRequest } from '../contract.ts'
import { RequestTrail } from './RequestTrail.tsx'
import { requestTones } from './words.ts'
import { WordsButton } from './WordsButton.tsx'

/** One request at the desk: what was asked, until when, and the answer. */
export const RequestPage = () => {
  const { requestId } = useParams() as { requestId: Id<'request'> }
  const asked = useAsk(getRequest, { requestId })
  const me = useMe().data
  return (
    <Answer of={asked}>
      {(request) => (
        <Page
          title={`${request.kindLabel}：${request.personName}`}
          lead={
            <>
              {request.number} <StateTag state={request.state} words={requestStates} tones={requestTones} />
            </>
          }
          extra={
            requestCan.answer(request) ? (
              <>
                <ActionButton action={takeRequest} input={{ requestId }} can={request.state === 'asked' || request.holderName !== me?.name} because="已经在您手里" done={() => '已受理，对方会收到消息'} />
                {me?.duty?.role === 'specialist' ? (
                  <WordsButton label={passRequest.label} field="为什么办不了" hint="写明为什么办不了；转交后由人才办办理，答复期限不变，对方看得到。">
                    {(words, ready, close) => <ActionButton action={passRequest} input={{ requestId, words }} type="primary" can={ready} because="请写几个字" done={() => '已转人才办'} onDone={close} />}
                  </WordsButton>
                ) : null}
                <WordsButton label={answerRequest.label} field="答复" hint="用对方看得懂的话写明结果、下一步找谁、带什么。" type="primary">
                  {(words, ready, close) => <ActionButton action={answerRequest} input={{ requestId, words }} type="primary" can={ready} because="请写明结果" done={({ inTime }) => (inTime ? '已按期答复' : '已答复，比期限晚')} onDone={close} />}
                </WordsButton>
              </>
            ) : null
          }
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '人才', children: <Link to={`/service/people/${request.personId}`}>{request.personName}</Link> },
                { label: '所在地', children: request.placeName },
                { label: '经办', children: request.holderName },
                { label: '提出', children: dateText(request.askedOn) },
                { label: '应答复', children: dateText(request.dueOn) },
                { label: '答复', children: request.answeredOn ? dateText(request.answeredOn) : '还没有' },
                ...(request.lateOn ? [{ label: '上报人才办', children: dateText(request.lateOn) }] : []),
                ...(request.rating === null ? [] : [{ label: '满意度', children: `${request.rating} 分` }]),
              ]}
            />
          </section>
          <section className="panel">
            <h2>经过</h2>
            <RequestTrail events={request.events} />
          </section>
        </Page>
      )}
    </Answer>
  )
}
