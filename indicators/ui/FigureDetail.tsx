import { Descriptions, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { PlainDate } from '../../kernel/types.ts'
import { dateText } from '../../kit/format.ts'
import { Figure } from '../../kit/Figure.tsx'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askFigure } from '../contract.ts'
import { Bars } from './Bars.tsx'
import { KnownPanel } from './KnownPanel.tsx'
import { UsesPanel } from './UsesPanel.tsx'
import { RecordList } from './RecordList.tsx'
import { propsOf, valueText } from './words.ts'

export type FigureAnswer = z.output<typeof askFigure.output>
interface Props {
  answer: FigureAnswer
  where: { asOf?: PlainDate; place?: string }
}

/** A number's definition, its parts, its years, and the records behind it. */
export const FigureDetail = ({ answer, where }: Props) => {
  const { figure, definition, asOf, place } = answer
  return (
    <>
      <Figure size="hero" label={`${place.name} · ${figure.name}`} {...propsOf(figure)} />
      {figure.caution ? <p className="caution">注意：{figure.caution}。</p> : null}
      <Tabs
        items={[
          { key: 'definition', label: '口径', children: <DefinitionOf answer={answer} /> },
          { key: 'parts', label: '分布', children: <PartsOf id={figure.id} answer={answer} where={where} /> },
          ...(answer.history.length ? [{ key: 'history', label: '历年', children: <HistoryOf answer={answer} /> }] : []),
          { key: 'known', label: '当时与现在', children: <KnownPanel id={figure.id} asOf={asOf} place={place.code} /> },
          { key: 'uses', label: '用在哪里', children: <UsesPanel figure={figure.id} /> },
          ...definition.sides.map((side) => ({
            key: side.figure,
            label: definition.sides.length > 1 ? `记录：${side.name}` : '记录',
            children: <RecordList side={side} asOf={asOf} place={place.code} />,
          })),
        ]}
      />
    </>
  )
}

const DefinitionOf = ({ answer: { figure, definition, asOf } }: { answer: FigureAnswer }) => (
  <Descriptions
    column={1}
    size="small"
    bordered
    items={[
      { label: '口径', children: definition.population },
      { label: '去重', children: definition.deduplication },
      { label: '时间', children: `${definition.timing}；截至${dateText(asOf)}` },
      ...(definition.formula ? [{ label: '算式', children: `${definition.formula}${figure.numerator && figure.denominator ? `：${Number(figure.numerator).toLocaleString('zh-CN')} ÷ ${Number(figure.denominator).toLocaleString('zh-CN')}` : ''}` }] : []),
      ...(figure.basis ? [{ label: figure.denominator === null ? '公布数' : '分母', children: <BasisOf basis={figure.basis} /> }] : []),
      { label: '来源', children: definition.source },
      { label: '责任部门', children: definition.owner },
      ...(definition.aliases.length ? [{ label: '又称', children: definition.aliases.map((alias) => <Tag key={alias}>{alias}</Tag>) }] : []),
      { label: '编号', children: `${figure.id}（口径指纹 ${definition.edition.slice(0, 8)}）` },
    ]}
  />
)

/** A number from outside as it was published, and the way to where it was taken over. */
const BasisOf = ({ basis: { kind, year, value, source, document, page } }: { basis: NonNullable<FigureAnswer['figure']['basis']> }) => (
  <>
    {year}年{kind} {Number(value).toLocaleString('zh-CN')}，{source}
    {document ? `，${document}${page ? `，${page}` : ''}` : ''}。<Link to={`/statistics?${new URLSearchParams({ kind })}`}>各次公布</Link>
  </>
)

const PartsOf = ({ id, answer, where }: { id: string; answer: FigureAnswer; where: Props['where'] }) => {
  const [by, setBy] = useState('place')
  const asked = useAsk(askFigure, { id, by, ...where })
  return (
    <Tabs
      size="small"
      activeKey={by}
      onChange={setBy}
      items={answer.definition.breakdowns.map(({ key, label }) => ({
        key,
        label,
        children:
          key === by ? (
            <Answer of={asked}>
              {({ parts, figure }) => {
                const why = parts.find(({ because }) => because)?.because
                if (parts.length && parts.every(({ value }) => value === null)) return <p className="quiet">{why}。</p>
                return parts.length ? <Bars label={label} bars={parts.map((part) => ({ key: part.key, label: part.label, value: part.value, text: valueText(part.value, figure.unit), change: part.change?.words }))} /> : <p className="quiet">没有可分的记录。</p>
              }}
            </Answer>
          ) : null,
      }))}
    />
  )
}

const HistoryOf = ({ answer: { history, figure, asOf } }: { answer: FigureAnswer }) => (
  <>
    <Bars label="历年" bars={history.map(({ year, asOf: day, value, change }) => ({ key: day, label: day === asOf ? `${year}年至今` : `${year}年`, value, text: valueText(value, figure.unit), change: change?.words }))} />
    <p className="quiet">以往各年为年末数（期间数为全年）；最后一行截至{dateText(asOf)}，与上年同期相比。按现有记录回算，补录会改变以往的数。</p>
  </>
)
