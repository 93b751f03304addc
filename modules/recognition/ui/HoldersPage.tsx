import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { keyIndustryNames } from '../../../registry/contract.ts'
import { listHolders, roadNames, roadWords, standings, type HolderRow, type Road } from '../contract.ts'
import { levelChoices, noEnd, standingTones } from './words.ts'

const isRoad = (road: string): road is Road => roadNames.some((name) => name === road)

/** Who holds which class, within the place of the duty or among the employer's own staff. */
export const HoldersPage = () => {
  const navigate = useNavigate()
  const fields = useMemo(
    (): FilterField[] => [
      { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号、单位' },
      { key: 'level', label: '类别', kind: 'choice', choices: levelChoices },
      { key: 'road', label: '途径', kind: 'choice', choices: roadWords },
      { key: 'keyIndustry', label: '重点产业', kind: 'choice', choices: Object.fromEntries(keyIndustryNames.map((name) => [name, name])) },
      { key: 'standing', label: '状态', kind: 'choice', choices: standings },
    ],
    [],
  )
  const isEmployer = useMe().data?.duty?.role === 'employerClerk'
  return (
    <Page title="人才类别" lead={isEmployer ? '本单位人才现有的类别' : '在有效期内的类别；到期、撤销的从“状态”里看'} extra={<Link to="/recognition/eligible">符合而未认定的人</Link>}>
      <ListPage
        list={listHolders}
        fields={fields}
        onOpen={(row) => void navigate(`/people/${row.personId}`)}
        columns={[
          { title: '姓名', dataIndex: 'personName' },
          { title: '人才编号', dataIndex: 'personNumber' },
          { title: '类别', dataIndex: 'level', render: (level: string) => `${level}类` },
          { title: '途径', dataIndex: 'road', render: (road: string) => (isRoad(road) ? roadWords[road] : '—') },
          { title: '用人单位', dataIndex: 'employerName' },
          { title: '重点产业', dataIndex: 'keyIndustry' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '认定日期', dataIndex: 'recognisedOn', render: dateText },
          { title: '有效期止', dataIndex: 'validTo', render: (day: string) => (day === noEnd ? '长期' : dateText(day)) },
          { title: '状态', dataIndex: 'standing', render: (standing: HolderRow['standing']) => <StateTag state={standing} words={standings} tones={standingTones} /> },
          { title: '认定文件', dataIndex: 'document' },
        ]}
        empty={isEmployer ? '本单位还没有人认定类别。看看谁符合而没有认定，可以代为申报。' : '没有找到。换一个类别或者状态再看。'}
      />
    </Page>
  )
}
