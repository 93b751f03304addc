import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { IdField } from '../../kernel/types.ts'

/** 找回账号：人才换了手机，窗口看过身份证原件，签发一个找回码。 */

export const giveTalentCode = declareAction({
  name: 'registry.giveTalentCode',
  label: '签发找回码',
  shownOnce: true,
  may: ['windowClerk', 'talentOffice'],
  stepUp: true,
  input: z.object({ personId: IdField('person'), ground: z.string().trim().min(4, '请写明核验了什么，例如：本人到场，核对身份证原件').max(200) }),
  output: z.object({ code: z.string(), days: z.number() }),
  refusals: { noAccount: '这名人才还没有登录过，不需要找回码：请他用手机验证码登录，再填姓名和证件号码', disabled: '这个账号已停用，请先联系安全保密员' },
})
