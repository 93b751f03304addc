import { Radio, Table } from 'antd'
import { useState } from 'react'
import type { Overview } from './OverviewPage.tsx'
import { PlaceMap } from './PlaceMap.tsx'
import { units } from '../contract.ts'
import { cellText, valueText } from './words.ts'

/** Short words for narrow columns; the whole name stands where the figure opens. */
const columns = {
  'talent.total': '人才总量',
  'talent.density': '密度',
  'class.total': '高层次',
  'introduction.year': '本年引进',
  'talent.departed': '本年流出',
  'platform.total': '平台',
  'fund.awarded': '审定资助',
  'case.open': '在办',
  'case.overdue': '超期',
} as const
const onMap = ['talent.total', 'talent.density', 'class.total', 'introduction.year', 'platform.total'] as const

/** Place by place: a map for the eye, the table for the reading; a place opens its own page. */
export const PlacePanel = ({ overview: { places, figures, place }, enter }: { overview: Overview; enter: (code: string) => void }) => {
  const [chosen, setChosen] = useState<string>()
  // Employed persons are published down to counties, so towns have no density.
  const shown = chosen ?? (place.code.length < 6 ? 'talent.density' : 'talent.total')
  const described = new Map(figures.map((figure) => [figure.id, figure]))
  const of = (code: string, id: string) => places.find((one) => one.code === code)?.figures.find((figure) => figure.id === id)
  const unit = (id: string) => described.get(id)?.unit ?? 'person'
  const text = (code: string, id: string) => valueText(of(code, id)?.value ?? null, unit(id))
  if (!places.length) return null
  // Towns have no page of their own places below: the map of a county stays where it is.
  const opens = place.code.length < 6
  return (
    <section className="panel overview-wide" aria-label="分地区">
      <h2>分{opens ? '区县' : '乡镇街道'}</h2>
      <div className="places">
        <div>
          <Radio.Group className="no-print" size="small" value={shown} onChange={(event) => setChosen(String(event.target.value))} options={onMap.map((id) => ({ value: id, label: described.get(id)?.name ?? id }))} optionType="button" />
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
            ...Object.entries(columns).map(([id, word]) => ({
              title: (
                <>
                  {word}
                  <small className="column-unit">{unit(id) === 'fen' ? '万元' : units[unit(id)]}</small>
                </>
              ),
              key: id,
              className: 'number',
              sorter: (a: { code: string }, b: { code: string }) => Number(of(a.code, id)?.value ?? 0) - Number(of(b.code, id)?.value ?? 0),
              render: (_: unknown, { code }: { code: string }) => cellText(of(code, id)?.value ?? null, unit(id)),
            })),
          ]}
        />
      </div>
    </section>
  )
}
