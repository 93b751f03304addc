import { z } from 'zod'
import { IdField } from '../types.ts'
import { gradeNames, roles } from '../org/roles.ts'

/** Signing in is the one thing that happens before there is an actor, so its routes stand outside the table of verbs. */
export const SignIn = z.object({ login: z.string().min(1, '请填写账号').max(100), password: z.string().min(1, '请填写口令').max(200) })
export const DemoSignIn = z.object({ login: z.string().min(1).max(100) })
export const TakeDuty = z.object({ dutyId: IdField('duty') })

export const SecondFactorCode = z.object({ code: z.string().regex(/^\d{6}$/, '动态口令是 6 位数字') })
export const BeginEnrolment = z.object({ password: z.string().max(200).default('') })
/** `pending`: this session still owes its factor; `asked`: verbs that ask again ask this account. */
export const SecondFactorState = z.object({ enrolled: z.boolean(), steppedUp: z.boolean(), pending: z.boolean(), asked: z.boolean(), totp: z.boolean(), passkeys: z.number(), recoveryLeft: z.number(), demoCode: z.string().nullable() })
export type SecondFactorState = z.infer<typeof SecondFactorState>
export const Enrolment = z.object({ secret: z.string(), uri: z.string() })

export const Duty = z.object({
  id: IdField('duty'),
  role: z.enum(Object.keys(roles) as [keyof typeof roles]),
  title: z.string(),
  placeCode: z.string().nullable(),
  placeName: z.string().nullable(),
  department: z.string().nullable(),
  grade: z.enum(gradeNames).nullable(),
})
export type Duty = z.infer<typeof Duty>

/** Who I am, as the browser knows it. */
export const Me = z.object({
  signedIn: z.boolean(),
  /** He gave his password and still owes the second factor. */
  pending: z.boolean(),
  demo: z.boolean(),
  today: z.string(),
  name: z.string(),
  duty: Duty.nullable(),
  duties: z.array(Duty),
  personId: z.string().nullable(),
  employerId: z.string().nullable(),
})
export type Me = z.infer<typeof Me>

export const DemoAccount = z.object({ login: z.string(), name: z.string(), title: z.string(), role: z.string() })
export type DemoAccount = z.infer<typeof DemoAccount>
