/** Who subscribes signed in; strangers do so by a mailbox that they have shown to be theirs. */
export const subscribers = ['talent', 'employerClerk'] as const
