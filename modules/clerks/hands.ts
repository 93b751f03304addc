/** Who keeps an employer's accounts, and which office lets the first one in. */
export const employerTeam = ['employerClerk'] as const
export const entryDeciders = ['talentOffice'] as const
