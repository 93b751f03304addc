import { Empty, Space } from 'antd'
import { Link, useNavigate } from 'react-router'
import { countText, dateText, momentText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import '../../ui/fund.css'
import { sheetTones } from '../../ui/words.ts'
import { listSheets, listUnsigned, sheetKinds, sheetStates, type SheetRow } from '../contract.ts'

/** Every sheet, and before them the days and months that nobody has signed. */
export const SheetsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="日报与月报" lead="一人编制、另一人签字。签字后定格，这一期不能再记账；月报在当月各日都签字之后编制。">
      <Unsigned />
      <ListPage
        list={listSheets}
        fields={[
          { key: 'kind', label: '种类', kind: 'choice', choices: sheetKinds },
          { key: 'state', label: '状态', kind: 'choice', choices: sheetStates },
        ]}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '种类', dataIndex: 'kind', render: (kind: SheetRow['kind']) => sheetKinds[kind] },
          { title: '专项资金', key: 'fund', render: (_, row) => `${row.fundTitle}（${row.placeName}）` },
          { title: '期间', key: 'period', render: (_, row) => (row.fromOn === row.toOn ? dateText(row.fromOn) : `${dateText(row.fromOn)}至${dateText(row.toOn)}`) },
          { title: '状态', dataIndex: 'state', render: (state: SheetRow['state']) => <StateTag state={state} words={sheetStates} tones={sheetTones} /> },
          { title: '差额', dataIndex: 'differsFen', className: 'number', render: (off: bigint) => (off ? <strong className="used-bad">{yuanText(off)}</strong> : '—') },
          { title: '编制', dataIndex: 'preparerName' },
          { title: '签字', key: 'signer', render: (_, row) => (row.signerName !== null && row.signedAt !== null ? `${row.signerName}，${momentText(row.signedAt)}` : '—') },
        ]}
        onOpen={({ id }) => void navigate(`/fund/sheets/${id}`)}
        empty="还没有报表。点上面未签的日期，核对后由资金经办编制，再由资金复核签字。"
      />
    </Page>
  )
}

const Unsigned = () => {
  const asked = useAsk(listUnsigned, {})
  return (
    <section className="panel">
      <h2>未签的日期和月份</h2>
      <Answer of={asked}>
        {({ funds }) => {
          const waiting = funds.filter(({ unsigned, months }) => unsigned > 0 || months.length > 0)
          return waiting.length ? (
            waiting.map((fund) => (
              <div key={fund.fundId} className="unsigned">
                <strong>{`${fund.fundTitle}（${fund.placeName}）`}</strong>
                <p className="quiet">
                  {fund.signedThrough ? `已签到 ${dateText(fund.signedThrough)}，还有 ${countText(fund.unsigned)} 天没有签字。` : '还没有签过日报，可以从任何一天开始，以前的收支计入它的期初。'}
                </p>
                <Space wrap>
                  {fund.days.map((day) => (
                    <Link key={day} to={`/fund/period?fund=${fund.fundId}&kind=day&day=${day}`}>
                      {dateText(day)}
                    </Link>
                  ))}
                  {fund.months.map((day) => (
                    <Link key={day} to={`/fund/period?fund=${fund.fundId}&kind=month&day=${day}`}>
                      {`${day.slice(0, 4)} 年 ${Number(day.slice(5, 7))} 月`}
                    </Link>
                  ))}
                </Space>
              </div>
            ))
          ) : (
            <Empty description="发生过收支的日期都签了字。" />
          )
        }}
      </Answer>
    </section>
  )
}
