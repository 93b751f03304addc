/** Only our own pages: a link from outside must not send people elsewhere. */
export const ownPage = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/')
