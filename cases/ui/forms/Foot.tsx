import type { ReactNode } from 'react'

/** Where the verb of a form stands. */
export const Foot = ({ children }: { children: ReactNode }) => <div style={{ marginTop: 16, textAlign: 'right' }}>{children}</div>
