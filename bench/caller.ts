import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

const Page = z.object({ rows: z.array(z.looseObject({ id: z.string() })) })
const LastMatch = z.object({ running: z.unknown().nullable(), last: z.unknown().nullable() })
const Catalogue = z.object({ figures: z.array(z.object({ id: z.string() })) })
const Entitlements = z.object({ rows: z.array(z.object({ personId: z.string(), measure: z.string() })) })

/** Somebody signed in, over HTTP, as a browser would be; an answer that is not 200 ends the bench. */
export class Caller {
  private readonly address: string
  private readonly cookie: string
  constructor(address: string, cookie: string) {
    this.address = address
    this.cookie = cookie
  }

  async ask(name: string, body: unknown): Promise<unknown> {
    const { status, text } = await this.post(name, body)
    if (status !== 200) throw new Error(`${name} answered ${status}: ${text}`)
    return JSON.parse(text)
  }

  private async post(name: string, body: unknown): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.address}/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: this.cookie }, body: JSON.stringify(body) })
    return { status: response.status, text: await response.text() }
  }

  async idsOf(list: string, filters: object): Promise<string[]> {
    return Page.parse(await this.ask(list, { filters })).rows.map(({ id }) => id)
  }

  /** Every figure that can be counted, as the leaders' page asks: in one question. */
  async figureIds(): Promise<string[]> {
    return Catalogue.parse(await this.ask('indicators.catalogue', {})).figures.map(({ id }) => id)
  }

  async matchEverybody(): Promise<void> {
    await this.ask('measures.runMatch', {})
    for (let waited = 0; waited < 300_000; waited += 200) {
      const { running, last } = LastMatch.parse(await this.ask('measures.lastMatch', {}))
      if (running === null && last !== null) return
      await pause(200)
    }
    throw new Error('the match did not end')
  }

  /** Files cases for what the staff was found due; says how many went in. A no of the procedure is part of life and left alone. */
  async fileWhatIsDue(most: number): Promise<number> {
    const { rows } = Entitlements.parse(await this.ask('measures.entitlements', { filters: {}, limit: most }))
    let filed = 0
    for (const { personId, measure } of rows) {
      const { status, text } = await this.post('cases.submit', { measure, personId, answers: {} })
      if (status === 200) filed++
      else if (status !== 409) throw new Error(`cases.submit answered ${status}: ${text}`)
    }
    return filed
  }
}

export const signIn = async (address: string, login: string): Promise<Caller> => {
  const response = await fetch(`${address}/api/auth.demoSignIn`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login }) })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!response.ok || !cookie) throw new Error(`${login} cannot sign in: ${await response.text()}`)
  await response.text()
  return new Caller(address, cookie)
}
