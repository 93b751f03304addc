/** Who works on requests, and who gives people their specialist. */
export const servants = ['specialist', 'talentOffice'] as const
export const assigners = ['talentOffice'] as const
