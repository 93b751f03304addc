import type { Role } from '../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

/** Who writes and approves policy; the leaders look on. */
export const writers = ['talentOffice'] as const satisfies readonly Role[]
export const readers = ['talentOffice', 'leader'] as const satisfies readonly Role[]
export const scenarioReaders = [...readers, 'financeMaker', 'financeChecker'] as const
