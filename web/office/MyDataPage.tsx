import { Answered } from '../../kit/Answered.tsx'
import { useAsk } from '../../kit/hooks.ts'
import { PlainFacts } from '../../kit/plain/PlainFacts.tsx'
import { myData } from '../../server/personal-data/contract.ts'

/** What is kept about me, why, how long, and who reads it. */
export const MyDataPage = () => {
  const asked = useAsk(myData, {})
  return (
    <main className="portal">
      <h1>我的数据</h1>
      <p className="portal-quiet">系统保存的关于您的记录，逐项列出。证件号码、电话、账号加密保存，只显示末几位。有不对的，请在“我的”里点那一条旁边的“不对？”申请更正。</p>
      <Answered of={asked}>
        {({ sections }) => {
          const kept = sections.filter(({ rows }) => rows.length > 0)
          return (
            <>
              {kept.map(({ table, words, ground, keep, seenBy, rows }) => (
                <details key={table} className="portal-card">
                  <summary>{`${words.split(/[：；，,]/)[0]}　${rows.length} 条`}</summary>
                  <p className="portal-quiet">{`依据：${ground}。保存：${keep}。看得到的：${seenBy}。`}</p>
                  <ol className="portal-list">
                    {rows.map((row, at) => (
                      // Rows have no key of their own here and never move.
                      // oxlint-disable-next-line react/no-array-index-key
                      <li key={at}>
                        <PlainFacts facts={row.map(({ words: label, value }) => ({ label, says: value }))} />
                      </li>
                    ))}
                  </ol>
                </details>
              ))}
              <p className="portal-quiet">{`另有 ${sections.length - kept.length} 类记录里没有您的内容。`}</p>
              <button type="button" className="portal-button portal-button-plain no-print" onClick={printAll}>
                打印
              </button>
            </>
          )
        }}
      </Answered>
    </main>
  )
}

/** Paper cannot be unfolded: everything is opened before it is printed. */
const printAll = (): void => {
  for (const fold of document.querySelectorAll('main details')) fold.setAttribute('open', '')
  window.print()
}
