import './figures.css'
import { Button, DatePicker, Space } from 'antd'
import dayjs from 'dayjs'
import { Link } from 'react-router'
import type { z } from 'zod'
import { dateText } from '../../kit/format.ts'
import { Figure } from '../../kit/Figure.tsx'
import { useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import type { askFigures } from '../contract.ts'
import { CasePanel } from './CasePanel.tsx'
import { FigureDrawer } from './FigureDrawer.tsx'
import { FundPanel } from './FundPanel.tsx'
import { LivingPanel } from './LivingPanel.tsx'
import { corps, classes, pick, platforms, useOverview, useWhere } from './overview.ts'
import { PlacePanel } from './PlacePanel.tsx'
import { ProgrammePanel } from './ProgrammePanel.tsx'
import { RankPanel } from './RankPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'
import { propsOf, valueText } from './words.ts'

export type Overview = z.output<typeof askFigures.output>

/** The leaders' page: how many, how dense, how much better than last year, where the holes are, what is late. */
export const OverviewPage = () => {
  const { where, opened, set } = useWhere()
  const asked = useOverview(where)
  const me = useMe()
  const open = (id: string) => set('figure', id)
  const home = me.data?.duty?.placeCode
  return (
    <Page
      title={asked.data ? `${asked.data.place.name}人才工作` : '人才工作'}
      lead={asked.data ? `数据截至${dateText(asked.data.asOf)}；每个数都能点开，看口径和背后的记录。` : undefined}
      extra={
        <Space wrap className="no-print">
          {where.place && where.place !== home ? <Button onClick={() => set('place', undefined)}>返回全部</Button> : null}
          <DatePicker
            aria-label="数据截至"
            style={{ width: 160 }}
            format="YYYY年M月D日"
            value={asked.data ? dayjs(asked.data.asOf) : null}
            disabledDate={(day) => day.format('YYYY-MM-DD') > (me.data?.today ?? '')}
            onChange={(day) => set('asOf', day?.format('YYYY-MM-DD'))}
          />
          <Link to="/figures/screen">
            <Button>大屏</Button>
          </Link>
          <Button onClick={() => print()}>打印</Button>
        </Space>
      }
    >
      <Answer of={asked}>{(overview) => <Panels overview={overview} open={open} enter={(code) => set('place', code)} />}</Answer>
      <FigureDrawer id={opened} where={where} onClose={() => set('figure', undefined)} />
    </Page>
  )
}

const Panels = ({ overview, open, enter }: { overview: Overview; open: (id: string) => void; enter: (code: string) => void }) => {
  const of = pick(overview.figures)
  const heads = ['talent.total', 'talent.density', 'class.total', 'introduction.year'] as const
  const seconds = ['talent.postgraduate', 'talent.key-industry-share', 'introduction.flexible', 'talent.departed', 'team.total', 'policy.in-force'] as const
  return (
    <div className="overview">
      <section className="panel overview-heads" aria-label="总览">
        {heads.map((id) => (
          <Figure key={id} size="hero" label={of(id).name} {...propsOf(of(id))} note={targetNote(of(id))} onOpen={() => open(id)} />
        ))}
        <div className="overview-seconds">
          {seconds.map((id) => (
            <Figure key={id} size="small" label={of(id).name} {...propsOf(of(id))} spark={[]} onOpen={() => open(id)} />
          ))}
        </div>
        {of('talent.density').caution ? <p className="caution">注意：人才密度{of('talent.density').caution}。</p> : null}
      </section>
      <ProgrammePanel of={of} open={open} />
      <TrendPanel of={of} />
      <PlacePanel overview={overview} enter={enter} />
      <RankPanel title="六支人才队伍" note="一人可以属于几支队伍，相加会超过总量。" figures={corps.map(of)} open={open} />
      <RankPanel title="高层次人才" note="按最近一次认定、仍在有效期的类别。" figures={classes.map(of)} open={open} />
      <RankPanel
        title="创新平台"
        note={`在认定有效期内共 ${valueText(of('platform.total').value, 'place')}。`}
        figures={platforms.map((id) => of(`platform.${id}`))}
        aside={(id) => `国家级 ${of(`${id}.national`).value ?? '—'}`}
        open={open}
      />
      <FundPanel of={of} open={open} />
      <CasePanel of={of} open={open} />
      <LivingPanel of={of} open={open} />
    </div>
  )
}

const targetNote = ({ target, unit }: ReturnType<ReturnType<typeof pick>>): string | undefined => (target ? `年度目标 ${valueText(target.value, unit)}${target.percent === null ? '' : `，完成 ${target.percent}%`}` : undefined)
