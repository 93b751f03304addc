import '../../../kit/plain.css'
import './clerks.css'
import { useState, type FormEvent } from 'react'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText, momentText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import { askTeam, changeGrade, endMember, gradeNames, grades, gradeWords, invite, leave, withdrawInvitation, type Grade } from '../contract.ts'

type Team = z.output<typeof askTeam.output>
type Member = Team['members'][number]

/** 单位账号: who of us is in, as what; a colleague is invited by his telephone, and out the moment he is removed. */
export const TeamPage = () => {
  const asked = useAsk(askTeam, {})
  return (
    <main className="page">
      <h1>单位账号</h1>
      <Answered of={asked}>{(team) => <Shown team={team} />}</Answered>
    </main>
  )
}

const Shown = ({ team }: { team: Team }) => {
  const keeps = team.mine === 'administrator'
  return (
    <>
      {team.strangers.map(({ id, number, name, post, askedOn }) => (
        <p key={id} role="alert" className="plain-step">
          {dateText(askedOn)}，{post}
          {name}向人才办申请作本单位管理员（{number}）。如不是本单位的人，请马上联系所在区县人才办。
        </p>
      ))}
      <section className="panel">
        <h2>在用的账号（{team.members.length}）</h2>
        <ul className="plain-list">
          {team.members.map((member) => (
            <MemberLine key={member.dutyId} member={member} keeps={keeps} alone={member.grade === 'administrator' && team.members.filter(({ grade }) => grade === 'administrator').length === 1} />
          ))}
        </ul>
        <p>
          <VerbButton action={leave} input={{ sure: true }} link confirm="退出以后不能再办本单位的事，要回来须由管理员重新邀请。" done={() => '已退出，正在回到登录页'} onDone={() => location.assign('/sign-in')} />
        </p>
      </section>
      {team.invitations.length > 0 ? (
        <section className="panel">
          <h2>等对方接受的邀请</h2>
          <ul className="plain-list">
            {team.invitations.map(({ id, name, phoneHint, grade, invitedByName, expiresAt, expired }) => (
              <li key={id} className="clerks-line">
                <span>
                  <strong>{name}</strong>（手机尾号 {phoneHint}）作{grades[grade]}
                  <span className="plain-quiet">
                    {invitedByName}邀请，{expired ? '已过期，可以重新邀请' : `${momentText(expiresAt)}前有效`}
                  </span>
                </span>
                {keeps ? <VerbButton action={withdrawInvitation} input={{ invitationId: id }} link done={() => '已撤回'} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {keeps ? <InviteForm carries={team.carries} /> : <p className="plain-quiet">您的角色是{grades[team.mine]}（{gradeWords[team.mine]}）。邀请、移除同事和改角色由管理员办理。</p>}
    </>
  )
}

const MemberLine = ({ member: { dutyId, name, grade, since, seenAt, me }, keeps, alone }: { member: Member; keeps: boolean; alone: boolean }) => {
  const [next, setNext] = useState<Grade>(grade)
  return (
    <li className="clerks-line">
      <span>
        <strong>{name}</strong>
        {me ? '（我）' : ''} {grades[grade]}
        <span className="plain-quiet">
          {dateText(since)}起{seenAt ? `，最近使用 ${momentText(seenAt)}` : '，还没有登录过'}
        </span>
      </span>
      {keeps && !alone ? (
        <span className="clerks-verbs">
          <label>
            <span className="plain-quiet">角色</span>{' '}
            <select className="plain-field clerks-grade" aria-label={`${name}的角色`} value={next} onChange={(event) => setNext(gradeNames.find((one) => one === event.target.value) ?? grade)}>
              {gradeNames.map((one) => (
                <option key={one} value={one}>
                  {grades[one]}
                </option>
              ))}
            </select>
          </label>
          <VerbButton action={changeGrade} input={{ dutyId, grade: next }} link can={next !== grade} done={() => '已改，对方须重新登录'} />
          {me ? null : <VerbButton action={endMember} input={{ dutyId }} link confirm={`移除${name}？他会马上退出，正在办的步骤由同事接着办。`} done={() => '已移除'} />}
        </span>
      ) : null}
      {keeps && alone ? <span className="plain-quiet">唯一的管理员，不能移除或改角色</span> : null}
    </li>
  )
}

const InviteForm = ({ carries }: { carries: boolean }) => {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [grade, setGrade] = useState<Grade>('clerk')
  const verb = useAct(invite)
  const send = (event: FormEvent) => {
    event.preventDefault()
    verb.mutate({ name, phone, grade }, { onSuccess: () => { setName(''); setPhone('') } })
  }
  return (
    <form className="panel clerks-form" onSubmit={send}>
      <h2>邀请同事</h2>
      <div className="plain-question">
        <label htmlFor="clerk-name">姓名</label>
        <input id="clerk-name" className="plain-field" autoComplete="off" required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      <div className="plain-question">
        <label htmlFor="clerk-phone">手机号码</label>
        <input id="clerk-phone" className="plain-field" inputMode="tel" autoComplete="off" required maxLength={11} value={phone} onChange={(event) => setPhone(event.target.value.trim())} />
      </div>
      <fieldset className="plain-choices">
        <legend>角色</legend>
        {gradeNames.map((one) => (
          <label key={one}>
            <input type="radio" name="clerk-grade" checked={grade === one} onChange={() => setGrade(one)} />
            {grades[one]}：{gradeWords[one]}
          </label>
        ))}
      </fieldset>
      <p className="plain-quiet">{carries ? '对方会收到短信' : '这里没有开通短信，请您自己告诉对方'}：打开“单位账号”，用这个手机号码收验证码后接受，7 天内有效。</p>
      <button type="submit" className="plain-button" disabled={verb.isPending}>
        {verb.isPending ? '正在发出……' : invite.label}
      </button>
      <p aria-live="polite">{verb.error ? <span className="plain-off">{verb.error.message}</span> : verb.data ? `邀请已发出，${dateText(verb.data.expiresOn)}前有效。` : ''}</p>
    </form>
  )
}
