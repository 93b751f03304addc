import { Figure } from '../../kit/Figure.tsx'
import type { Figure as FigureAnswer } from '../contract.ts'
import { Bars } from './Bars.tsx'
import { openCases } from './overview.ts'
import { propsOf, valueText } from './words.ts'

interface Props {
  of: (id: string) => FigureAnswer
  open: (id: string) => void
}

/** Cases: how many came, where those under way stand, what is late, how long a decision takes. */
export const CasePanel = ({ of, open }: Props) => {
  const late = of('case.overdue').value
  return (
    <section className="panel" aria-label="办件">
      <h2>办件</h2>
      <div className="figure-row">
        {(['case.filed', 'case.decided', 'case.decision-days'] as const).map((id) => (
          <Figure key={id} label={of(id).name} {...propsOf(of(id))} spark={[]} onOpen={() => open(id)} />
        ))}
        <Figure label="超期办件" {...propsOf(of('case.overdue'))} note={late !== null && late !== '0' ? <span className="figure-bad">需督办</span> : late === '0' ? <span className="figure-good">没有超期</span> : undefined} onOpen={() => open('case.overdue')} />
      </div>
      {of('case.inReview').because ? (
        <p className="quiet">{of('case.inReview').because}，因此没有按状态分的数。</p>
      ) : (
        <Bars label="在办办件按状态" bars={openCases.map(of).map(({ id, name, value, unit }) => ({ key: id, label: name.replace('的办件', ''), value, text: valueText(value, unit), onOpen: () => open(id) }))} />
      )}
    </section>
  )
}
