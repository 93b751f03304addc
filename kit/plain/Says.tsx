import type { ReactNode } from 'react'

/** A sentence that must be seen, on a phone: what went wrong, what is to be done, what is so. */
export const Says = ({ tone, title, children }: { tone: 'bad' | 'attention' | 'active' | 'good'; title: ReactNode; children?: ReactNode }) => (
  <div className={`says says-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <strong>{title}</strong>
    {children ? <div>{children}</div> : null}
  </div>
)
