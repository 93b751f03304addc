/** Who writes stories, and who is asked whether he may be told about. */
export const writers = ['talentOffice'] as const
export const tellers = ['talent', 'employerClerk'] as const
