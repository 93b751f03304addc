import { Alert, Space } from 'antd'
import { Link } from 'react-router'
import { dateText, moneyText } from '../../../kit/format.ts'
import { useList, useMe } from '../../../kit/hooks.ts'
import { useMay } from '../../ui/use-may.ts'
import { listAdjustments, listSpecialFunds, listUsageWarnings } from '../contract.ts'

/** The promise of a yearly floor, where this year's appropriation does not keep it. For everybody who may read the fund. */
export const FloorAlert = () => {
  const year = Number((useMe().data?.today ?? '').slice(0, 4))
  return useMay(listSpecialFunds) && year ? <Floor year={year} /> : null
}

const Floor = ({ year }: { year: number }) => {
  const funds = (useList(listSpecialFunds, { year }, 'placeCode', 50).data?.pages ?? []).flatMap((page) => page.rows).filter(({ belowFloorFen }) => belowFloorFen > 0n)
  return funds.map((fund) => (
    <Alert
      key={fund.id}
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={`${fund.placeName} ${year} 年下达 ${moneyText(fund.appropriatedFen)}，低于承诺下限 ${moneyText(fund.promisedFloorFen)}，还差 ${moneyText(fund.belowFloorFen)}（${fund.floorDocument}）`}
    />
  ))
}

/** What the fund desk has to know before its day's work: the floor, lines nearly used, adjustments that wait for a second person. */
export const BudgetNotices = ({ year }: { year: number }) => {
  const warnings = (useList(listUsageWarnings, { year, standing: 'yes' }, '-threshold', 50).data?.pages ?? []).flatMap((page) => page.rows)
  const waiting = useList(listAdjustments, { state: 'asked' }, '-number', 1).data?.pages[0]?.total ?? 0
  // A line past ninety has passed seventy too: it is named once, by the higher.
  const highest = warnings.filter(({ lineId, threshold }) => !warnings.some((other) => other.lineId === lineId && other.threshold > threshold))
  return (
    <>
      <FloorAlert />
      {highest.length ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`${highest.length} 个科目用款到了界限`}
          description={
            <Space wrap size="middle">
              {highest.map((warning) => (
                <Link key={warning.id} to={`/fund/lines/${warning.lineId}`}>
                  {`${warning.lineTitle} 过 ${warning.threshold}%，可用 ${moneyText(warning.availableFen)}（${dateText(warning.warnedOn)}提醒）`}
                </Link>
              ))}
            </Space>
          }
        />
      ) : null}
      {waiting ? <Alert type="info" showIcon style={{ marginBottom: 12 }} title={<Link to="/fund/adjustments?state=asked">{waiting} 项预算调整等待批准</Link>} /> : null}
    </>
  )
}
