import { z } from 'zod'
import { longestPassword } from './password-rules-words.ts'

/** What one does with one's own account: password, factors, devices. */

const password = z.string().min(1, '请填写口令').max(longestPassword, `口令最多 ${longestPassword} 个字`)

export const ChangePassword = z.object({ old: z.string().max(longestPassword).default(''), password })
export const UseCode = z.object({ login: z.string().trim().min(1, '请填写账号').max(100), code: z.string().trim().min(8, '登录码是 12 位').max(40), password })

export const RecoveryCode = z.object({ code: z.string().trim().min(8, '恢复码是 12 位').max(40) })
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

export const signInWays = { demo: '示范登录', password: '口令', phone: '手机验证码', passkey: '通行密钥', oidc: '统一身份认证' } as const
const way = z.enum(Object.keys(signInWays) as [keyof typeof signInWays])
export const factorWords = { totp: '动态口令', passkey: '通行密钥', recovery: '恢复码', oidc: '统一身份认证' } as const

export const DeviceEntry = z.object({ id: z.uuid(), way, factor: z.enum(Object.keys(factorWords) as [keyof typeof factorWords]).nullable(), device: z.string(), place: z.string(), createdAt: z.string(), seenAt: z.string(), current: z.boolean() })
export type DeviceEntry = z.infer<typeof DeviceEntry>
export const HistoryEntry = z.object({ id: z.uuid(), at: z.string(), way, device: z.string(), place: z.string(), endedBecause: z.string().nullable(), succeeded: z.boolean() })
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const OneDevice = z.object({ id: z.uuid() })

export const PasskeyName = z.object({ name: z.string().trim().min(1, '请给通行密钥起个名字').max(40, '名字最多 40 个字') })
export const PasskeyEntry = z.object({ id: z.uuid(), name: z.string(), createdAt: z.string(), usedAt: z.string().nullable() })
export type PasskeyEntry = z.infer<typeof PasskeyEntry>

/** Everything that the page 账号与安全 shows. */
export const Account = z.object({
  login: z.string(),
  hasPassword: z.boolean(),
  passwordAt: z.string().nullable(),
  required: z.boolean(),
  totp: z.boolean(),
  passkeys: z.array(PasskeyEntry),
  recoveryLeft: z.number(),
  phoneHint: z.string().nullable(),
  devices: z.array(DeviceEntry),
  history: z.array(HistoryEntry),
})
export type Account = z.infer<typeof Account>

export const phoneNumber = z.string().trim().regex(/^1\d{10}$/, '手机号码是 11 位数字，以 1 开头')
export const AskPhoneCode = z.object({ phone: phoneNumber })
export const UsePhoneCode = z.object({ phone: phoneNumber, code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') })
export const PhoneEntered = z.object({ signedIn: z.boolean(), bind: z.boolean() })
export const BindPerson = z.object({ name: z.string().trim().min(1, '请填写姓名').max(60), documentNumber: z.string().trim().min(6, '请填写证件号码').max(30), windowCode: z.string().trim().max(40).default('') })

/** The ways in that this house offers, for the page of signing in. */
export const Ways = z.object({ phone: z.boolean(), oidc: z.string().nullable() })
export const DemoMessages = z.array(z.object({ phone: z.string(), text: z.string(), at: z.string() }))
