import { DatePicker, Empty, Segmented, Select, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addDays, asPlainDate, plainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { useMay } from '../../ui/use-may.ts'
import { getPeriod, listUnsigned, prepareSheet, sheetStates, type SheetKind } from '../contract.ts'
import { EntriesDrawer, type Drill } from './EntriesDrawer.tsx'
import { SheetTables } from './SheetTables.tsx'

/** A fund and a day or month as the ledger says it now; every sum opens to its entries. */
export const PeriodPage = () => {
  const today = useMe().data?.today
  const funds = useAsk(listUnsigned, {})
  return (
    <Page title="期间对账" lead="一项专项资金的一天或一个月：期初、每一种收支、期末，计划、支付文件、银行回单、台账和本人页面逐项相符。">
      <Answer of={funds}>
        {(answer) =>
          today && answer.funds.length ? (
            <Period today={plainDate(today)} choices={answer.funds.map(({ fundId, fundTitle, placeName }) => ({ value: fundId, label: `${fundTitle}（${placeName}）` }))} />
          ) : (
            <Empty description="还没有专项资金。资金经办可在“预算年度”设立。" />
          )
        }
      </Answer>
    </Page>
  )
}

interface Choice {
  value: Id<'specialFund'>
  label: string
}

const Period = ({ today, choices }: { today: PlainDate; choices: readonly Choice[] }) => {
  const [address, setAddress] = useSearchParams()
  const kind: SheetKind = address.get('kind') === 'month' ? 'month' : 'day'
  const day = asPlainDate(address.get('day') ?? '') ?? addDays(today, -1)
  const fundId = (choices.find(({ value }) => value === address.get('fund')) ?? choices[0])?.value
  const set = (key: string, value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        next.set(key, value)
        return next
      },
      { replace: true },
    )
  return (
    <>
      <Space wrap className="list-filters">
        <Select aria-label="专项资金" value={fundId} options={[...choices]} onChange={(value) => (value ? set('fund', value) : undefined)} style={{ minWidth: 240 }} />
        <Segmented<SheetKind> value={kind} onChange={(value) => set('kind', value)} options={[{ value: 'day', label: '一天' }, { value: 'month', label: '一个月' }]} />
        <DatePicker aria-label="日期" picker={kind === 'day' ? 'date' : 'month'} allowClear={false} value={dayjs(day)} onChange={(value: Dayjs | null) => (value ? set('day', value.format('YYYY-MM-DD')) : undefined)} />
      </Space>
      {fundId ? <Shown fundId={fundId} kind={kind} day={day} /> : null}
    </>
  )
}

const Shown = ({ fundId, kind, day }: { fundId: Id<'specialFund'>; kind: SheetKind; day: PlainDate }) => {
  const navigate = useNavigate()
  const asked = useAsk(getPeriod, { fundId, kind, day })
  const [drill, setDrill] = useState<Drill>()
  const may = useMay(prepareSheet)
  return (
    <Answer of={asked}>
      {({ content, fromOn, toOn, sheet, over, signFirst, fundTitle }) => (
        <>
          <section className="panel">
            <Space wrap>
              <span>
                {fundTitle}，{fromOn === toOn ? dateText(fromOn) : `${dateText(fromOn)}至${dateText(toOn)}`}
                {over ? '' : '（还没有过完）'}
              </span>
              {sheet ? (
                <Link to={`/fund/sheets/${sheet.id}`}>
                  {sheet.number}（{sheetStates[sheet.state]}）
                </Link>
              ) : may ? (
                <ActionButton
                  action={prepareSheet}
                  input={{ fundId, kind, day }}
                  type="primary"
                  can={over}
                  because="期间还没有过完，过完的日期和月份才能编制报表"
                  done={({ number }) => `已编制 ${number}，请另一人核对后签字`}
                  onDone={({ sheetId }) => void navigate(`/fund/sheets/${sheetId}`)}
                />
              ) : null}
            </Space>
          </section>
          <SheetTables content={content} kind={kind} signFirst={signFirst} onDrill={setDrill} />
          <EntriesDrawer drill={drill} fromOn={fromOn} toOn={toOn} onClose={() => setDrill(undefined)} />
        </>
      )}
    </Answer>
  )
}
