/** Who responds to those who were not content. */
export const responders = ['talentOffice'] as const
