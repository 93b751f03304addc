import { DatePicker, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { addBuilding, askPlaces, listBuildings } from '../stock-contract.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { KeepersOnly } from './Only.tsx'
import { areaText, dayText } from './words.ts'

/** Buildings of the place, with how many flats are free in each; a row opens its flats. */
export const BuildingsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="人才公寓楼盘" lead="由文件确定为人才公寓的楼盘，公开。点开一行看每一套。" extra={<KeepersOnly><BuildingButton /></KeepersOnly>}>
      <ListPage
        list={listBuildings}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '名称、编号、运营单位' }]}
        columns={[
          { title: '名称', dataIndex: 'name' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '建筑面积', dataIndex: 'floorArea', className: 'number', render: areaText },
          { title: '房源（套）', dataIndex: 'units', className: 'number' },
          { title: '可配', dataIndex: 'vacant', className: 'number' },
          { title: '占用', dataIndex: 'occupied', className: 'number' },
          { title: '维修', dataIndex: 'out', className: 'number' },
          { title: '运营单位', dataIndex: 'operator' },
          { title: '依据', dataIndex: 'document' },
          { title: '投入使用', dataIndex: 'openedOn', render: dateText },
        ]}
        onOpen={({ id }) => void navigate(`/housing/buildings/${id}`)}
        empty="还没有楼盘。由人才办点右上角“登记楼盘”，再到楼盘里登记房源。"
      />
    </Page>
  )
}

const BuildingButton = () => {
  const places = useAsk(askPlaces, {}).data?.places ?? []
  const [text, setText] = useState({ name: '', placeCode: '', address: '', operator: '', document: '', floorArea: '' })
  const [openedOn, setOpened] = useState<PlainDate>()
  const navigate = useNavigate()
  const field = (id: keyof typeof text, label: string, suffix?: string) => ({ label, id: `building-${id}`, field: <Input id={`building-${id}`} suffix={suffix} value={text[id]} onChange={(event) => setText({ ...text, [id]: event.target.value })} /> })
  return (
    <FormButton
      label={addBuilding.label}
      type="primary"
      fields={[
        field('name', '名称'),
        { label: '所在地', id: 'building-place', field: <Select id="building-place" aria-label="所在地" showSearch={{ optionFilterProp: 'label' }} value={text.placeCode || null} options={places.map(({ code, name }) => ({ value: code, label: name }))} onChange={(placeCode) => setText({ ...text, placeCode })} /> },
        field('address', '地址（公开）'),
        field('operator', '运营单位'),
        field('document', '确定为人才公寓的文件'),
        field('floorArea', '建筑面积', '平方米'),
        { label: '投入使用', id: 'building-opened', field: <DatePicker id="building-opened" format="YYYY年M月D日" onChange={(value) => setOpened(dayText(value))} /> },
      ]}
    >
      {(close) => (
        <ActionButton
          action={addBuilding}
          input={{ ...text, openedOn: openedOn ?? ('' as PlainDate) }}
          label="保存"
          type="primary"
          can={openedOn !== undefined && Object.values(text).every((value) => value.trim() !== '')}
          because="请把各项填全"
          done={({ number }) => `已登记 ${number}，接着登记房源`}
          onDone={({ buildingId }) => {
            close()
            void navigate(`/housing/buildings/${buildingId}`)
          }}
        />
      )}
    </FormButton>
  )
}
