import type { ReactNode } from 'react'

interface Asked<T> {
  data: T | undefined
  error: Error | null
  isPending: boolean
  refetch: () => unknown
}

/** As `Answer`, for the pages that people open on a phone: no library of components comes along. */
export const Answered = <T,>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) => {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) {
    return (
      <p role="alert" className="portal-step">
        {of.error.message}{' '}
        <button type="button" className="plain-link" onClick={() => void of.refetch()}>
          再试一次
        </button>
      </p>
    )
  }
  return of.isPending ? (
    <output className="portal-quiet">正在打开……</output>
  ) : null
}
