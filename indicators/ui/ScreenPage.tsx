import './figures.css'
import './screen.css'
import { Link } from 'react-router'
import { dateText } from '../../kit/format.ts'
import { Figure } from '../../kit/Figure.tsx'
import { Answer } from '../../kit/Page.tsx'
import { corps, pick, programmes, useOverview, useWhere } from './overview.ts'
import type { Overview } from './OverviewPage.tsx'
import { PlaceMap } from './PlaceMap.tsx'
import { Bars } from './Bars.tsx'
import { propsOf, valueText } from './words.ts'

/** The wall: read from eight metres, refreshed each minute, no controls but the way back. */
export const ScreenPage = () => {
  const { where } = useWhere()
  const asked = useOverview(where, { refetchInterval: 60_000 })
  return (
    <main className="screen">
      <Answer of={asked}>{(overview) => <Wall overview={overview} />}</Answer>
    </main>
  )
}

const Wall = ({ overview }: { overview: Overview }) => {
  const of = pick(overview.figures)
  return (
    <>
      <header>
        <h1>{overview.place.name}人才工作</h1>
        <span>截至{dateText(overview.asOf)}</span>
        <Link to="/figures">返回</Link>
      </header>
      <section className="screen-heads">
        {(['talent.total', 'talent.density', 'class.total', 'introduction.year'] as const).map((id) => (
          <Figure key={id} size="hero" label={of(id).name} {...propsOf(of(id))} spark={[]} />
        ))}
      </section>
      <section className="screen-body">
        <div>
          <h2>三大计划 · 本年引进</h2>
          {programmes.map(({ id, name }) => {
            const introduced = of(`${id}.introduced`)
            return <Figure key={id} label={name.replace('计划', '')} {...propsOf(introduced)} spark={[]} note={introduced.target ? `目标 ${valueText(introduced.target.value, 'person')}，完成 ${introduced.target.percent ?? '—'}%` : undefined} change={undefined} />
          })}
        </div>
        <div>
          <h2>人才密度 · 分{overview.place.code.length < 6 ? '区县' : '乡镇街道'}</h2>
          <PlaceMap
            label="人才密度分地区"
            places={overview.places.map(({ code, name, figures }) => {
              const value = figures.find(({ id }) => id === 'talent.density')?.value ?? null
              return { code, name, weight: Number(value ?? 0), text: valueText(value, 'share') }
            })}
          />
        </div>
        <div>
          <h2>六支队伍</h2>
          <Bars label="六支队伍" bars={corps.map(of).map(({ id, name, value }) => ({ key: id, label: name.replace('人才', ''), value, text: valueText(value, 'person') }))} />
          <h2>专项资金 · 办件</h2>
          <Bars
            label="资金与办件"
            bars={[
              { key: 'given', label: '本年下达', value: null, text: valueText(of('fund.appropriated').value, 'fen') },
              { key: 'awarded', label: '审定资助', value: null, text: valueText(of('fund.awarded').value, 'fen') },
              { key: 'paid', label: '已兑付', value: null, text: valueText(of('fund.paid').value, 'fen') },
              { key: 'open', label: '在办', value: null, text: valueText(of('case.open').value, 'case') },
              { key: 'late', label: '超期', value: null, text: valueText(of('case.overdue').value, 'case') },
            ]}
          />
        </div>
      </section>
    </>
  )
}
