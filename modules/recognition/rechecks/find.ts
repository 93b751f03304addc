import { addDays, chineseDate } from '../../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../../kernel/calendar/working-days.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { catalogueOf, groundsLost } from '../../../measures/index.ts'
import { lapseDays } from '../words.ts'
import { recheckWorkingDays } from './contract.ts'
import * as store from './store.ts'
import type { Found, HeldClass } from './store.ts'

/** Who is to be looked at again: the ground is gone, the person has left, or the class ends soon. */

const pageSize = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

export const closeLapsed = (db: Tx, today: PlainDate): Promise<void> => store.closeGone(db, today)

/** Page by page, each in a transaction of its own: a broken night goes on where it was, and nobody waits for all of a city. */
export const openDue = async (database: Database, today: PlainDate): Promise<void> => {
  const dueOn = workingDaysAfter(today, recheckWorkingDays)
  for (let after = beforeAll; ; ) {
    const last = await database.asSystem(today, async (db) => {
      const schemes = [...new Set((await catalogueOf(db)).map(({ scheme }) => scheme))]
      const page = await store.heldClasses(db, schemes, after, pageSize)
      await store.insertRechecks(db, await findingsOf(db, page, today), today, dueOn)
      return page.length < pageSize ? undefined : page.at(-1)?.classId
    })
    if (last === undefined) return
    after = last
  }
}

const findingsOf = async (db: Tx, page: readonly HeldClass[], today: PlainDate): Promise<Found[]> => {
  const lost = await lostIn(db, page, today)
  const soon = addDays(today, lapseDays)
  return page.flatMap((held): Found[] => {
    if (held.hasLeft) return [{ held, cause: 'left', finding: '登记显示已离开本市' }]
    const failing = lost.get(held.classId)
    if (failing) return [{ held, cause: 'ground', finding: `认定依据不再符合：${failing.join('；')}`.slice(0, 2000) }]
    if (held.validTo !== null && held.validTo <= soon) return [{ held, cause: 'expiring', finding: `有效期到${chineseDate(held.validTo)}为止` }]
    return []
  })
}

/** By the edition under which each was recognised: a later catalogue takes nothing from who came by an earlier one. */
const lostIn = async (db: Tx, page: readonly HeldClass[], today: PlainDate): Promise<Map<string, string[]>> => {
  const lost = new Map<string, string[]>()
  for (const editionId of new Set(page.flatMap((held) => held.editionId ?? []))) {
    const of = page.filter((held) => held.editionId === editionId)
    const failing = await groundsLost(db, { editionId, personIds: of.map(({ personId }) => personId), on: today })
    for (const { classId, personId } of of) {
      const says = failing.get(personId)
      if (says) lost.set(classId, says)
    }
  }
  return lost
}
