import { z } from 'zod'

const Officer = z.object({
  login: z.string().trim().regex(/^[a-z][a-z0-9.-]{2,39}$/, '登录名用小写字母开头，3 至 40 位小写字母、数字、点或横线'),
  name: z.string().trim().min(2, '请填写姓名').max(40),
  documentNumber: z.string().trim().min(1, '请填写身份证号码').max(30),
  password: z.string().min(12, '口令至少 12 位').max(200),
})

/** Four human beings for the three officers' duties; there are two security officers because neither grants anything alone. */
export const SetUp = z.object({ code: z.string().trim().min(10, '请填写设置码').max(60), securityOne: Officer, securityTwo: Officer, system: Officer, audit: Officer })
export const officersToSetUp = { securityOne: '安全保密员（一）', securityTwo: '安全保密员（二）', system: '系统管理员', audit: '审计员' } as const
