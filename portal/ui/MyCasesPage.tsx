import './portal.css'
import { listCases } from '../../cases/reading/contract.ts'
import { useList } from '../../kit/hooks.ts'
import { PlainMore } from '../../kit/plain/PlainMore.tsx'
import { Says } from '../../kit/plain/Says.tsx'
import { CaseCard } from './CaseCard.tsx'

/** All my cases, newest first. */
export const MyCasesPage = () => {
  const asked = useList(listCases, {})
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main className="portal">
      <h1>我的办件</h1>
      <ul className="portal-cards">
        {rows.map((row) => (
          <CaseCard key={row.id} row={row} heading="h2" />
        ))}
      </ul>
      {asked.isPending ? <output className="portal-quiet">正在打开……</output> : null}
      <PlainMore of={asked} label="再看更早的办件" />
      {asked.error ? <Says tone="bad" title={asked.error.message} /> : null}
      {asked.data && rows.length === 0 ? <p className="portal-quiet">还没有办件。回到首页，看看您可以享受哪些政策。</p> : null}
    </main>
  )
}
