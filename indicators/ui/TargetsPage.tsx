import './figures.css'
import { Button, Progress, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { askTargets, setTarget, type Target } from '../contract.ts'
import { pageOf } from './overview.ts'
import { TargetForm } from './TargetForm.tsx'
import { valueText } from './words.ts'

/** Targets of a year beside the facts, place by place. The fact is computed, never typed. */
export const TargetsPage = () => {
  const me = useMe()
  const thisYear = Number((me.data?.today ?? '').slice(0, 4))
  const [year, setYear] = useState<number>()
  const [setting, setSetting] = useState(false)
  const shown = year ?? thisYear
  const asked = useAsk(askTargets, { year: shown }, { enabled: shown > 0 })
  const role = me.data?.duty?.role
  const maySet = setTarget.may !== 'public' && role !== undefined && setTarget.may.includes(role)
  return (
    <Page
      title="年度目标"
      lead="目标由人才办下达，完成数由记录算出。"
      extra={
        <>
          <Select aria-label="年度" value={shown} onChange={setYear} options={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map((value) => ({ value, label: `${value}年` }))} />
          {maySet ? (
            <Button type="primary" onClick={() => setSetting(true)}>
              {setTarget.label}
            </Button>
          ) : null}
        </>
      }
    >
      <Answer of={asked}>
        {({ targets }) => (
          <Table
            rowKey={({ figure, placeCode }) => `${figure} ${placeCode}`}
            size="middle"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={targets}
            locale={{ emptyText: maySet ? `${shown}年还没有目标。点右上角“${setTarget.label}”。` : `${shown}年还没有下达目标。` }}
            columns={[
              { title: '地区', dataIndex: 'placeName' },
              { title: '指标', dataIndex: 'name', render: (name: string, { figure, placeCode }) => <Link to={`${pageOf(figure)}?place=${placeCode}`}>{name}</Link> },
              { title: '目标', key: 'value', className: 'number', render: (_, { value, unit }: Target) => valueText(value, unit) },
              { title: '完成', key: 'fact', className: 'number', render: (_, { fact, unit }: Target) => valueText(fact, unit) },
              { title: '完成率', key: 'percent', width: 220, render: (_, { percent, met }: Target) => (percent === null ? (met === null ? '—' : met ? '达到' : '未达到') : <Progress aria-label="完成率" percent={Math.min(Number(percent), 100)} size="small" format={() => `${percent}%`} />) },
              { title: '依据', dataIndex: 'document' },
            ]}
          />
        )}
      </Answer>
      {setting ? <TargetForm year={Math.max(shown, thisYear)} onClose={() => setSetting(false)} /> : null}
    </Page>
  )
}
