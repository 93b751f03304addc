import { expect } from 'vitest'
import { staff } from '../../kernel/org/roles.ts'
import { somebodyAs, everyRole } from '../../test/may.ts'
import { Said, test, type Somebody } from '../../test/world.ts'
import { askDiagnosis } from './contract.ts'

/** Who may read the diagnosis: each duty, in the city and in a county, for his own place and for another. */
const answerOf = async (who: Somebody, place?: string): Promise<string> => {
  try {
    await who.asks(askDiagnosis, place ? { place } : {})
    return 'yes'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    return error.kind
  }
}

test('every office reads the problems of its own place, and nobody else does', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role, { place: '980104' })
    const may = staff.some((one) => one === role)
    expect([role, await answerOf(who)]).toEqual([role, may ? 'yes' : 'denied'])
    if (may) expect([role, await answerOf(who, '980101')]).toEqual([role, 'missing'])
  }
}, 120_000)
