import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser'
import { z } from 'zod'
import { post } from './client.ts'

/** The browser's side of passkeys: fetch the challenge, let the device sign, hand it in. */

const Begun = z.object({ options: z.unknown() })
type Creation = Parameters<typeof startRegistration>[0]['optionsJSON']
type Request = Parameters<typeof startAuthentication>[0]['optionsJSON']
const isOptions = (value: unknown): value is Creation & Request => typeof value === 'object' && value !== null && 'challenge' in value

const begin = async (name: string, body: object): Promise<Creation & Request> => {
  const { options } = Begun.parse(await post(name, body))
  if (!isOptions(options)) throw new Error('服务器没有给出可用的通行密钥请求')
  return options
}

/** What the device did not do, in words. */
const inWords = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') throw new Error('这台设备上已有这个账号的通行密钥', { cause: error })
    if (error instanceof Error && (error instanceof WebAuthnError || error.name === 'NotAllowedError')) throw new Error('设备没有完成确认：可能已取消、超时，或设备不支持', { cause: error })
    throw error
  }
}

export const canUsePasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined'

export const signInByPasskey = async (): Promise<unknown> => {
  const optionsJSON = await begin('auth.beginPasskeySignIn', {})
  return post('auth.passkeySignIn', { response: await inWords(() => startAuthentication({ optionsJSON })) })
}
export const stepUpByPasskey = async (): Promise<unknown> => {
  const optionsJSON = await begin('auth.beginPasskeyStepUp', {})
  return post('auth.passkeyStepUp', { response: await inWords(() => startAuthentication({ optionsJSON })) })
}
export const addPasskey = async (name: string, password: string): Promise<unknown> => {
  const optionsJSON = await begin('auth.beginPasskey', { password })
  return post('auth.addPasskey', { name, response: await inWords(() => startRegistration({ optionsJSON })) })
}
