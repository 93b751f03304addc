import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { DemoMessages, PhoneEntered } from '../../../kernel/auth/account-contract.ts'
import { post } from '../../../kit/client.ts'

/** A code on the telephone, of plain elements; afterwards the browser is known by it, signed in or not. */
export const PhoneProof = ({ demo, proved }: { demo: boolean; proved: () => void }) => {
  const client = useQueryClient()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const ask = useMutation({ mutationFn: () => post('auth.askPhoneCode', { phone }) })
  const use = useMutation({
    mutationFn: async () => PhoneEntered.parse(await post('auth.usePhoneCode', { phone, code })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['me'] })
      proved()
    },
  })
  const caught = useQuery({ queryKey: ['caught', ask.submittedAt], enabled: demo && ask.isSuccess, retry: false, queryFn: async () => DemoMessages.parse(await post('auth.demoMessages', {})) })
  const latest = caught.data?.find((message) => message.phone === phone)
  const error = use.error ?? ask.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    use.mutate()
  }
  return (
    <form className="portal-card" onSubmit={submit}>
      <div className="plain-question">
        <label htmlFor="proof-phone">手机号码</label>
        <input id="proof-phone" className="plain-field" inputMode="tel" autoComplete="tel-national" maxLength={11} value={phone} onChange={(event) => setPhone(event.target.value.trim())} />
      </div>
      <button type="button" className="plain-button plain-button-plain" disabled={!/^1\d{10}$/.test(phone) || ask.isPending} onClick={() => ask.mutate()}>
        获取验证码
      </button>
      <p aria-live="polite" className="plain-quiet">
        {ask.isSuccess ? '验证码已发出，5 分钟内有效。没有收到，一分钟后再要。' : ''}
        {latest ? `示范模式，短信没有真的发出：${latest.text}` : ''}
      </p>
      <div className="plain-question">
        <label htmlFor="proof-code">6 位验证码</label>
        <input id="proof-code" className="plain-field" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => setCode(event.target.value.trim())} />
      </div>
      <button type="submit" className="plain-button" disabled={!/^\d{6}$/.test(code) || use.isPending}>
        下一步
      </button>
      {error ? (
        <p role="alert" className="plain-off">
          {error.message}
        </p>
      ) : null}
    </form>
  )
}
