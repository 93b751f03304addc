/** Who keeps the stock and gives it out, and who hands over keys. */
export const keepers = ['talentOffice'] as const
export const desks = ['talentOffice', 'windowClerk'] as const
