import { z } from 'zod'
import { declareAction, declareQuery } from '../action.ts'
import { everyone } from '../org/roles.ts'
import { IdField } from '../types.ts'

/** 个人保存的筛选：一张列表的一组条件，起个名字，下次一点就到。 */

/** How many one may keep for one list: more are not found again anyway. */
export const mostViews = 20

const list = z.string().min(1).max(80)
const Filters = z.record(z.string().min(1).max(40), z.string().max(200))

export const saveView = declareAction({
  name: 'kernel.saveView',
  label: '保存筛选',
  may: everyone,
  viewerToo: true,
  input: z.object({ list, title: z.string().trim().min(1, '请起个名字').max(40, '名字不超过 40 字'), filters: Filters }),
  output: z.object({ id: IdField('savedView') }),
  refusals: { tooMany: `一张列表至多保存 ${mostViews} 个，请先删去不用的` },
})

export const removeView = declareAction({
  name: 'kernel.removeView',
  label: '删去',
  may: everyone,
  viewerToo: true,
  input: z.object({ id: IdField('savedView') }),
  output: z.object({}),
  refusals: {},
})

export const myViews = declareQuery({
  name: 'kernel.myViews',
  label: '我保存的筛选',
  may: everyone,
  input: z.object({ list }),
  output: z.object({ views: z.array(z.object({ id: IdField('savedView'), title: z.string(), filters: Filters })) }),
})
