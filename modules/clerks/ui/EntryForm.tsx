import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { sizeText } from '../../../kernel/files/types.ts'
import { postForm } from '../../../kit/client.ts'
import { dateText } from '../../../kit/format.ts'
import { Asked, paths, proofLimit } from '../door-contract.ts'

/** The first way in of an employer that nobody acts for yet; the talent office of its county answers. */
export const EntryForm = () => {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [creditCode, setCreditCode] = useState('')
  const [name, setName] = useState('')
  const [post, setPost] = useState('')
  const ask = useMutation({
    mutationFn: async () => Asked.parse(await postForm(`/api/${paths.ask}`, file ?? new File([], ''), { creditCode, name, post })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['clerks.mine'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <details className="portal-card">
      <summary>单位还没有账号：申请首次开通</summary>
      <form onSubmit={submit}>
        <p>您将成为单位的第一名管理员，以后由您邀请同事。单位所在区县人才办核对证明后答复。</p>
        <div className="plain-question">
          <label htmlFor="entry-code">统一社会信用代码</label>
          <input id="entry-code" className="plain-field" autoComplete="off" required maxLength={18} value={creditCode} onChange={(event) => setCreditCode(event.target.value.trim().toUpperCase())} />
        </div>
        <div className="plain-question">
          <label htmlFor="entry-name">您的姓名</label>
          <input id="entry-name" className="plain-field" autoComplete="name" required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="plain-question">
          <label htmlFor="entry-post">在单位的职务</label>
          <input id="entry-post" className="plain-field" autoComplete="organization-title" required maxLength={60} value={post} onChange={(event) => setPost(event.target.value)} />
        </div>
        <div className="plain-question">
          <label htmlFor="entry-proof">证明：盖单位公章的授权书或任职证明（PDF、JPG、PNG，{sizeText(proofLimit)}以内）</label>
          <input id="entry-proof" type="file" className="plain-field" accept=".pdf,.jpg,.jpeg,.png" required onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </div>
        <button type="submit" className="plain-button" disabled={ask.isPending}>
          {ask.isPending ? '正在提交……' : '提交申请'}
        </button>
        {ask.error ? (
          <p role="alert" className="plain-off">
            {ask.error.message}
          </p>
        ) : null}
        <p aria-live="polite">{ask.data ? `已收到，编号 ${ask.data.number}，由${ask.data.officeName}在 ${dateText(ask.data.dueOn)}前答复。` : ''}</p>
      </form>
    </details>
  )
}
