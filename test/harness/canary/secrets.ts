import { identityCheck } from '../../../kernel/codes/identity-number.ts'
import { withCheckDigit } from '../../../fund/account-number.ts'

/** Values of one invented person that occur nowhere else: where one of them is found, it has leaked. The place code was never issued, the telephone prefix neither. */
export interface Secret {
  name: 'identity' | 'phone' | 'account' | 'pay' | 'email' | 'address'
  /** The ways in which people and programs write it; each is looked for in every encoding. */
  forms: readonly string[]
}

/** Of a man born on 31 July 1992; odd serials keep that true. */
export const identityOf = (serial: number): string => {
  const first17 = `98019919920731${serial}`
  return first17 + identityCheck(first17)
}

export const canary = {
  identity: identityOf(739),
  phone: '10007391846',
  account: withCheckDigit('629801739184627391'),
  payFen: 131_337_289,
  payYuan: '1313372.89',
  email: 'canary.7391846@qiaomu.example',
  address: '临渊羡鱼路七三九一号',
} as const

export const secrets: readonly Secret[] = [
  { name: 'identity', forms: [canary.identity] },
  { name: 'phone', forms: [canary.phone] },
  { name: 'account', forms: [canary.account] },
  { name: 'pay', forms: [canary.payYuan, String(canary.payFen), '1,313,372.89'] },
  { name: 'email', forms: [canary.email] },
  { name: 'address', forms: [canary.address] },
]
