import '../figures.css'
import { Select, Table } from 'antd'
import { Link } from 'react-router'
import type { z } from 'zod'
import { countText, dateText, moneyText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Figure } from '../../../kit/Figure.tsx'
import { Answer, Page } from '../../../kit/Page.tsx'
import { askCatalogue, askFigures } from '../../contract.ts'
import { askProgramme, programmeNames, type Cohort, type ProgrammeId } from '../../programme/contract.ts'
import { FigureDrawer } from '../FigureDrawer.tsx'
import { useWhere } from '../overview.ts'
import { RecordList } from '../RecordList.tsx'
import { propsOf } from '../words.ts'
import { Funnel } from './Funnel.tsx'

type Programme = z.output<typeof askProgramme.output>
const heads = ['introduced', 'total', 'present', 'retained'] as const

/** One programme: targets against facts, who came year by year, its money, its measures, its people now. */
const ProgrammePage = ({ id }: { id: ProgrammeId }) => {
  const { where, opened, set } = useWhere()
  const asked = useAsk(askProgramme, { programme: id, ...where })
  const figures = useAsk(askFigures, { ids: heads.map((part) => `${id}.${part}`), ...where })
  const places = useAsk(askCatalogue, {}).data?.places ?? []
  return (
    <Page
      title={programmeNames[id]}
      lead={asked.data ? `${asked.data.place.name}，数据截至${dateText(asked.data.asOf)}` : undefined}
      extra={
        places.length > 1 ? <Select aria-label="地区" style={{ width: 180 }} placeholder="全部" allowClear value={where.place} options={places.map(({ code, name }) => ({ value: code, label: name }))} onChange={(code?: string) => set('place', code)} /> : null
      }
    >
      <Answer of={figures}>
        {(answer) => (
          <section className="panel overview-seconds" aria-label="总览">
            {answer.figures.map((figure) => (
              <Figure key={figure.id} size="small" label={figure.name} {...propsOf(figure)} spark={[]} onOpen={() => set('figure', figure.id)} />
            ))}
          </section>
        )}
      </Answer>
      <Answer of={asked}>{(programme) => <Panels id={id} programme={programme} />}</Answer>
      <FigureDrawer id={opened} where={where} onClose={() => set('figure', undefined)} />
    </Page>
  )
}

const side = (id: ProgrammeId) => ({ figure: `${id}.present`, name: '', record: '引进', page: 'person', columns: { detail: '计划、方式、渠道', since: '引进日期', until: '离开本市' } }) as const

const Panels = ({ id, programme }: { id: ProgrammeId; programme: Programme }) => (
  <>
    <Targets programme={programme} />
    <Cohorts cohorts={programme.cohorts} />
    <Lines programme={programme} />
    <Funnel measures={programme.measures} />
    <section className="panel">
      <h2>现在在岗的人</h2>
      <RecordList side={side(id)} asOf={programme.asOf} place={programme.place.code} />
    </section>
  </>
)

const Targets = ({ programme: { targets } }: { programme: Programme }) => (
  <section className="panel">
    <h2>目标与完成</h2>
    <Table
      rowKey={({ year, placeName }) => `${year} ${placeName}`}
      size="small"
      pagination={false}
      dataSource={targets}
      locale={{ emptyText: <>还没有下达目标。<Link to="/figures/targets" style={{ textDecoration: 'underline' }}>去下达年度目标</Link></> }}
      columns={[
        { title: '年度', dataIndex: 'year' },
        { title: '地区', dataIndex: 'placeName' },
        { title: '目标', dataIndex: 'target', className: 'number', render: countText },
        { title: '已引进', dataIndex: 'came', className: 'number', render: countText },
        { title: '完成', key: 'share', className: 'number', render: (_, { target, came }) => (target > 0 ? `${Math.floor((came / target) * 100)}%` : '—') },
        { title: '依据', dataIndex: 'document' },
      ]}
    />
  </section>
)

const share = (part: number, whole: number) => (whole === 0 ? '—' : `${countText(part)} / ${countText(whole)}`)

const Cohorts = ({ cohorts }: { cohorts: Cohort[] }) => (
  <section className="panel">
    <h2>历年引进的人</h2>
    <p className="quiet">一人在本计划内只计首次引进；“提高”指引进后职称或技能等级高于引进时；满年留存为满年时仍在的 / 已满年的。</p>
    <Table
      rowKey="year"
      size="small"
      pagination={false}
      dataSource={cohorts}
      locale={{ emptyText: '还没有引进记录。用人单位申报引进、区县核验后计入。' }}
      columns={[
        { title: '引进年度', dataIndex: 'year' },
        { title: '引进', dataIndex: 'came', className: 'number', render: countText },
        { title: '在岗', dataIndex: 'present', className: 'number', render: countText },
        { title: '职称或技能提高', dataIndex: 'raised', className: 'number', render: countText },
        ...(['满一年留存', '满三年留存', '满五年留存'] as const).map((title, i) => ({ title, key: title, className: 'number', render: (_: unknown, { due, stayed }: Cohort) => share(stayed[i] ?? 0, due[i] ?? 0) })),
      ]}
    />
  </section>
)

const Lines = ({ programme: { lines, asOf } }: { programme: Programme }) => (
  <section className="panel">
    <h2>{asOf.slice(0, 4)} 年资金</h2>
    <Table
      rowKey="code"
      size="small"
      pagination={false}
      dataSource={lines}
      locale={{ emptyText: '本年没有属于这个计划的预算科目。新建科目时选择所属计划。' }}
      columns={[
        { title: '科目', dataIndex: 'title' },
        ...(['appropriated', 'committed', 'paid', 'available'] as const).map((key) => ({ title: { appropriated: '下达', committed: '已审定未拨付', paid: '已拨付', available: '可用' }[key], dataIndex: key, className: 'number', render: moneyText })),
      ]}
    />
  </section>
)

export const HighLevelPage = () => <ProgrammePage id="highLevel" />
export const GraduatesPage = () => <ProgrammePage id="graduates" />
export const SkilledPage = () => <ProgrammePage id="skilled" />
