import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AskPhoneCode, BindPerson, UsePhoneCode } from './account-contract.ts'
import { attemptSucceeded, beginAttempt } from './attempts.ts'
import { bindPhone } from './bind.ts'
import { cookieOf, dropCookie, giveCookie, ticketCookie } from './cookies.ts'
import { doorOf, failed, says, type AuthOptions } from './door.ts'
import { accountOfPhone, checkPhoneCode, codeMinutes, makePhoneCode, phoneKey } from './phones.ts'
import { issueTicket, readTicket, takeTicket, ticketSeconds } from './tickets.ts'

/** Signing in by telephone, for the public: a code, and the first time (or after long) name and identity number. */

const Phone = z.object({ phone: z.string() })
/** Looking for a person who is there and for one who is not takes this long, milliseconds: longer than either needs. */
const evenly = 300

export const phoneRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, demo, ways } = options
  const door = doorOf(app, options)

  const asking = { noSender: '这里还没有开通手机验证码登录', tooMany: '这个号码或这处网络要的验证码太多，请一分钟后再试；一天最多 10 次', notSent: '短信没有发出去，请稍后再试' } as const
  door.open('askPhoneCode', { input: AskPhoneCode, refusals: asking }, async ({ body, caller, request, today }) => {
    if (!ways.sms) return failed('noSender')
    const code = await makePhoneCode(database, { phone: body.phone, source: caller.source, today })
    if (!code) return failed('tooMany')
    try {
      await ways.sms.send(body.phone, `聚英：验证码 ${code}，${codeMinutes} 分钟内有效。工作人员不会向您索要验证码。`)
    } catch (error) {
      request.log.error({ reason: error instanceof Error ? error.message : 'unknown', requestId: request.id }, 'text message not sent')
      return failed('notSent')
    }
    return { sent: true, minutes: codeMinutes }
  })

  app.post('/api/auth.demoMessages', async (_request, reply) => (demo && ways.sms?.caught ? ways.sms.caught() : says(reply, 403, { kind: 'denied', message: '只在示范模式下可以看到发出的短信' })))

  const using = { wrong: '验证码不对，或者已经过期、用过。错五次须重新获取', tooMany: '尝试次数过多，请 15 分钟后再试' } as const
  door.open('usePhoneCode', { input: UsePhoneCode, refusals: using, unauthorised: true }, async ({ body, caller, reply, today }) => {
    const checked = await checkPhoneCode(database, { ...body, caller, today })
    if (checked !== 'right') return failed(checked)
    const accountId = await database.asSystem(today, (db) => accountOfPhone(db, body.phone))
    if (accountId && (await door.enter(reply, accountId, { way: 'phone' }))) return { signedIn: true, bind: false }
    giveCookie(reply, ticketCookie, await database.asSystem(today, (db) => issueTicket(db, 'phone', { phone: body.phone })), { seconds: ticketSeconds })
    return { signedIn: false, bind: true }
  })

  const binding = {
    noTicket: '验证码已经过去太久，请重新获取',
    notMatched: '没有核对上：请核对姓名和证件号码。换过手机号码的，请带身份证到乡镇街道窗口领取找回码，连同找回码一起填',
    tooMany: '尝试次数过多，请 15 分钟后再试',
  } as const
  door.open('bindPerson', { input: BindPerson, refusals: binding }, async ({ body, caller, request, reply, today }) => {
    const until = wait(evenly)
    const ticket = cookieOf(request, ticketCookie)
    const bound = await database.asSystem(today, async (db) => {
      const said = Phone.safeParse(await readTicket(db, 'phone', ticket))
      if (!said.success) return failed('noTicket')
      const { phone } = said.data
      const attempt = await beginAttempt(db, { login: `bind:${phoneKey(phone).toString('hex').slice(0, 24)}`, source: caller.source, deviceToken: undefined })
      if (!attempt) return failed('tooMany')
      const person = await ways.findPerson?.(db, body)
      const accountId = person ? await bindPhone(db, { person, phone, windowCode: body.windowCode, today }) : undefined
      if (!accountId) return failed('notMatched')
      await attemptSucceeded(db, attempt)
      await takeTicket(db, 'phone', ticket)
      return { accountId }
    })
    await until
    if ('failed' in bound) return bound
    dropCookie(reply, ticketCookie)
    return { signedIn: await door.enter(reply, bound.accountId, { way: 'phone' }) }
  })
}
