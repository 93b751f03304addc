import { createTransport } from 'nodemailer'
import type { SmsSender } from '../auth/sms.ts'
import type { Config } from '../config.ts'
import type { Outward } from './declare.ts'

/** What carries a message out of the house: the same interface as the codes of the door, one for each channel that this city has opened. */
export type Senders = Partial<Record<Exclude<Outward, 'letter'>, SmsSender>>

let held: Senders = {}
/** The senders of this process; handed over where the house is put together. */
export const holdSenders = (senders: Senders): void => {
  held = senders
}
export const heldSenders = (): Senders => held

/** E-mail by SMTP; `smtps://` or STARTTLS where the server offers it. Gives up after ten seconds. The first line of the text is the subject. */
export const mailSender = (url: string, from: string): SmsSender => {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 }, { from })
  return {
    send: async (to, text) => {
      const [subject = ''] = text.split('\n')
      await transport.sendMail({ to: { name: '', address: to }, subject, text, disableFileAccess: true, disableUrlAccess: true })
    },
  }
}

/** Which senders a configuration opens. In the demo nothing leaves the house: the catcher stands in for the telephone, the mailbox and the application. */
export const sendersOf = ({ demo, smtp, push }: Pick<Config, 'demo' | 'smtp' | 'push'>, sms: SmsSender | undefined, make: { http: (url: string, token: string) => SmsSender; catcher: () => SmsSender }): Senders => ({
  ...(sms ? { sms } : {}),
  ...(smtp ? { email: mailSender(smtp.url, smtp.from) } : demo ? { email: make.catcher() } : {}),
  ...(push ? { push: make.http(push.url, push.token) } : demo ? { push: make.catcher() } : {}),
})
