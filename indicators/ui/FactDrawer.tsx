import { Drawer, Grid, Tabs } from 'antd'
import type { PlainDate } from '../../kernel/types.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askFigure } from '../contract.ts'
import type { Fact } from '../diagnosis/contract.ts'
import { RecordList } from './RecordList.tsx'

interface Props {
  fact: Fact | undefined
  asOf: PlainDate
  place: string
  onClose: () => void
}

/** The records behind one sentence of the diagnosis: those of the part that it speaks of. */
export const FactDrawer = ({ fact, asOf, place, onClose }: Props) => {
  const wide = Grid.useBreakpoint().lg
  return (
    <Drawer open={fact !== undefined} onClose={onClose} title={fact?.name ?? '记录'} size={wide ? 860 : '100%'} destroyOnHidden>
      {fact ? <Behind fact={fact} asOf={asOf} place={place} /> : null}
    </Drawer>
  )
}

const Behind = ({ fact, asOf, place }: { fact: Fact; asOf: PlainDate; place: string }) => {
  const asked = useAsk(askFigure, { id: fact.figure, asOf, place })
  const part = fact.by !== null && fact.key !== null ? { by: fact.by, key: fact.key } : undefined
  return (
    <>
      <p>{fact.says}。</p>
      <Answer of={asked}>
        {({ definition: { sides } }) => <Tabs items={sides.map((side) => ({ key: side.figure, label: side.name, children: <RecordList side={side} asOf={asOf} place={place} {...(part ? { part } : {})} /> }))} />}
      </Answer>
    </>
  )
}
