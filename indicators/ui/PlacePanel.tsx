import { Radio, Table } from 'antd'
import { useState } from 'react'
import type { Overview } from './OverviewPage.tsx'
import { PlaceMap } from './PlaceMap.tsx'
import { valueText } from './words.ts'

const columns = ['talent.total', 'talent.density', 'class.total', 'introduction.year', 'talent.departed', 'platform.total', 'fund.awarded', 'case.open', 'case.overdue'] as const
const onMap = ['talent.total', 'talent.density', 'class.total', 'introduction.year', 'platform.total'] as const

/** Place by place: a map for the eye, the table for the reading; a place opens its own page. */
export const PlacePanel = ({ overview: { places, figures, place }, enter }: { overview: Overview; enter: (code: string) => void }) => {
  const [shown, setShown] = useState<string>('talent.density')
  const described = new Map(figures.map((figure) => [figure.id, figure]))
  const of = (code: string, id: string) => places.find((one) => one.code === code)?.figures.find((figure) => figure.id === id)
  const text = (code: string, id: string) => valueText(of(code, id)?.value ?? null, described.get(id)?.unit ?? 'person')
  if (!places.length) return null
  // Towns have no page of their own places below: the map of a county stays where it is.
  const opens = place.code.length < 6
  return (
    <section className="panel overview-wide" aria-label="分地区">
      <h2>分{opens ? '区县' : '乡镇街道'}</h2>
      <div className="places">
        <div>
          <Radio.Group className="no-print" size="small" value={shown} onChange={(event) => setShown(String(event.target.value))} options={onMap.map((id) => ({ value: id, label: described.get(id)?.name ?? id }))} optionType="button" />
          <PlaceMap
            label={`${described.get(shown)?.name ?? ''}分地区示意图`}
            places={places.map(({ code, name }) => ({ code, name, weight: Number(of(code, shown)?.value ?? 0), text: text(code, shown) }))}
            {...(opens ? { onOpen: enter } : {})}
          />
          <p className="quiet">示意图，不代表实际边界；颜色越深数越大。</p>
        </div>
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={places}
          onRow={({ code }) => (opens ? { onClick: () => enter(code), className: 'row-link', tabIndex: 0, onKeyDown: (event) => event.key === 'Enter' && enter(code) } : {})}
          columns={[
            { title: '地区', dataIndex: 'name', fixed: 'left' as const },
            ...columns.map((id) => ({
              title: described.get(id)?.name ?? id,
              key: id,
              className: 'number',
              sorter: (a: { code: string }, b: { code: string }) => Number(of(a.code, id)?.value ?? 0) - Number(of(b.code, id)?.value ?? 0),
              render: (_: unknown, { code }: { code: string }) => text(code, id),
            })),
          ]}
        />
      </div>
    </section>
  )
}
