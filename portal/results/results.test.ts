import { expect } from 'vitest'
import { makeBatch, releaseBatch, takeReturn } from '../../fund/payment-contract.ts'
import { prepareSheet, signSheet } from '../../fund/sheets/contract.ts'
import { yuan } from '../../kernel/types.ts'
import { awarded, desk, openLineWith, returnOf } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { fewestPeople } from '../../policy/index.ts'
import { publicResults } from './contract.ts'

const publicly = async (world: World) => publicResults.output.parse(await world.post('', publicResults.name, {}))

test('what was paid is public once its day is signed, by measure, and never of fewer than twenty', async ({ world }) => {
  const hands = await desk(world)
  const line = await openLineWith(world, yuan(1_000_000))
  const amounts = Array.from({ length: fewestPeople - 1 }, () => 600)
  const pay = async (yuans: readonly number[]) => {
    const awards = []
    for (const one of yuans) awards.push(await awarded(world, line.code, yuan(one)))
    const { number, batchId } = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await hands.checker.does(releaseBatch, { batchId })
    await hands.maker.does(takeReturn, { batchId, text: returnOf(number, world.today, yuans.map((one, at) => ({ seq: at + 1, amount: yuan(one), says: 'S' as const }))) })
    await world.runJobs()
    return awards
  }
  const sign = async (day: typeof world.today, next: string) => {
    world.setToday(next)
    const [fund] = await world.asSystem((db) => db.selectFrom('fund.specialFund').select('id').execute())
    const { sheetId } = await hands.maker.does(prepareSheet, prepareSheet.input.parse({ fundId: fund?.id, kind: 'day', day }))
    await hands.checker.does(signSheet, { sheetId })
  }
  const first = await pay(amounts)
  expect(await publicly(world)).toEqual({ until: null, rows: [], tooFew: 0, fewest: fewestPeople })
  await sign(world.today, '2026-06-16')
  expect(await publicly(world)).toEqual({ until: '2026-06-15', rows: [], tooFew: 1, fewest: fewestPeople })
  const second = await pay([900, 900])
  // Paid, and not yet signed.
  expect(await publicly(world)).toEqual({ until: '2026-06-15', rows: [], tooFew: 1, fewest: fewestPeople })
  // The cases behind the awards: nineteen applied 15 days before their money came, two 40 days.
  const values = [...first.map(({ decided }) => `('${decided.caseId}', '2026-05-31')`), ...second.map(({ decided }) => `('${decided.caseId}', '2026-05-07')`)]
  await world.database.adminQuery(`set session_replication_role = replica; insert into cases.case (id, number, edition_id, measure, edition, title, document_number, clause, subject_kind, subject_id, person_id, applicant_role, holder_name, place_code, state, assessment, green, submitted_on, closed_on, closed_at)
    select v.id::uuid, 'BJ' || v.id, uuidv7(), 'race', 1, '竞争', '', '', 'person', p, p, 'talent', '甲', '980101', 'decided', to_jsonb('sealed:assessment:' || v.id || ':AAAA'), false, v.day::date, '2026-06-01', now() from (values ${values.join(',')}) v (id, day), lateral (select id as p from registry.person limit 1) q`)
  await sign(world.today, '2026-06-17')
  expect(await publicly(world)).toEqual({ until: '2026-06-16', rows: [{ measure: 'race', title: '竞争', recipients: fewestPeople + 1, paid: yuan(600 * (fewestPeople - 1) + 1800), medianDays: 15 }], tooFew: 0, fewest: fewestPeople })
})
