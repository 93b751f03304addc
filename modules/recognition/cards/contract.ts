import { z } from 'zod'
import { declareAction, declareQuery } from '../../../kernel/action.ts'
import { PlainDateField } from '../../../kernel/types.ts'

/** 人才卡: shown on the phone with a code that lives for a minute, checked at the counter. */

/** How long a code may be shown, in seconds; the page fetches the next one before it ends. */
export const cardLifeSeconds = 60

export const codeRefusals = {
  malformed: '这不是人才卡的码，请让持卡人打开“人才卡”页面重新扫',
  forged: '码的签名不对，可能被改动过，不能凭它办理',
  expired: '码已经过期，请持卡人刷新后再出示',
  lapsed: '卡上的类别已经过了有效期',
} as const
export type CodeRefusal = keyof typeof codeRefusals

export const getMyCard = declareQuery({
  name: 'recognition.myCard',
  label: '人才卡',
  may: ['talent'],
  input: z.object({}),
  output: z.object({
    /** Null while he holds no class. */
    card: z.object({ level: z.string(), name: z.string(), scheme: z.string(), issuer: z.string(), validTo: PlainDateField.nullable(), serial: z.string(), code: z.string(), secondsLeft: z.number().int() }).nullable(),
  }),
})

export const checkCard = declareAction({
  name: 'recognition.checkCard',
  label: '核验',
  may: 'public',
  input: z.object({ code: z.string().trim().min(1, '请扫码或者粘贴码').max(1200, '这不是人才卡的码') }),
  output: z.object({ level: z.string(), maskedName: z.string(), serial: z.string(), scheme: z.string(), validTo: PlainDateField.nullable() }),
  refusals: { ...codeRefusals, revoked: '这张卡的类别已经撤销、降档或者由新的类别取代，不能凭它办理' },
})

/** What a counter keeps to check codes without a network. */
export const getCardKey = declareQuery({ name: 'recognition.cardKey', label: '人才卡公钥', may: 'public', input: z.object({}), output: z.object({ publicKey: z.string() }) })
