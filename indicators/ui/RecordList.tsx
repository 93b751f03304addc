import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { PlainDate } from '../../kernel/types.ts'
import { dateText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { listRecords } from '../contract.ts'
import type { FigureAnswer } from './FigureDetail.tsx'

const pages = { person: '/people', employer: '/employers', case: '/cases' } as const

/** The records behind a figure: as many as it says. People are masked here; their own page shows them to whom it may. */
export const RecordList = ({ side: { figure, record, page, columns }, asOf, place, part }: { side: FigureAnswer['definition']['sides'][number]; asOf: PlainDate; place: string; part?: { by: string; key: string } }) => {
  const navigate = useNavigate()
  const [by, key] = [part?.by, part?.key]
  const fixed = useMemo(() => ({ figure, asOf, place, ...(by !== undefined && key !== undefined ? { by, key } : {}) }), [figure, asOf, place, by, key])
  return (
    <ListPage
      list={listRecords}
      fixed={fixed}
      fields={[]}
      columns={[
        { title: '编号', dataIndex: 'number' },
        { title: '名称', dataIndex: 'name' },
        { title: columns.detail, dataIndex: 'detail' },
        { title: '所在地', dataIndex: 'placeName' },
        { title: columns.since, dataIndex: 'since', render: dateText },
        ...(columns.until ? [{ title: columns.until, dataIndex: 'until', render: (day: PlainDate | null) => (day ? dateText(day) : '') }] : []),
        ...(columns.amount ? [{ title: columns.amount, dataIndex: 'amount', className: 'number' }] : []),
      ]}
      {...(page ? { onOpen: ({ subjectId }: { subjectId: string }) => {
        // Who has his data restricted is counted and not shown.
        if (subjectId) void navigate(`${pages[page]}/${subjectId}`)
      } } : {})}
      empty={`这个时点、这个地方没有${record}的记录。`}
    />
  )
}
