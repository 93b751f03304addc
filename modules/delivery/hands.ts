/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

export const claimants = ['talent', 'employerClerk'] as const
/** Who looks after those who should have received and did not. */
export const deliverers = ['talentOffice', 'specialist', 'windowClerk'] as const
export const funnelReaders = [...deliverers, 'leader'] as const
