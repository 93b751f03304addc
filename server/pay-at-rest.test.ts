import { expect } from 'vitest'
import { agree, decide, submit } from '../cases/contract.ts'
import { getCasePage } from '../cases/reading/contract.ts'
import { giveAccount } from '../fund/payment-contract.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { myDues, nightlyMatch } from '../measures/contract.ts'
import { confirmDelivery, consent, listMyDeliveries, openDelivery } from '../modules/delivery/contract.ts'
import { getPerson, listPeople, recordFact } from '../registry/contract.ts'
import { askCorrection } from '../registry/corrections/contract.ts'
import { exportExchange, importExchange } from '../registry/exchange/contract.ts'
import { csv, deliver, numberOf, openSource, personWith, rowsOf } from '../test/feeds.ts'
import { cardNumber, openLineOf } from '../test/fund.ts'
import { publish } from '../test/library.ts'
import { bringPay, openAward, payMeasure, payVocabulary } from '../test/pay.ts'
import { setPay } from '../test/people.ts'
import { readableAt, tokensAt } from '../test/readable.ts'
import { test, type Somebody } from '../test/world.ts'
import { sealedColumns } from './sealed-columns.ts'

/** A sum that nothing else in the house comes to. */
const canary = '31337.89'
const fen = 3_133_789

const stepOf = async (who: Somebody, caseId: Id<'case'>): Promise<Id<'step'>> => {
  const { stepId } = await who.asks(getCasePage, { caseId })
  if (!stepId) throw new Error('nothing waits for this desk')
  return stepId
}

// clause: GB/T 39786 8.4 f; GB/T 22239 8.1.4.8 b
test('what somebody earns and pays is readable in no column, by whatever door it came and however far it went', { timeout: 240_000 }, async ({ world }) => {
  await publish(world, { 'vocabulary.yaml': payVocabulary, 'told.yaml': payMeasure('told', 'proactive'), 'claimed.yaml': payMeasure('claimed', 'apply') })
  await openLineOf(world, { year: 2026, code: 'talent/living', amount: yuan(10_000_000) })
  const office = await world.staff('talentOffice')

  // By import, and out of one house's file into the next.
  const employerId = await world.employer()
  const imported = await bringPay(world, office, { employerId, serial: 1, yuan: canary })
  expect((await office.asks(getPerson, { personId: imported })).facts.find(({ group }) => group === '任职')?.text).toContain('月工资 31,337.89 元')
  const { rows: [listed] } = await office.lists(listPeople, {})
  const { text } = await office.does(exportExchange, { numbers: [listed?.number ?? ''], format: 'json', masked: false, purpose: '与省人才库交换' })
  expect(text).toContain(`"monthlyPayFen": "${fen}"`)
  expect(await office.does(importExchange, { text: text.replaceAll(numberOf(1), numberOf(3)), trust: true })).toMatchObject({ people: 1, known: 0 })

  // By feeds: base, rent, yearly wages and tax; the same file again compares with what is sealed and changes nothing.
  const fed = await personWith(world, 5)
  for (const [kind, heads, cells] of [
    ['insurance', ['险种', '首月', '末月', '月缴费基数（元）'], ['五险', '2025-01', '2025-06', canary]],
    ['housing', ['本市住房套数', '租房备案', '备案月租金（元）'], ['0', '是', canary]],
    ['tax', ['年度', '工资薪金收入（元）', '已缴个人所得税（元）'], ['2025', canary, canary]],
  ] as const) {
    const source = await openSource(office, kind)
    const bytes = csv(['姓名', '证件号码', ...heads], ['沈知远', numberOf(5), ...cells])
    expect(await deliver(world, office, source, bytes)).toMatchObject({ state: 'done', quarantinedRows: 0 })
    const again = await deliver(world, office, source, csv(['姓名', '证件号码', ...heads], ['沈知远', numberOf(5), ...cells], ['沈知远', numberOf(5), ...cells]), { name: '再报.csv' })
    expect(again).toMatchObject({ newRows: 0, changedRows: 0 })
  }
  expect((await rowsOf(world, 'insurance', fed)).map((row) => row['base_fen'])).toEqual([String(fen)])
  expect((await rowsOf(world, 'housing', fed)).map((row) => row['monthly_rent_fen'])).toEqual([String(fen)])

  // By hand, in the unit in which the desk states it.
  const told = { source: '市税务局', asOf: world.today }
  await office.does(recordFact, { personId: fed, fact: '上年度个税', value: fen, ...told })
  await office.does(recordFact, { personId: fed, fact: '年度个人所得税', value: canary, ...told }, { key: 'hand' })

  // Told, opened, confirmed and decided; the employment is disputed afterwards.
  const ana = await world.talent({ name: '沈知远', employerId })
  await world.asSystem((db) => setPay(db, ana.personId, fen))
  await office.does(recordFact, { personId: ana.personId, fact: '上年度个税', value: fen, ...told })
  expect((await ana.asks(myDues, {})).dues.map(({ title, amount }) => [title, amount]).toSorted()).toEqual([['claimed', 783_447n], ['told', 783_447n]])
  await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(77) })
  await world.runJob(nightlyMatch.name)
  const { deliveries: [delivery] } = await ana.asks(listMyDeliveries, {})
  if (!delivery) throw new Error('nothing was told')
  const { offer } = await ana.does(openDelivery, { deliveryId: delivery.id }, { key: 'open' })
  // Asked again under its key, the house answers what it kept.
  expect((await ana.does(openDelivery, { deliveryId: delivery.id }, { key: 'open' })).offer?.facts).toEqual(offer?.facts)
  expect(offer?.facts).toContainEqual(expect.objectContaining({ name: '月薪', value: '31337.89元' }))
  await ana.does(confirmDelivery, { deliveryId: delivery.id, hash: offer?.hash ?? '', consentVersion: consent.version })
  await world.runJobs()

  // Claimed by somebody who declares his pay himself.
  const bo = await world.talent({ name: '沈知行' })
  const { caseId } = await bo.does(submit, { measure: 'claimed', answers: { 月薪: Number(canary) } }, { key: 'claim' })
  const county = await world.staff('reviewer', '980101', 'hr')
  await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
  const city = await world.staff('talentOffice', '9801', 'talent-office')
  await city.does(decide, { stepId: await stepOf(city, caseId), opinion: '' })
  await world.runJobs()
  expect((await openAward(world, caseId)).same).toBe(true)

  const work = (await ana.asks(getPerson, { personId: ana.personId })).facts.find(({ group }) => group === '任职')
  await ana.does(askCorrection, { record: 'employment', rowId: work?.rowId ?? '', says: '到岗日期应当更早', evidence: '劳动合同' })

  expect(await readableAt(world, canary)).toEqual([])
  const known = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`))
  const tokens = await tokensAt(world)
  expect(tokens.length).toBeGreaterThan(8)
  expect(tokens.filter((column) => !known.has(column))).toEqual([])

  // The search finds what lies open, as text, number, JSON and bytes.
  await world.database.adminQuery(`create table public.planted (a bigint, b jsonb, c bytea, d numeric, e text); insert into public.planted values (${fen}, '{"x": {"y": "31,337.89"}}', '\\x${Buffer.from(canary).toString('hex')}', ${canary}, 'x${canary}x')`)
  expect(await readableAt(world, canary)).toEqual(['a', 'b', 'c', 'd', 'e'].map((column) => `public.planted.${column}`))
})
