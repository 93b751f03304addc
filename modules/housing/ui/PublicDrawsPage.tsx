import { Answered } from '../../../kit/Answered.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { askDraws } from '../draw-contract.ts'
import { DrawPanel } from './DrawPanel.tsx'

/** Draws for the public, without signing in. */
export const PublicDrawsPage = () => (
  <main className="portal">
    <h1>人才公寓摇号</h1>
    <Answered of={useAsk(askDraws, {})}>{({ draws }) => (draws.length ? draws.map((draw) => <DrawPanel key={draw.id} draw={draw} className="portal-card" verb={<p>还没有摇号。</p>} />) : <p>还没有公告过摇号。</p>)}</Answered>
  </main>
)
