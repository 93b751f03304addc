import { randomBytes } from 'node:crypto'
import { hashToken } from '../../kernel/auth/cookies.ts'
import { readConfig } from '../../kernel/config.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { confirmPath, keptDays, stopPath } from './contract.ts'
import { emailIndex, type DueMail } from './store.ts'

/** What is written to an address, and the two keys in it: of the first the house keeps the hash alone, the second is made anew from the address each time. */

/** Where the house is found from outside. In a house without such an address nobody could follow a link. */
export const originOf = (): string => {
  const { url, host, port } = readConfig()
  return url ?? `http://${host}:${port}`
}

export const newConfirmToken = (): string => randomBytes(24).toString('base64url')
const stopTokenOf = (index: Buffer): string => houseSealer().index('subscriptions.stop', index.toString('hex')).toString('base64url')
export const stopHashOf = (email: string): Buffer => hashToken(stopTokenOf(emailIndex(email)))

const stopLine = (index: Buffer): string => `不想再收：${originOf()}${stopPath}#${stopTokenOf(index)}`

/** After the sign #, so that neither a log nor a page on the way sees the key; and nothing happens before somebody presses the button there. */
export const confirmText = (email: string, token: string, words: string): string =>
  ['聚英：请确认政策订阅', `有人用这个邮箱订阅了${words}的政策消息。`, `是您本人的，请打开确认：${originOf()}${confirmPath}#${token}`, `${keptDays} 天内不确认，这个地址就会删除，不会再收到邮件。不是您本人的，不用理会。`, stopLine(emailIndex(email))].join('\n')

export const digestText = ({ emailIndex: index, items }: DueMail): string =>
  ['聚英：您订阅的政策有新消息', ...items.map(({ title, link }) => `${title}\n${originOf()}${link}`), stopLine(index)].join('\n\n')
