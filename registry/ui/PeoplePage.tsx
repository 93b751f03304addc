import { Button } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { classLevels, keyIndustryNames, listPeople, listPlaces, programmes } from '../contract.ts'
import { importers } from '../import/contract.ts'
import { personColumns } from './person-columns.tsx'
import { choicesOf } from './words.ts'

/** Everybody in the registry whom this desk may see. */
export const PeoplePage = () => {
  const navigate = useNavigate()
  const me = useMe()
  const places = useAsk(listPlaces, {})
  const role = me.data?.duty?.role
  const mayImport = role !== undefined && importers.some((one) => one === role)
  const fields = useMemo((): FilterField[] => {
    const scope = me.data?.duty?.placeCode ?? ''
    const within = (places.data ?? []).filter(({ code, level }) => code.startsWith(scope) && level !== 'city' && (level === 'county' || scope.length >= 6))
    return [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号、证件末四位' },
      { key: 'place', label: '所在地', kind: 'choice', choices: Object.fromEntries(within.map(({ code, name }) => [code, name])) },
      { key: 'classLevel', label: '人才类别', kind: 'choice', choices: Object.fromEntries(classLevels.map((level) => [level, `${level} 类`])) },
      { key: 'keyIndustry', label: '重点产业', kind: 'choice', choices: choicesOf(keyIndustryNames) },
      { key: 'programme', label: '引进计划', kind: 'choice', choices: choicesOf(programmes) },
    ]
  }, [places.data, me.data])
  return (
    <Page
      title="人才"
      lead="一人一条；每项事实都有来源、截至日期和核验状态。"
      extra={
        mayImport ? (
          <Link to="/imports">
            <Button type="primary">批量导入</Button>
          </Link>
        ) : null
      }
    >
      <ListPage list={listPeople} fields={fields} columns={personColumns} onOpen={({ id }) => void navigate(`/people/${id}`)} empty={mayImport ? '没有符合条件的人。换个条件，或点右上角“批量导入”。' : '没有符合条件的人，换个条件试试。'} />
    </Page>
  )
}
