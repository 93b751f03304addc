import { useEffect, useRef, useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import type { QueueRow } from '../reading/contract.ts'

interface Selection {
  caseId: Id<'case'>
  /** Where it stood, so that the next one is shown when it has left the desk. */
  index: number
}

/**
 * Which case of the list is open. It stays open while its verb is being answered, although the list behind has already lost it;
 * then the case that has moved up into its place follows.
 */
export const useSelection = (rows: readonly QueueRow[]) => {
  const [selected, setSelected] = useState<Selection>()
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
  })
  const caseId = selected?.caseId ?? rows[0]?.caseId
  const found = rows.findIndex((row) => row.caseId === caseId)
  const at = found >= 0 ? found : Math.min(selected?.index ?? 0, Math.max(rows.length - 1, 0))
  const select = (list: readonly QueueRow[], index: number) => {
    const row = list[index]
    setSelected(row && { caseId: row.caseId, index })
    if (row) document.getElementById(`row-${row.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const goTo = (row: QueueRow) => select(rows, rows.indexOf(row))
  return {
    caseId,
    current: found >= 0 ? rows[found] : undefined,
    goTo,
    next: () => select(rows, Math.min(at + 1, rows.length - 1)),
    previous: () => select(rows, Math.max(at - 1, 0)),
    /** A verb begins: whatever happens to the list, this case stays in view. */
    hold: () => select(rows, at),
    settled: () => {
      const still = latest.current.findIndex((row) => row.caseId === caseId)
      select(latest.current, Math.min(still >= 0 ? still + 1 : at, Math.max(latest.current.length - 1, 0)))
    },
  }
}
