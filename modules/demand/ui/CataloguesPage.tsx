import { Descriptions, InputNumber, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { askWeighting, catalogueStates, draftCatalogue, listCatalogues, type CatalogueState, type WeightingFields } from '../catalogue-contract.ts'
import { WeightingButton } from './WeightingButton.tsx'
import { catalogueTones } from './words.ts'

const fields = [{ key: 'state', label: '状态', kind: 'choice', choices: catalogueStates }] as const

/** The yearly catalogues of a place and the weights by which the next is computed. */
export const CataloguesPage = () => {
  const navigate = useNavigate()
  const me = useMe()
  const office = me.data?.duty?.role === 'talentOffice'
  const thisYear = Number(me.data?.today.slice(0, 4))
  const [year, setYear] = useState<number>()
  const chosen = year ?? thisYear
  return (
    <Page
      title="急需紧缺人才目录"
      lead="由近一年审看通过的岗位和在岗人才算出，人才办一人核对、另一人发布；发布后单位列入“急需紧缺人才需求单位”名录，政策可以据此判断。"
      extra={
        office && Number.isFinite(chosen) ? (
          <Space>
            <InputNumber aria-label="年度" min={2000} max={thisYear + 1} value={chosen} onChange={(value) => setYear(value ?? undefined)} suffix="年" />
            <ActionButton action={draftCatalogue} input={{ year: chosen }} type="primary" done={({ lines }) => `已测算，${lines} 行达到紧缺`} onDone={({ catalogueId }) => void navigate(`/demand/catalogues/${catalogueId}`)} />
          </Space>
        ) : null
      }
    >
      <Weighting />
      <ListPage
        list={listCatalogues}
        fields={fields}
        columns={[
          { title: '年度', dataIndex: 'year', render: (of: number) => `${of}年` },
          { title: '适用地', dataIndex: 'placeName' },
          { title: '状态', dataIndex: 'state', render: (state: CatalogueState) => <StateTag state={state} words={catalogueStates} tones={catalogueTones} /> },
          { title: '测算日', dataIndex: 'asOf', render: dateText },
          { title: '列入', dataIndex: 'lines', className: 'number', render: (lines: number) => `${countText(lines)} 行` },
          { title: '文号', dataIndex: 'document', render: (document: string | null) => document ?? '—' },
          { title: '发布日期', dataIndex: 'publishedOn', render: (day: string | null) => (day ? dateText(day) : '—') },
        ]}
        onOpen={({ id }) => void navigate(`/demand/catalogues/${id}`)}
        empty={office ? '还没有目录。选好年度，点右上角“测算目录”。' : '还没有目录。市人才办测算后会出现在这里。'}
      />
    </Page>
  )
}

const Weighting = () => {
  const asked = useAsk(askWeighting, {})
  return (
    <section className="panel">
      <Answer of={asked}>
        {({ setOn, ...weighting }) => (
          <>
            <Space style={{ justifyContent: 'space-between', width: '100%' }} wrap>
              <h2>紧缺程度怎么算</h2>
              <WeightingButton weighting={weighting} />
            </Space>
            <WeightingShown weighting={weighting} />
            <p className="quiet">{setOn ? `${dateText(setOn)}起用，` : ''}依据：{weighting.document}。改动只用于以后测算的目录。</p>
          </>
        )}
      </Answer>
    </section>
  )
}

/** The rule in words, with its numbers. */
export const WeightingShown = ({ weighting: { unfilledWeight, scarcityWeight, daysWeight, daysFull, scarceFrom, urgentFrom, leastWanted } }: { weighting: WeightingFields }) => (
  <Descriptions
    size="small"
    column={{ xs: 1, md: 3 }}
    items={[
      { label: '空缺率', children: `没招到的 ÷ 要招的，占 ${unfilledWeight}%` },
      { label: '空缺密度', children: `每千名在岗人才的空缺（满 100 为止），占 ${scarcityWeight}%` },
      { label: '招聘天数', children: `满 ${daysFull} 天记 100 分，占 ${daysWeight}%` },
      { label: '急需', children: `${urgentFrom} 分及以上` },
      { label: '紧缺', children: `${scarceFrom} 分及以上` },
      { label: '不列', children: `需求少于 ${leastWanted} 人的，已全部招满的` },
    ]}
  />
)
