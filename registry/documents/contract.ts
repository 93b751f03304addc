import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { HintField } from '../../kernel/hint-field.ts'
import { documentTypes } from '../../kernel/codes/identity-document.ts'
import type { Role } from '../../kernel/org/roles.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'

/** 其他证件: a person has one record and may have several documents (passport, residence permit), each with the name that stands on it. */

export const documentHands = ['talentOffice', 'windowClerk'] as const satisfies readonly Role[]

export const addDocument = declareAction({
  name: 'registry.addDocument',
  label: '登记其他证件',
  may: documentHands,
  input: z.object({
    personId: IdField('person'),
    documentType: z.enum(documentTypes),
    number: z.string().trim().min(1, '请填写证件号码').max(40),
    name: z.string().trim().min(1, '请填写证件上的姓名').max(60),
    validTo: PlainDateField.nullable(),
    source: z.string().trim().min(2, '请写明来源').max(100),
  }),
  output: z.object({ hint: HintField }),
  refusals: { wrongNumber: '证件号码不对', taken: '这个证件号码已经登记；如果是另一条记录，请到“疑似重复”合并' },
})
