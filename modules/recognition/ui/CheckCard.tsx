import { useRef, useState, type SyntheticEvent } from 'react'
import { dateText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { focusFirstWrong } from '../../../kit/plain/first-wrong.ts'
import { PlainArea } from '../../../kit/plain/PlainField.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { checkCard, getCardKey } from '../cards/contract.ts'

/** The counter, at a desk or at a service point without an account: a scanner types the code into the field and presses Enter. */
export const CheckCard = () => {
  const form = useRef<HTMLFormElement>(null)
  const [code, setCode] = useState('')
  const [empty, setEmpty] = useState(false)
  const check = useAct(checkCard)
  const card = check.data
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault()
    setEmpty(code.trim() === '')
    if (code.trim() === '') focusFirstWrong(form.current)
    else check.mutate({ code: code.trim() }, { onSettled: () => setCode('') })
  }
  return (
    <>
      <form ref={form} onSubmit={submit} noValidate>
        <PlainArea
          label="人才卡的码"
          hint="用扫码枪对准持卡人手机，或者粘贴码下面的文字"
          rows={3}
          maxLength={1200}
          value={code}
          onChange={setCode}
          wrong={empty ? '请扫码或者粘贴码' : undefined}
          onKeyDown={(event) => {
            if (event.key === 'Enter') submit(event)
          }}
        />
        <button type="submit" className="portal-button" disabled={check.isPending} aria-busy={check.isPending}>
          {checkCard.label}
        </button>
      </form>
      <div aria-live="assertive">
        {check.error ? <Says tone="bad" title={check.error.message} /> : null}
        {card ? (
          <Says tone="good" title={`有效：${card.level}类人才 ${card.maskedName}`}>{`${card.scheme}，卡号 ${card.serial}，${card.validTo ? `有效到${dateText(card.validTo)}` : '长期有效'}。请看一眼持卡人和姓名是否相符。`}</Says>
        ) : null}
      </div>
      <OfflineKey />
    </>
  )
}

const OfflineKey = () => {
  const key = useAsk(getCardKey, {}).data?.publicKey
  return (
    <details>
      <summary>没有网络的服务点怎么核验</summary>
      <p>把下面的公钥存成文件，用命令 juying card verify 码 --key 文件 核验；不联网也能认出改动过的和过期的码，撤销的最迟一分钟后不再有新码。</p>
      <pre className="plain-pre">{key}</pre>
    </details>
  )
}
