import type { Page } from 'playwright-core'
import { z } from 'zod'

/** What a page got for what it sent. */
export interface Answer {
  status: number
  body: unknown
}

/** A verb from within somebody's page, as the page itself sends it; where the house wants proof of who is there, it gets it. */
export const call = async (page: Page, name: string, input: unknown): Promise<Answer> => {
  const first = await send(page, name, input)
  const code = z.object({ code: z.string() }).safeParse(first.body)
  if (!code.success || code.data.code !== 'secondFactorNeeded') return first
  const { body } = await send(page, 'auth.secondFactor', {})
  const proved = await send(page, 'auth.stepUp', { code: z.object({ demoCode: z.string() }).parse(body).demoCode })
  if (proved.status !== 200) throw new Error(`no proof: ${JSON.stringify(proved.body)}`)
  return send(page, name, input)
}

const send = (page: Page, name: string, input: unknown): Promise<Answer> =>
  page.evaluate(
    async ([path, text]) => {
      const response = await fetch(`/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text ?? '' })
      const body: unknown = await response.json()
      return { status: response.status, body }
    },
    [name, JSON.stringify(input)],
  )

/** A file with its fields, as a form sends them. */
export const upload = (page: Page, path: string, file: { name: string; bytes: Uint8Array }, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  page.evaluate(
    async ({ to, name, base64, said }) => {
      const form = new FormData()
      for (const [key, value] of Object.entries(said)) form.append(key, value)
      form.append('file', new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name))
      const response = await fetch(to, { method: 'POST', body: form })
      const body: unknown = await response.json()
      return { status: response.status, body }
    },
    { to: path, name: file.name, base64: Buffer.from(file.bytes).toString('base64'), said: fields },
  )
