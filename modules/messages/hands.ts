/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

/** Who looks after the people: sees that somebody was told and whether it reached him. */
export const keepers = ['talentOffice', 'windowClerk', 'specialist'] as const
