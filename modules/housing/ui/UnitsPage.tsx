import { DatePicker, Input } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useList } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { readRows } from '../paste.ts'
import { addUnits, listBuildings, listUnits, type UnitRow } from '../stock-contract.ts'
import { unitStates } from '../states.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { KeepersOnly } from './Only.tsx'
import { UnitVerbs } from './UnitVerbs.tsx'
import { areaText, bedroomsText, dayText, unitTones } from './words.ts'

/** All flats of the place. */
export const UnitsPage = () => (
  <Page title="人才公寓房源" lead="每一套的面积、租金和今天的状态。可配的，点“轮到谁”按轮候次序配租。">
    <Units />
  </Page>
)

/** The flats of one building, and more of them. */
export const BuildingPage = () => {
  const { buildingId } = useParams() as { buildingId: Id<'building'> }
  const building = useList(listBuildings, {}).data?.pages.flatMap(({ rows }) => rows).find(({ id }) => id === buildingId)
  return (
    <Page
      title={building?.name ?? '楼盘'}
      lead={building ? `${building.number} · ${building.placeName} ${building.address} · 建筑面积 ${areaText(building.floorArea)} · ${building.operator}` : undefined}
      extra={<KeepersOnly>{building ? <UnitsButton buildingId={buildingId} openedOn={building.openedOn} /> : null}</KeepersOnly>}
    >
      <Units buildingId={buildingId} />
    </Page>
  )
}

const Units = ({ buildingId }: { buildingId?: Id<'building'> }) => (
  <ListPage
    list={listUnits}
    {...(buildingId ? { fixed: { buildingId } } : {})}
    fields={[
      { key: 'search', label: '搜索', kind: 'search', placeholder: '楼盘、房号、编号' },
      { key: 'state', label: '状态', kind: 'choice', choices: unitStates },
    ]}
    columns={[
      { title: '编号', dataIndex: 'number' },
      ...(buildingId ? [] : [{ title: '楼盘', dataIndex: 'buildingName' }]),
      { title: '房号', dataIndex: 'room' },
      { title: '户型', dataIndex: 'bedrooms', render: bedroomsText },
      { title: '面积', dataIndex: 'area', className: 'number', render: areaText },
      { title: '月租金', dataIndex: 'rentFen', className: 'number', render: (rent: UnitRow['rentFen']) => yuanText(rent) },
      { title: '状态', dataIndex: 'state', render: (state: UnitRow['state']) => <StateTag state={state} words={unitStates} tones={unitTones} /> },
      { title: '投入使用', dataIndex: 'since', render: (since: string | null) => (since ? dateText(since) : '') },
      { title: '', key: 'act', render: (_, unit) => <UnitVerbs unit={unit} /> },
    ]}
    empty="没有符合条件的房源。先登记楼盘，再在楼盘里从表格粘贴房源。"
  />
)

const UnitsButton = ({ buildingId, openedOn }: { buildingId: Id<'building'>; openedOn: PlainDate }) => {
  const [pasted, setPasted] = useState('')
  const [since, setSince] = useState<PlainDate>()
  const { units, wrong } = readRows(pasted)
  return (
    <FormButton
      label={addUnits.label}
      type="primary"
      hint="从表格里复制四列粘贴进来：房号、几室（0 为开间）、面积（平方米）、月租金（元）。一行一套。"
      fields={[
        { label: '房源', id: 'units-rows', field: <Input.TextArea id="units-rows" rows={8} placeholder={'1-101\t2\t68.50\t1200'} value={pasted} onChange={(event) => setPasted(event.target.value)} /> },
        { label: `投入使用（不填按楼盘的 ${dateText(openedOn)}）`, id: 'units-since', field: <DatePicker id="units-since" format="YYYY年M月D日" onChange={(value) => setSince(dayText(value))} /> },
      ]}
    >
      {(close) => (
        <>
          <p aria-live="polite">{wrong.length ? wrong.slice(0, 5).join('；') : pasted.trim() ? `读到 ${units.length} 套` : ''}</p>
          <ActionButton action={addUnits} input={{ buildingId, since: since ?? openedOn, units }} label="保存" type="primary" can={units.length > 0 && wrong.length === 0} because={wrong[0] ?? '请粘贴房源'} done={({ added }) => `已登记 ${added} 套`} onDone={close} />
        </>
      )}
    </FormButton>
  )
}
