interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** The next rows of a list on a phone, where there are more. */
export const PlainMore = ({ of, label }: { of: Paged; label: string }) =>
  of.hasNextPage ? (
    <button type="button" className="portal-button portal-button-plain" aria-busy={of.isFetchingNextPage} disabled={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {label}
    </button>
  ) : null
