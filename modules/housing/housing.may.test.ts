import { expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { yuan, type Id } from '../../kernel/types.ts'
import { building, flats, housed, ruled, waiting } from '../../test/housing.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { acceptOffer, apply, askCandidates, cancelOffer, checkIn, declineOffer, enterApplication, getApplication, getTenancy, leave, listApplications, listTenancies, mine, noteRent, offerUnit, renew, withdrawApplication } from './contract.ts'
import { askDraws, holdDraw, openDraw } from './draw-contract.ts'
import { desks, keepers } from './hands.ts'
import { addBuilding, addUnits, askPlaces, askRules, endRule, listBuildings, listUnits, makeRule, putBack, setRent, setTerms, takeOut } from './stock-contract.ts'

/**
 * Who may do what, where. An application and a tenancy in 临海区, and another pair in 松川县; everybody asks from a duty in 临海区 and has nothing to do with either:
 * for the desks what is here is found and what is there is missing; buildings and rules are the public's to read.
 */
interface Subject {
  applicationId: Id<'application'>
  tenancyId: Id<'tenancy'>
  unitId: Id<'unit'>
  buildingId: Id<'building'>
  ruleId: Id<'housingRule'>
  drawId: Id<'housingDraw'>
}
interface Line {
  may: readonly Role[] | 'public'
  /** Somebody's: the desks find what is here, others find nothing. */
  of?: 'somebody'
  attempt: (who: Somebody, subject: Subject) => Promise<unknown>
}
const document = '青建发〔2026〕9号'
const later = plainDate('2026-07-01')
const everybody = everyRole
const lines: Record<string, Line> = {
  buildings: { may: staff, attempt: (who) => who.lists(listBuildings, {}) },
  places: { may: ['talent', ...staff], attempt: (who) => who.asks(askPlaces, {}) },
  addBuilding: { may: keepers, attempt: (who) => who.does(addBuilding, { ...building, name: '另一处' }) },
  units: { may: staff, attempt: (who) => who.lists(listUnits, {}) },
  addUnits: { may: keepers, attempt: (who, { buildingId }) => who.does(addUnits, { buildingId, since: later, units: [{ room: '9-901', bedrooms: 1, area: '40', rentFen: yuan(800) }] }) },
  setRent: { may: keepers, attempt: (who, { unitId }) => who.does(setRent, { unitId, rentFen: yuan(1001) }) },
  takeOut: { may: keepers, attempt: (who, { unitId }) => who.does(takeOut, { unitId, because: 'repair' }) },
  putBack: { may: keepers, attempt: (who, { unitId }) => who.does(putBack, { unitId }) },
  rules: { may: ['talent', ...staff], attempt: (who) => who.asks(askRules, {}) },
  makeRule: { may: keepers, attempt: (who) => who.does(makeRule, { way: 'class', value: 'A', mostArea: '120', document, validFrom: later }) },
  endRule: { may: keepers, attempt: (who, { ruleId }) => who.does(endRule, { ruleId }) },
  setTerms: { may: keepers, attempt: (who) => who.does(setTerms, { answerDays: 5, mostMisses: 2, termMonths: 36, document }) },
  applications: { may: staff, attempt: (who) => who.lists(listApplications, {}) },
  application: { may: desks, of: 'somebody', attempt: (who, { applicationId }) => who.asks(getApplication, { applicationId }) },
  enter: { may: desks, attempt: (who) => who.does(enterApplication, { personNumber: '没有这个人', family: 1, wantedPlace: null }) },
  candidates: { may: keepers, attempt: (who, { unitId }) => who.asks(askCandidates, { unitId }) },
  // Refused to a county before anything is looked for.
  offer: { may: keepers, attempt: (who, { applicationId, unitId }) => who.does(offerUnit, { applicationId, unitId }) },
  cancelOffer: { may: keepers, attempt: (who, { applicationId }) => who.does(cancelOffer, { applicationId, reason: '弄错了' }) },
  tenancies: { may: staff, attempt: (who) => who.lists(listTenancies, {}) },
  tenancy: { may: desks, of: 'somebody', attempt: (who, { tenancyId }) => who.asks(getTenancy, { tenancyId }) },
  checkIn: { may: desks, of: 'somebody', attempt: (who, { applicationId }) => who.does(checkIn, { applicationId, people: 1 }) },
  renew: { may: desks, of: 'somebody', attempt: (who, { tenancyId }) => who.does(renew, { tenancyId, people: 1 }) },
  leave: { may: desks, of: 'somebody', attempt: (who, { tenancyId }) => who.does(leave, { tenancyId, reason: '买了房' }) },
  noteRent: { may: desks, attempt: (who, { tenancyId }) => who.does(noteRent, { tenancyId, dueOn: plainDate('2020-01-01'), paidOn: null }) },
  mine: { may: ['talent'], attempt: (who) => who.asks(mine, {}) },
  apply: { may: ['talent'], attempt: (who) => who.does(apply, { family: 1, wantedPlace: null }) },
  withdraw: { may: ['talent'], of: 'somebody', attempt: (who, { applicationId }) => who.does(withdrawApplication, { applicationId }) },
  accept: { may: ['talent'], of: 'somebody', attempt: (who, { applicationId }) => who.does(acceptOffer, { applicationId }) },
  decline: { may: ['talent'], of: 'somebody', attempt: (who, { applicationId }) => who.does(declineOffer, { applicationId }) },
  draws: { may: everybody, attempt: (who) => who.asks(askDraws, {}) },
  openDraw: { may: keepers, attempt: (who) => who.does(openDraw, { name: '第二批', document, appliedUntil: later, witnessSource: '公开开奖号码' }) },
  holdDraw: { may: keepers, attempt: (who, { drawId }) => who.does(holdDraw, { drawId, witness: '307' }) },
}

test('each verb answers each duty as its line says, here and in another county', async ({ world }) => {
  const city = await ruled(world)
  const ruleId = (await city.asks(askRules, {})).rules[0]?.id ?? ('' as Id<'housingRule'>)
  await city.does(openDraw, { name: '第一批', document, appliedUntil: later, witnessSource: '公开开奖号码' })
  const drawId = (await city.asks(askDraws, {})).draws[0]?.id ?? ('' as Id<'housingDraw'>)
  const subjectIn = async (placeCode: string, town: string): Promise<Subject> => {
    const { buildingId, unitIds } = await flats(world, ['60', '61'], { name: `${placeCode}苑`, placeCode })
    const [unitId = '' as Id<'unit'>, spare = '' as Id<'unit'>] = unitIds
    const { tenancyId } = await housed(world, city, unitId, '住着的', town)
    const { applicationId } = await waiting(world, '等着的', 'C', null, town)
    return { applicationId, tenancyId, unitId: spare, buildingId, ruleId, drawId }
  }
  const subjects = { away: await subjectIn('980104', '980104101') }
  // Whoever waits elsewhere stands before nobody here.
  await world.asSystem((db) => db.updateTable('housing.application').set({ state: 'withdrawn', endedOn: world.today }).where('id', '=', subjects.away.applicationId).execute())
  const both = { here: await subjectIn('980101', '980101001'), away: subjects.away }
  const wrong: string[] = []
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, of, attempt }] of Object.entries(lines)) {
      for (const where of ['here', 'away'] as const) {
        // A window's place is a county here; both desks reach what is in it.
        const found = of === undefined || (where === 'here' && (role === 'talentOffice' || role === 'windowClerk'))
        const expected = may === 'public' || may.includes(role) ? (found ? 'yes' : 'missing') : 'denied'
        const heard = await answerOf(attempt(who, both[where]))
        if (heard !== expected) wrong.push(`${role} ${name} ${where}: ${heard}, not ${expected}`)
      }
    }
  }
  expect(wrong).toEqual([])
}, 120_000)
