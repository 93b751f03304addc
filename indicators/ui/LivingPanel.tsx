import { Figure } from '../../kit/Figure.tsx'
import type { Figure as FigureAnswer } from '../contract.ts'
import { living } from './overview.ts'
import { propsOf } from './words.ts'

interface Props {
  of: (id: string) => FigureAnswer
  open: (id: string) => void
}

/** Where talents live, who looks after them, and what they say of it. */
export const LivingPanel = ({ of, open }: Props) => (
  <section className="panel overview-wide" aria-label="安居与服务">
    <h2>安居与服务</h2>
    <div className="figure-row">
      {living.map((id) => (
        <Figure key={id} label={of(id).name} {...propsOf(of(id))} spark={[]} onOpen={() => open(id)} />
      ))}
    </div>
  </section>
)
