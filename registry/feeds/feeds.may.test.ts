import { describe, expect } from 'vitest'
import { csv, deliver, numberOf, openSource, personWith } from '../../test/feeds.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import type { Id } from '../../kernel/types.ts'
import { attachRow, correctRow, dropRow, feedHands, getDelivery, getFeedSource, getQuarantined, issueKey, listDeliveries, listFeedSources, listQuarantine, openFeed, rerunRows, revokeKey, saveMapping, tryMapping, undoDelivery } from './contract.ts'
import { defaultMapping } from './mapping.ts'

interface Subject {
  sourceId: Id<'feedSource'>
  deliveryId: Id<'feedDelivery'>
  rowId: Id<'feedRow'>
  keyId: Id<'feedKey'>
}

const verbs: Record<string, { away: 'yes' | 'missing'; attempt: (who: Somebody, subject: Subject) => Promise<unknown> }> = {
  sources: { away: 'yes', attempt: (who) => who.lists(listFeedSources, {}) },
  deliveries: { away: 'yes', attempt: (who) => who.lists(listDeliveries, {}) },
  quarantine: { away: 'yes', attempt: (who) => who.lists(listQuarantine, {}) },
  openFeed: { away: 'yes', attempt: (who) => who.does(openFeed, { kind: 'tax', name: '市税务局', code: 'tax', everyDays: 30 }) },
  source: { away: 'missing', attempt: (who, { sourceId }) => who.asks(getFeedSource, { sourceId }) },
  delivery: { away: 'missing', attempt: (who, { deliveryId }) => who.asks(getDelivery, { deliveryId }) },
  tryMapping: { away: 'missing', attempt: (who, { sourceId }) => who.asks(tryMapping, { sourceId, mapping: defaultMapping('education'), sample: '姓名' }) },
  saveMapping: { away: 'missing', attempt: (who, { sourceId }) => who.does(saveMapping, { sourceId, mapping: defaultMapping('education'), everyDays: 30 }) },
  issueKey: { away: 'missing', attempt: (who, { sourceId }) => who.does(issueKey, { sourceId }) },
  revokeKey: { away: 'missing', attempt: (who, { keyId }) => who.does(revokeKey, { keyId }) },
  openQuarantined: { away: 'missing', attempt: (who, { rowId }) => who.does(getQuarantined, { rowId }) },
  attachRow: { away: 'missing', attempt: (who, { rowId }) => who.does(attachRow, { rowId, personNumber: 'P9999999' }) },
  correctRow: { away: 'missing', attempt: (who, { rowId }) => who.does(correctRow, { rowId, cells: [], reason: '电话核实' }) },
  dropRow: { away: 'missing', attempt: (who, { rowId }) => who.does(dropRow, { rowId, reason: '不是本市人才' }) },
  rerunRows: { away: 'missing', attempt: (who, { deliveryId }) => who.does(rerunRows, { deliveryId }) },
  undoDelivery: { away: 'missing', attempt: (who, { deliveryId }) => who.does(undoDelivery, { deliveryId, reason: '送错了文件' }) },
}

describe('deliveries by duty', () => {
  test('each verb answers each duty as its line says; a source of another county is missing', async ({ world }) => {
    await personWith(world, 1)
    const office = await world.staff('talentOffice', '980101')
    const sourceId = await openSource(office, 'education')
    const { id: deliveryId } = await deliver(world, office, sourceId, csv(['姓名', '证件号码', '学历', '院校'], ['沈知远', numberOf(9), '本科', '青屿大学']))
    const [row] = (await office.lists(listQuarantine, { deliveryId })).rows
    await office.does(issueKey, { sourceId })
    const [key] = (await office.asks(getFeedSource, { sourceId })).keys
    if (!row || !key) throw new Error('a row waits and a key is there')
    const subject: Subject = { sourceId, deliveryId, rowId: row.id, keyId: key.id }
    for (const role of everyRole) {
      const may = feedHands.some((one) => one === role)
      const [here, there] = [await somebodyAs(world, role), await somebodyAs(world, role, { place: '980104' })]
      for (const [name, { away, attempt }] of Object.entries(verbs)) {
        expect([role, name, await answerOf(attempt(there, subject))]).toEqual([role, name, may ? away : 'denied'])
        expect([role, name, await answerOf(attempt(here, subject))]).toEqual([role, name, may ? 'yes' : 'denied'])
      }
    }
  })
})
