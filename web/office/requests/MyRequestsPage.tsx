import { useState } from 'react'
import { Link } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { PlainDialog } from '../../../kit/plain/PlainDialog.tsx'
import { useKept } from '../../../kit/plain/use-kept.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { answerWithin, askDataRequest, atOnce, endStanding, myDataRequests, requestKinds, requestStates, requestWords, standings, type RequestKind } from '../../../server/personal-data/requests/contract.ts'
import { CopyButtons } from './CopyButtons.tsx'
import { KeptList, requestTones } from './Kept.tsx'

type Asked = Exclude<RequestKind, 'copy'>
const kinds = (Object.keys(requestKinds) as RequestKind[]).filter((kind): kind is Asked => kind !== 'copy')

/** What I may ask about my data, what each does and does not, and what became of what I asked. */
export const MyRequestsPage = () => {
  const asked = useAsk(myDataRequests, {})
  return (
    <main className="portal">
      <h1>个人信息请求</h1>
      <p className="portal-quiet">
        哪一条记得不对，请在“我的”里点那一条旁边的“不对？”。同意过什么，在<Link to="/my/consents">我的同意</Link>里逐件看、逐件撤回。
      </p>
      <Answered of={asked}>
        {({ requests, standings: standing }) => (
          <>
            {standing.map(({ kind, since }) => (
              <section key={kind} className="portal-card">
                <span>{`${standings[kind]}：${dateText(since)}起生效`}</span>
                <PlainAction quiet action={endStanding} label="取消" input={{ kind }} confirm="取消以后，按没有这项请求办理。确实取消？" done={() => '已取消'} />
              </section>
            ))}
            <section className="portal-card">
              <h2>{requestKinds.copy}</h2>
              <p>{requestWords.copy.does}</p>
              <p className="portal-quiet">{`${requestWords.copy.not}（个人信息保护法${requestWords.copy.article}）`}</p>
              <CopyButtons />
            </section>
            {kinds.map((kind) => (
              <Ask key={kind} kind={kind} />
            ))}
            <h2>我提过的</h2>
            {requests.length === 0 ? (
              <p>您还没有提过请求。提了以后，编号、应答复的日期和答复会记在这里。</p>
            ) : (
              <ul className="portal-cards">
                {requests.map(({ id, number, kind, state, says, dueOn, askedOn, outcome, decidedByName, decidedOn, erased, kept, placeName }) => (
                  <li key={id} className="portal-card">
                    <div className="portal-row">
                      <h2 className="portal-card-title">{requestKinds[kind]}</h2>
                      <StateTag state={state} words={requestStates} tones={requestTones} />
                    </div>
                    {says ? <p>{says}</p> : null}
                    <p className="portal-quiet">{`${number}，${dateText(askedOn)}提出，`}{state === 'open' ? `由${placeName}人才办在${dateText(dueOn)}以前答复` : `${decidedOn ? dateText(decidedOn) : ''}由${decidedByName ?? '系统'}答复`}</p>
                    {outcome ? <p>{outcome}</p> : null}
                    <KeptList erased={erased} kept={kept} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
    </main>
  )
}

const Ask = ({ kind }: { kind: Asked }) => {
  const [open, setOpen] = useState(false)
  const says = useKept(`data-request.${kind}`)
  const immediate = atOnce.some((one) => one === kind)
  const { does, not, article } = requestWords[kind]
  return (
    <section className="portal-card">
      <h2>{requestKinds[kind]}</h2>
      <p>{does}</p>
      <p className="portal-quiet">{`${not}（个人信息保护法${article}）`}</p>
      <button type="button" className="portal-button portal-button-plain" onClick={() => setOpen(true)}>{`提出${requestKinds[kind]}`}</button>
      {open ? (
        <PlainDialog title={requestKinds[kind]} onClose={() => setOpen(false)}>
          <p>{does}</p>
          <p>{not}</p>
          <PlainArea label="说明" rows={3} maxLength={300} value={says.text} onChange={says.write} placeholder={immediate ? '可以不写' : `为什么要求${requestKinds[kind]}，人才办在 ${answerWithin} 个工作日内答复`} />
          <PlainAction
            action={askDataRequest}
            input={{ kind, says: says.text.trim() }}
            can={immediate || says.text.trim().length >= 4}
            because="请写明为什么"
            done={({ number, state, dueOn }) => (state === 'open' ? `已提出（${number}），${dateText(dueOn)}以前答复` : `已照办（${number}）`)}
            onDone={() => {
              setOpen(false)
              says.drop()
            }}
          />
        </PlainDialog>
      ) : null}
    </section>
  )
}
