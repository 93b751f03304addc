import { createHmac } from 'node:crypto'

/** Carries a text to a telephone. Which service does so is the city's to choose; the house knows this much of it. */
export interface SmsSender {
  send(phone: string, text: string): Promise<void>
  /** What a catcher has caught, newest first; real senders keep nothing. */
  caught?: () => readonly { phone: string; text: string; at: string }[]
}

/** For the demo and the tests: nothing leaves the house, the page shows what would have been sent. Keeps the last twenty, in memory alone. */
export const catchingSender = (): SmsSender => {
  const kept: { phone: string; text: string; at: string }[] = []
  return {
    send: async (phone, text) => {
      kept.unshift({ phone, text, at: new Date().toISOString() })
      kept.length = Math.min(kept.length, 20)
    },
    caught: () => kept,
  }
}

/**
 * A gateway that takes `{phone, text}` as JSON and answers with 2xx. The token goes into the header; `x-juying-signature` is the HMAC-SHA-256 of `<x-juying-time>.<body>`
 * under it, in hex, so that the gateway can tell what came from here, and when. Gives up after five seconds. For pushes `phone` is the account.
 */
export const httpSender = (url: string, token: string): SmsSender => ({
  send: async (phone, text) => {
    const body = JSON.stringify({ phone, text })
    const time = new Date().toISOString()
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-juying-time': time, 'x-juying-signature': createHmac('sha256', token).update(`${time}.${body}`).digest('hex') }
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000), redirect: 'error' })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`the gateway of text messages answered ${response.status}`)
  },
})
