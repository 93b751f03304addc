/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

export const readers = ['financeMaker', 'financeChecker', 'talentOffice', 'leader'] as const
