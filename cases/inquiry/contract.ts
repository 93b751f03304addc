import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { IdField } from '../../kernel/types.ts'
import { Nothing, reviewers } from '../fields.ts'

/** 异议调查：指定调查人、记录经过；办结在 settleObjection。 */

const objectionId = IdField('objection')

export const assignInquirer = declareAction({
  name: 'cases.assignInquirer',
  label: '指定调查人',
  may: reviewers,
  input: z.object({ objectionId, accountId: IdField('account') }),
  output: z.object({ name: z.string() }),
  refusals: {
    alreadySettled: '该异议已经办结',
    notColleague: '只能指定本机构在岗的同事',
    involved: '办过这一件的人不能调查对它的异议',
  },
})

export const noteInquiry = declareAction({
  name: 'cases.noteInquiry',
  label: '记录调查经过',
  may: reviewers,
  input: z.object({ objectionId, note: z.string().trim().min(4, '请写明调查经过').max(2000, '不超过 2000 字') }),
  output: Nothing,
  refusals: { alreadySettled: '该异议已经办结', notInquirer: '调查经过由指定的调查人记录' },
})
