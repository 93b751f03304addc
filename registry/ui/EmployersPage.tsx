import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { countText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { employerKinds, keyIndustryNames, listEmployers, listPlaces } from '../contract.ts'
import { choicesOf } from './words.ts'

/** The employers of this desk's place. */
export const EmployersPage = () => {
  const navigate = useNavigate()
  const me = useMe()
  const places = useAsk(listPlaces, {})
  const fields = useMemo((): FilterField[] => {
    const scope = me.data?.duty?.placeCode ?? ''
    const counties = (places.data ?? []).filter(({ code, level }) => level === 'county' && code.startsWith(scope.slice(0, 6)))
    return [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '名称、拼音首字母、信用代码' },
      { key: 'place', label: '所在区县', kind: 'choice', choices: Object.fromEntries(counties.map(({ code, name }) => [code, name])) },
      { key: 'kind', label: '类型', kind: 'choice', choices: choicesOf(employerKinds) },
      { key: 'keyIndustry', label: '重点产业', kind: 'choice', choices: choicesOf(keyIndustryNames) },
    ]
  }, [places.data, me.data])
  return (
    <Page title="用人单位" lead="按统一社会信用代码一家一条；重点产业据认定登记，不由行业代码推算。">
      <ListPage
        list={listEmployers}
        fields={fields}
        columns={[
          { title: '单位编号', dataIndex: 'number' },
          { title: '单位名称', dataIndex: 'name' },
          { title: '统一社会信用代码', dataIndex: 'creditCode' },
          { title: '类型', dataIndex: 'kind' },
          { title: '重点产业', dataIndex: 'keyIndustry' },
          { title: '规模', dataIndex: 'size' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '在库人才', dataIndex: 'talents', className: 'number', render: (count: number) => countText(count) },
          { title: '累计引进', dataIndex: 'introducedTotal', className: 'number', render: (count: number) => countText(count) },
        ]}
        onOpen={({ id }) => void navigate(`/employers/${id}`)}
        empty="没有符合条件的单位，换个条件试试。"
      />
    </Page>
  )
}
