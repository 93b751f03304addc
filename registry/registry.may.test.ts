import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../kernel/org/roles.ts'
import type { Id } from '../kernel/types.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../test/may.ts'
import { test, type Somebody } from '../test/world.ts'
import { getEmployer, getPerson, listEmployers, listPeople, listStaff, recordFact, revealDocument } from './contract.ts'
import { askCorrection, correctionAskers, correctionDeciders, decideCorrection, getCorrection, listCorrections } from './corrections/contract.ts'
import { dismissDuplicate, duplicateReaders, findDuplicates, getDuplicate, listDuplicates, listMerges, mergePeople, reopenDuplicate, separatePeople } from './duplicates/contract.ts'
import { getImport, importers, listImports, runImport, undoImport } from './import/contract.ts'

/** Who may do what: one line a verb, tried by every duty from 临海区 about a person whom no specialist serves. `other` is the answer about a person of 松川县. */
type Subject = { personId: Id<'person'>; employerId: Id<'employer'>; batchId: Id<'importBatch'> }
const nowhere = '00000000-0000-7000-8000-000000000000' as Id<'importBatch'>
const nothing = { pair: '00000000-0000-7000-8000-000000000000' as Id<'duplicatePair'>, merge: '00000000-0000-7000-8000-000000000000' as Id<'personMerge'>, correction: '00000000-0000-7000-8000-000000000000' as Id<'correction'> }

const verbs: Record<string, { may: readonly Role[]; attempt: (who: Somebody, subject: Subject) => Promise<unknown>; missingFor?: readonly Role[] }> = {
  people: { may: staff, attempt: (who) => who.lists(listPeople, {}) },
  staff: { may: [...staff, 'employerClerk'], attempt: (who, { employerId }) => who.lists(listStaff, { employerId }) },
  person: { may: [...staff, 'employerClerk', 'talent'], attempt: (who, { personId }) => who.asks(getPerson, { personId }), missingFor: ['employerClerk', 'talent', 'specialist'] },
  revealDocument: {
    may: ['windowClerk', 'reviewer', 'talentOffice', 'financeMaker', 'specialist'],
    attempt: (who, { personId }) => who.does(revealDocument, { personId, reason: '核对材料原件' }),
    missingFor: ['specialist'],
  },
  recordFact: {
    may: ['talentOffice', 'reviewer', 'windowClerk', 'talent'],
    attempt: (who, { personId }) => who.does(recordFact, { personId, fact: '境外工作年限', value: 1, source: '市人社局', asOf: plainDate('2026-06-01') }),
    missingFor: ['talent'],
  },
  employers: { may: staff, attempt: (who) => who.lists(listEmployers, {}) },
  employer: { may: [...staff, 'employerClerk'], attempt: (who, { employerId }) => who.asks(getEmployer, { employerId }), missingFor: ['employerClerk'] },
  imports: { may: importers, attempt: (who) => who.lists(listImports, {}) },
  importBatch: { may: importers, attempt: (who, { batchId }) => who.asks(getImport, { batchId }), missingFor: importers },
  runImport: { may: importers, attempt: (who, { batchId }) => who.does(runImport, { batchId, leaveWrong: false }), missingFor: importers },
  duplicates: { may: duplicateReaders, attempt: (who) => who.lists(listDuplicates, {}) },
  duplicate: { may: duplicateReaders, attempt: (who) => who.asks(getDuplicate, { pairId: nothing.pair }), missingFor: duplicateReaders },
  findDuplicates: { may: ['talentOffice'], attempt: (who) => who.does(findDuplicates, {}) },
  mergePeople: { may: ['talentOffice'], attempt: (who, { personId }) => who.does(mergePeople, { pairId: nothing.pair, survivorId: personId, take: [], reason: '核对为同一人' }), missingFor: ['talentOffice'] },
  dismissDuplicate: { may: ['talentOffice'], attempt: (who) => who.does(dismissDuplicate, { pairId: nothing.pair, note: '核对为两个人' }), missingFor: ['talentOffice'] },
  reopenDuplicate: { may: ['talentOffice'], attempt: (who) => who.does(reopenDuplicate, { pairId: nothing.pair }), missingFor: ['talentOffice'] },
  merges: { may: duplicateReaders, attempt: (who) => who.lists(listMerges, {}) },
  separatePeople: { may: ['talentOffice'], attempt: (who) => who.does(separatePeople, { mergeId: nothing.merge, reason: '核对为两个人' }), missingFor: ['talentOffice'] },
  corrections: { may: [...correctionAskers, ...correctionDeciders], attempt: (who) => who.lists(listCorrections, {}) },
  correction: { may: correctionDeciders, attempt: (who) => who.asks(getCorrection, { correctionId: nothing.correction }), missingFor: correctionDeciders },
  askCorrection: { may: correctionAskers, attempt: (who) => who.does(askCorrection, { record: 'degree', rowId: nothing.correction, says: '毕业日期不对', evidence: '毕业证书' }), missingFor: correctionAskers },
  decideCorrection: { may: correctionDeciders, attempt: (who) => who.does(decideCorrection, { correctionId: nothing.correction, changes: {}, outcome: '核对无误' }), missingFor: correctionDeciders },
  undoImport: { may: ['talentOffice', 'windowClerk'], attempt: (who, { batchId }) => who.does(undoImport, { batchId }), missingFor: ['talentOffice', 'windowClerk'] },
}

describe('the registry by duty', () => {
  test('each verb answers each duty as its line says', async ({ world }) => {
    const employerId = await world.employer()
    const subject = { personId: await world.person(), employerId, batchId: nowhere }
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const [name, { may, attempt, missingFor }] of Object.entries(verbs)) {
        const expected: Answer = !may.includes(role) ? 'denied' : missingFor?.includes(role) ? 'missing' : 'yes'
        expect([role, name, await answerOf(attempt(who, subject))]).toEqual([role, name, expected])
      }
    }
  })

  test('a person of another county is missing for every desk that may ask', async ({ world }) => {
    const subject = { personId: await world.person({ place: '980104101' }), employerId: await world.employer(), batchId: nowhere }
    for (const role of staff) {
      const who = await somebodyAs(world, role)
      for (const name of ['person', 'revealDocument', 'recordFact'] as const) {
        const verb = verbs[name]
        if (verb?.may.includes(role)) expect([role, name, await answerOf(verb.attempt(who, subject))]).toEqual([role, name, 'missing'])
      }
    }
  })
})
