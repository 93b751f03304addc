import type { ReactNode } from 'react'

/** What is so, each under its word. */
export const PlainFacts = ({ facts }: { facts: readonly { label: string; says: ReactNode }[] }) => (
  <dl className="portal-facts">
    {facts.map(({ label, says }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{says}</dd>
      </div>
    ))}
  </dl>
)
