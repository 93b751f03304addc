import { Button, Drawer, Grid } from 'antd'
import { Link } from 'react-router'
import type { PlainDate } from '../../kernel/types.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askFigure } from '../contract.ts'
import { FigureDetail } from './FigureDetail.tsx'
import { pageOf } from './overview.ts'

interface Props {
  id: string | undefined
  where: { asOf?: PlainDate; place?: string }
  onClose: () => void
}

/** What stands behind a number, without leaving the page. */
export const FigureDrawer = ({ id, where, onClose }: Props) => {
  const wide = Grid.useBreakpoint().lg
  return (
    <Drawer open={id !== undefined} onClose={onClose} title="指标" size={wide ? 860 : '100%'} destroyOnHidden extra={id ? <Link to={`${pageOf(id)}?${new URLSearchParams(where)}`}><Button>单独打开</Button></Link> : null}>
      {id ? <Opened id={id} where={where} /> : null}
    </Drawer>
  )
}

const Opened = ({ id, where }: { id: string; where: Props['where'] }) => {
  const asked = useAsk(askFigure, { id, ...where })
  return <Answer of={asked}>{(answer) => <FigureDetail answer={answer} where={where} />}</Answer>
}
