import { Button, Collapse, Descriptions } from 'antd'
import { myData } from '../../server/personal-data/contract.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'

/** What is kept about me, why, how long, and who reads it. */
export const MyDataPage = () => {
  const asked = useAsk(myData, {})
  return (
    <Page title="我的数据" lead="系统保存的关于您的记录，逐项列出。证件号码、电话、账号加密保存，只显示末几位。有不对的，请在“我的”里点那一条旁边的“不对？”申请更正。" extra={<Button onClick={() => window.print()}>打印</Button>}>
      <Answer of={asked}>
        {({ sections }) => {
          const kept = sections.filter(({ rows }) => rows.length > 0)
          return (
            <>
              <Collapse
                items={kept.map(({ table, words, ground, keep, seenBy, rows }) => ({
                  key: table,
                  label: `${words.split(/[：；，,]/)[0]}　${rows.length} 条`,
                  children: (
                    <>
                      <p className="quiet">{`依据：${ground}。保存：${keep}。看得到的：${seenBy}。`}</p>
                      {rows.map((row, at) => (
                        // Rows have no key of their own here and never move.
                        // oxlint-disable-next-line react/no-array-index-key
                        <Descriptions key={at} size="small" column={1} bordered items={row.map(({ words: what, value }) => ({ key: what, label: what, children: value }))} style={{ marginBottom: 12 }} />
                      ))}
                    </>
                  ),
                }))}
              />
              <p className="quiet">{`另有 ${sections.length - kept.length} 类记录里没有您的内容。`}</p>
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
