import { z } from 'zod'
import { declareAction, declareQuery } from '../../kernel/action.ts'
import { IdField, PlainDateField } from '../../kernel/types.ts'
import { keepers } from './hands.ts'

/** 摇号: announced with the hash of its seed, drawn after the list has closed, recomputed by anybody. */

const drawId = IdField('housingDraw')
const Draw = z.object({
  id: drawId,
  number: z.string(),
  name: z.string(),
  document: z.string(),
  appliedUntil: PlainDateField,
  witnessSource: z.string(),
  commitment: z.string(),
  openedOn: PlainDateField,
  witness: z.string().nullable(),
  seed: z.string().nullable(),
  drawnOn: PlainDateField.nullable(),
  entries: z.array(z.string()),
})
export type Draw = z.output<typeof Draw>
/** For the public too: nothing in it names anybody. */
export const askDraws = declareQuery({ name: 'housing.draws', label: '人才公寓摇号', may: 'public', input: z.object({}), output: z.object({ draws: z.array(Draw) }) })

const notCity = '摇号全市一次，由市人才办办理'
export const openDraw = declareAction({
  name: 'housing.openDraw',
  label: '公告摇号',
  may: keepers,
  input: z.object({
    name: z.string().trim().min(2, '请写明是哪一批').max(60),
    document: z.string().trim().min(4, '请写明依据').max(80),
    appliedUntil: PlainDateField,
    witnessSource: z.string().trim().min(4, '请写明公开数从哪里来').max(200),
  }),
  output: z.object({ number: z.string(), commitment: z.string() }),
  refusals: { notCity, past: '报名截止日不能早于今天', open: '还有一次公告了没有摇的，先摇完' },
})
export const holdDraw = declareAction({
  name: 'housing.holdDraw',
  label: '摇号',
  may: keepers,
  input: z.object({ drawId, witness: z.string().trim().min(1, '请填公开数').max(100) }),
  output: z.object({ drawn: z.number() }),
  refusals: { notCity, early: '报名截止以后才能摇号', done: '已经摇过', nobody: '没有可以参加摇号的申请' },
})
