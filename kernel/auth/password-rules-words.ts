/** The bounds of a password, for browser and server alike. */
export const shortestPassword = 12
export const longestPassword = 200
