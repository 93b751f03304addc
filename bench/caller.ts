import { z } from 'zod'

const Page = z.object({ rows: z.array(z.looseObject({ id: z.string() })) })

/** Somebody signed in, over HTTP, as a browser would be; an answer that is not 200 ends the bench. */
export class Caller {
  private readonly address: string
  private readonly cookie: string
  constructor(address: string, cookie: string) {
    this.address = address
    this.cookie = cookie
  }

  async ask(name: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.address}/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: this.cookie }, body: JSON.stringify(body) })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}: ${text}`)
    return JSON.parse(text)
  }

  async idsOf(list: string, filters: object): Promise<string[]> {
    return Page.parse(await this.ask(list, { filters })).rows.map(({ id }) => id)
  }
}

export const signIn = async (address: string, login: string): Promise<Caller> => {
  const response = await fetch(`${address}/api/auth.demoSignIn`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login }) })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!response.ok || !cookie) throw new Error(`${login} cannot sign in: ${await response.text()}`)
  await response.text()
  return new Caller(address, cookie)
}
