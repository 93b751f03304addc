import '../../../kit/plain.css'
import './clerks.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import type { Id } from '../../../kernel/types.ts'
import { confirmEntry, entryStates, getEntry, refuseEntry } from '../contract.ts'
import { proofPath } from '../door-contract.ts'

/** One request for a first account: what is claimed, the proof, and the answer. */
export const EntryPage = () => {
  const { requestId = '' } = useParams()
  const asked = useAsk(getEntry, { requestId: requestId as Id<'entryRequest'> })
  return (
    <main className="page">
      <Answered of={asked}>{(entry) => <Shown entry={entry} />}</Answered>
    </main>
  )
}

const Shown = ({ entry }: { entry: z.output<typeof getEntry.output> }) => (
  <>
    <h1>{entry.employerName}：开通申请</h1>
    <section className="panel">
      <p>
        <strong>{entryStates[entry.state]}</strong> · {entry.number} · {dateText(entry.askedOn)}申请，应于 {dateText(entry.dueOn)}前答复
      </p>
      <ul className="plain-list">
        <li>统一社会信用代码：{entry.creditCode}</li>
        <li>单位所在地：{entry.placeName}</li>
        <li>
          申请人：{entry.name}，{entry.post}，手机尾号 {entry.phoneHint}（已用验证码证明）
        </li>
        <li>
          证明：<a href={proofPath(entry.id)}>{entry.proofName}</a>
        </li>
        <li>{entry.administrators === 0 ? '这家单位现在没有管理员。' : `这家单位现在已有 ${entry.administrators} 名管理员，已告知单位有人申请；请先弄清为什么不由管理员邀请。`}</li>
      </ul>
      {entry.state === 'open' ? null : (
        <p>
          {entry.decidedByName}
          {entry.decidedOn ? `，${dateText(entry.decidedOn)}` : ''}
          {entry.reason ? `：${entry.reason}` : ''}
        </p>
      )}
    </section>
    {entry.state === 'open' ? <Decide requestId={entry.id} who={`${entry.name}作${entry.employerName}的管理员`} /> : null}
  </>
)

const Decide = ({ requestId, who }: { requestId: Id<'entryRequest'>; who: string }) => {
  const [reason, setReason] = useState('')
  return (
    <section className="panel clerks-form">
      <h2>答复</h2>
      <p>证明上的公章、单位名称和申请人姓名都核对一致，才确认开通。</p>
      <VerbButton action={confirmEntry} input={{ requestId }} confirm={`确认${who}？`} done={() => '已开通，已发短信告知申请人'} />
      <div className="plain-question">
        <label htmlFor="entry-reason">不予开通的理由（申请人会看到）</label>
        <textarea id="entry-reason" className="plain-field" rows={3} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      <VerbButton action={refuseEntry} input={{ requestId, reason }} link can={reason.trim().length >= 4} done={() => '已答复'} />
    </section>
  )
}
