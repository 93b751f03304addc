import './portal.css'
import { Button, Empty } from 'antd'
import { listCases } from '../../cases/reading/contract.ts'
import { useList } from '../../kit/hooks.ts'
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
      {asked.hasNextPage ? (
        <Button block size="large" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          再看更早的办件
        </Button>
      ) : null}
      {asked.error ? <Empty description={asked.error.message} /> : null}
      {asked.data && rows.length === 0 ? <Empty description="还没有办件。回到首页，看看您可以享受哪些政策。" /> : null}
    </main>
  )
}
