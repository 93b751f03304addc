import { Descriptions, Input, Space } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { decideDataRequest, getDataRequest, requestCan, requestKinds, requestStates, requestWords } from '../../../server/personal-data/requests/contract.ts'
import { KeptList, requestTones } from './Kept.tsx'

/** One request: what is asked, what granting it does, what the law would keep, and the answer. */
export const DataRequestPage = () => {
  const { requestId } = useParams() as { requestId: Id<'dataRequest'> }
  const asked = useAsk(getDataRequest, { requestId })
  const [reason, setReason] = useState('')
  return (
    <Answer of={asked}>
      {(request) => {
        const said = reason.trim().length >= 4
        const answer = (grant: boolean) => ({ action: decideDataRequest, input: { requestId, grant, reason: reason.trim() }, can: said, because: '请写明理由和依据', done: ({ state }: { state: typeof request.state }) => requestStates[state] })
        return (
          <Page
            title={`${request.personName}：${requestKinds[request.kind]}`}
            lead={
              <>
                {request.number} <StateTag state={request.state} words={requestStates} tones={requestTones} />
              </>
            }
          >
            <section className="panel">
              <Descriptions
                column={1}
                items={[
                  { label: '人', children: <Link to={`/people/${request.personId}`}>{request.personName}</Link> },
                  { label: '说明', children: request.says || '没有写' },
                  { label: '提出日期', children: dateText(request.askedOn) },
                  { label: '应答复', children: dateText(request.dueOn) },
                  { label: '照办', children: requestWords[request.kind].does },
                  { label: '不包括', children: requestWords[request.kind].not },
                  ...(request.outcome ? [{ label: '答复', children: `${request.outcome}（${request.decidedByName ?? '系统当场照办'}）` }] : []),
                ]}
              />
              <KeptList erased={request.erased} kept={request.state === 'open' ? request.wouldKeep : request.kept} />
              {requestCan.decide(request) ? (
                <>
                  <Input.TextArea aria-label="理由和依据" rows={3} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="理由和依据，本人看得到" />
                  <Space style={{ marginTop: 12 }}>
                    <ActionButton {...answer(true)} type="primary" label="照办" {...(request.kind === 'deletion' ? { confirm: '没有法定保存期的当场清除，不能恢复。确实照办？' } : {})} />
                    <ActionButton {...answer(false)} danger label="不予办理" />
                  </Space>
                </>
              ) : null}
            </section>
          </Page>
        )
      }}
    </Answer>
  )
}
