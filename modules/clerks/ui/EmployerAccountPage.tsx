import '../../../kit/plain.css'
import './clerks.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Answered } from '../../../kit/Answered.tsx'
import { ApiError, post } from '../../../kit/client.ts'
import { dateText, momentText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { entryStates, grades, gradeWords } from '../contract.ts'
import { Answered as Entered, Mine, paths } from '../door-contract.ts'
import { EntryForm } from './EntryForm.tsx'
import { PhoneProof } from './PhoneProof.tsx'

/** 单位账号 from outside: whose telephone this is, who invites it, and how an employer gets its first account. */
export const EmployerAccountPage = () => {
  const me = useMe()
  const mine = useQuery({ queryKey: ['clerks.mine', me.data?.signedIn], enabled: me.data !== undefined, retry: false, queryFn: async () => Mine.parse(await post(paths.mine, {})) })
  const unknown = mine.error instanceof ApiError && mine.error.code === 'phoneFirst'
  return (
    <main className="portal">
      <h1>单位账号</h1>
      {unknown ? (
        <>
          <p>收到邀请的，或者单位还没有账号、要首次开通的，先用自己的手机收一个验证码。</p>
          <PhoneProof demo={me.data?.demo ?? false} proved={() => void mine.refetch()} />
        </>
      ) : (
        <Answered of={mine}>{(said) => <Known said={said} />}</Answered>
      )}
    </main>
  )
}

const Known = ({ said: { phoneHint, invitations, requests } }: { said: Mine }) => (
  <>
    <p className="plain-quiet">手机尾号 {phoneHint}</p>
    {invitations.map((invitation) => (
      <InvitationCard key={invitation.id} invitation={invitation} />
    ))}
    {requests.map((request) => (
      <RequestCard key={request.id} request={request} />
    ))}
    <EntryForm />
  </>
)

const InvitationCard = ({ invitation: { id, employerName, grade, invitedByName, expiresAt } }: { invitation: Mine['invitations'][number] }) => {
  const client = useQueryClient()
  const answer = useMutation({
    mutationFn: async (accept: boolean) => Entered.parse(await post(paths.answer, { invitationId: id, accept })),
    onSuccess: async ({ signedIn }) => {
      await client.invalidateQueries()
      if (signedIn) location.assign('/')
    },
  })
  return (
    <section className="portal-card">
      <h2>{employerName}邀请您</h2>
      <p>
        作{grades[grade]}：{gradeWords[grade]}。
      </p>
      <p className="plain-quiet">
        {invitedByName}邀请，{momentText(expiresAt)}前有效。不认识这家单位的，请不要接受。
      </p>
      <div className="plain-actions">
        <button type="button" className="plain-button" disabled={answer.isPending} onClick={() => answer.mutate(true)}>
          接受
        </button>
        <button type="button" className="plain-button plain-button-plain" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
          谢绝
        </button>
      </div>
      {answer.error ? (
        <p role="alert" className="plain-off">
          {answer.error.message}
        </p>
      ) : null}
    </section>
  )
}

const RequestCard = ({ request: { id, number, employerName, officeName, state, askedOn, dueOn, decidedOn, reason } }: { request: Mine['requests'][number] }) => {
  const client = useQueryClient()
  const withdraw = useMutation({ mutationFn: () => post(paths.withdraw, { requestId: id }), onSuccess: () => client.invalidateQueries() })
  return (
    <section className="portal-card">
      <div className="plain-row">
        <h2>{employerName}</h2>
        <strong>{entryStates[state]}</strong>
      </div>
      <p className="plain-quiet">
        {number}，{dateText(askedOn)}申请。{state === 'open' ? `由${officeName}在 ${dateText(dueOn)}前答复，答复会发短信。` : decidedOn ? `${dateText(decidedOn)}${state === 'withdrawn' ? '撤回' : '答复'}。` : ''}
      </p>
      {reason ? <p>理由：{reason}</p> : null}
      {state === 'confirmed' ? (
        <p>
          <Link to="/sign-in">用手机号码登录</Link>
        </p>
      ) : null}
      {state === 'open' ? (
        <button type="button" className="plain-link" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
          撤回申请
        </button>
      ) : null}
      {withdraw.error ? <p role="alert" className="plain-off">{withdraw.error.message}</p> : null}
    </section>
  )
}
