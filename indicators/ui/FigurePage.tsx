import './figures.css'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { askFigure } from '../contract.ts'
import { FigureDetail } from './FigureDetail.tsx'
import { idOf, useWhere } from './overview.ts'

/** A figure's own page, for a link in a report. */
export const FigurePage = () => {
  const id = idOf(useParams()['*'] ?? '')
  const { where } = useWhere()
  const asked = useAsk(askFigure, { id, ...where })
  return (
    <Page
      title={asked.data?.figure.name ?? '指标'}
      extra={
        <Link to="/figures" className="no-print">
          <Button>回到总览</Button>
        </Link>
      }
    >
      <section className="panel">
        <Answer of={asked}>{(answer) => <FigureDetail answer={answer} where={where} />}</Answer>
      </section>
    </Page>
  )
}
