import { Progress } from 'antd'
import { Link } from 'react-router'
import { Figure } from '../../kit/Figure.tsx'
import type { Figure as FigureAnswer } from '../contract.ts'
import { programmes } from './overview.ts'
import { propsOf, valueText } from './words.ts'

interface Props {
  of: (id: string) => FigureAnswer
  open: (id: string) => void
}

/** The three key programmes: introduced this year against the target, ever introduced, present, retained. */
export const ProgrammePanel = ({ of, open }: Props) => (
  <section className="panel overview-programmes" aria-label="三大计划">
    {programmes.map(({ id, name, page }) => {
      const introduced = of(`${id}.introduced`)
      return (
        <div key={id} className="programme">
          <h2>
            <Link to={page}>{name}</Link>
          </h2>
          <Figure label="本年引进" {...propsOf(introduced)} onOpen={() => open(introduced.id)} />
          <Target figure={introduced} />
          <div className="programme-parts">
            {(['total', 'present', 'retained'] as const).map((part) => (
              <Figure key={part} size="small" label={parts[part]} {...propsOf(of(`${id}.${part}`))} spark={[]} change={undefined} onOpen={() => open(`${id}.${part}`)} />
            ))}
          </div>
        </div>
      )
    })}
  </section>
)
const parts = { total: '累计引进', present: '在岗', retained: '留存率' } as const

const Target = ({ figure: { target, unit } }: { figure: FigureAnswer }) => {
  if (!target) {
    return (
      <p className="quiet">
        本年未下达目标。<Link to="/figures/targets">去看年度目标</Link>
      </p>
    )
  }
  const percent = Number(target.percent ?? 0)
  return (
    <div className="programme-target">
      <Progress percent={Math.min(percent, 100)} size="small" showInfo={false} status="normal" aria-label="目标完成" />
      <span>
        目标 {valueText(target.value, unit)}，完成 {target.percent ?? '—'}%
      </span>
    </div>
  )
}
