import { DatePicker, Empty, Input } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../kernel/calendar/shanghai.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { FormButton } from '../../../kit/FormButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { askDraws, holdDraw, openDraw, type Draw } from '../draw-contract.ts'
import { DrawPanel } from './DrawPanel.tsx'
import { CityOnly } from './Only.tsx'
import { dayText } from './words.ts'

/** Draws, announced and held, with all that is needed to compute them again. */
export const DrawsPage = () => (
  <Page title="人才公寓摇号" lead="公告时先公布种子的散列；报名截止以后，种子和事先说好的公开数合成，定出次序。" extra={<CityOnly><OpenButton /></CityOnly>}>
    <Answer of={useAsk(askDraws, {})}>
      {({ draws }) => (draws.length ? draws.map((draw) => <DrawPanel key={draw.id} draw={draw} className="panel" verb={<CityOnly><HoldButton draw={draw} /></CityOnly>} />) : <Empty description="还没有公告过摇号。由市人才办点右上角“公告摇号”。" />)}
    </Answer>
  </Page>
)

const HoldButton = ({ draw }: { draw: Draw }) => {
  const [witness, setWitness] = useState('')
  const [today] = useState(() => shanghaiDay(Date.now()))
  if (draw.appliedUntil >= today) return <p>{dateText(draw.appliedUntil)}报名截止，次日起可以摇号。</p>
  return (
    <FormButton label={holdDraw.label} type="primary" hint={`公开数取自：${draw.witnessSource}。摇号后不能重来。`} fields={[{ label: '公开数', id: 'draw-witness', field: <Input id="draw-witness" maxLength={100} value={witness} onChange={(event) => setWitness(event.target.value)} /> }]}>
      {(close) => <ActionButton action={holdDraw} input={{ drawId: draw.id, witness: witness.trim() }} type="primary" can={witness.trim() !== ''} because="请填公开数" done={({ drawn }) => `已摇出 ${drawn} 位的次序`} onDone={close} />}
    </FormButton>
  )
}

const OpenButton = () => {
  const [text, setText] = useState({ name: '', document: '', witnessSource: '' })
  const [appliedUntil, setUntil] = useState<PlainDate>()
  const field = (id: keyof typeof text, label: string) => ({ label, id: `draw-${id}`, field: <Input id={`draw-${id}`} value={text[id]} onChange={(event) => setText({ ...text, [id]: event.target.value })} /> })
  return (
    <FormButton
      label={openDraw.label}
      type="primary"
      hint="系统随机生成种子，现在只公布散列；种子摇号以前谁都看不到。"
      fields={[field('name', '哪一批'), field('document', '依据'), { label: '报名截止日（含）', id: 'draw-until', field: <DatePicker id="draw-until" format="YYYY年M月D日" onChange={(value) => setUntil(dayText(value))} /> }, field('witnessSource', '公开数从哪里来（摇号当天才知道的）')]}
    >
      {(close) => <ActionButton action={openDraw} input={{ ...text, appliedUntil: appliedUntil ?? ('' as PlainDate) }} type="primary" can={appliedUntil !== undefined && Object.values(text).every((value) => value.trim().length >= 2)} because="请把各项填全" done={({ number }) => `已公告 ${number}`} onDone={close} />}
    </FormButton>
  )
}
