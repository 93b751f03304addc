import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sessionCookie } from '../kernel/auth/cookies.ts'
import { hashPassword } from '../kernel/auth/password.ts'
import { codeOf, stepAt } from '../kernel/auth/totp.ts'
import type { Role } from '../kernel/org/roles.ts'
import type { World } from './world.ts'

/** What the tests of the door have in common: a real account, a browser with its cookies, an authenticator. */

export const goodPassword = '退潮后的滩涂上有三只白鹭'
let prepared: Promise<string> | undefined
/** One hash for all: making it is the slow part. */
export const goodHash = (): Promise<string> => (prepared ??= hashPassword(goodPassword))

export interface RealAccount {
  accountId: string
  login: string
  password: string
}

let made = 0
/** A real account, not of the demo, with a password. */
export const realAccount = async (world: World, role: Role, { place = '9801' } = {}): Promise<RealAccount> => {
  const passwordHash = await goodHash()
  const login = `real-${role}-${++made}`
  return world.asSystem(async (db) => {
    const { id } = await db.insertInto('kernel.account').values({ login, name: '柏舟', passwordHash }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('kernel.duty').values({ accountId: id, role, title: role, placeCode: role.endsWith('Officer') || role === 'talent' ? null : place }).execute()
    return { accountId: id, login, password: goodPassword }
  })
}

const Body = z.record(z.string(), z.unknown()).catch({})

/** A browser: keeps its cookies, comes from one address. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  private readonly world: Pick<World, 'app'>
  readonly ip: string
  constructor(world: Pick<World, 'app'>, ip = '10.9.8.7') {
    this.world = world
    this.ip = ip
  }
  get token(): string {
    return this.cookies.get(sessionCookie) ?? ''
  }
  async post(name: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown>; milliseconds: number }> {
    const cookie = [...this.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const began = performance.now()
    const response = await this.world.app.inject({ method: 'POST', url: `/api/${name}`, remoteAddress: this.ip, headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36', ...(cookie ? { cookie } : {}), ...headers }, payload: JSON.stringify(body) })
    const milliseconds = performance.now() - began
    for (const { name: key, value } of response.cookies) {
      if (value) this.cookies.set(key, value)
      else this.cookies.delete(key)
    }
    return { status: response.statusCode, body: Body.parse(response.json()), milliseconds }
  }
  signIn({ login, password }: { login: string; password: string }): ReturnType<Visitor['post']> {
    return this.post('auth.signIn', { login, password })
  }
}

const unbase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
/** What the app on the telephone shows; `offset` steps of thirty seconds from now. */
export const codeAt = (secret: string, offset = 0): string => codeOf(unbase32(secret), stepAt(Date.now()) + offset)

/** Signs in with the password and sets up an authenticator; gives its secret. One code of the past and none of now are used up. */
export const enrol = async (visitor: Visitor, account: RealAccount): Promise<string> => {
  await visitor.signIn(account)
  const { body } = await visitor.post('auth.beginEnrolment', { password: account.password })
  const secret = z.string().parse(body['secret'])
  await visitor.post('auth.confirmEnrolment', { code: codeAt(secret, -1) })
  return secret
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
