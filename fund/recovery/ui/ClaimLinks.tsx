import { Link } from 'react-router'

/** The claims of an award or of a breach, each by its number. */
export const ClaimLinks = ({ claims }: { claims: readonly { id: string; number: string }[] }) => (
  <>
    {claims.map(({ id, number }) => (
      <Link key={id} to={`/fund/claims/${id}`}>{`应追回款 ${number} `}</Link>
    ))}
  </>
)
