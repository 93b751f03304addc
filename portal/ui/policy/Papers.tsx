import type { z } from 'zod'
import type { plainMeasure } from '../../../measures/public/contract.ts'

type PaperShown = z.output<typeof plainMeasure.output>['papers'][number]

/** What has to be brought, and which of it the city has already. */
export const Papers = ({ papers }: { papers: readonly PaperShown[] }) => (
  <section className="portal-card">
    <h2>要带的材料</h2>
    {papers.length === 0 ? <p>不用带材料：所用信息由部门数据核对。</p> : <p>已经在系统里的会直接使用，不用再交。</p>}
    <ul className="portal-list">
      {papers.map(({ name, when, has, reuse }) => (
        <li key={name}>
          {name}
          {when ? `（${when}的提供）` : ''}
          {has.length > 0 ? <div className="portal-quiet">一般不用交：{has.map(({ fact, source }) => `${fact}由${source}核实`).join('，')}，核实到了就免交</div> : <div className="portal-quiet">要您自己提供</div>}
          {reuse ? <div className="portal-quiet">{reuse}内交过的再用</div> : null}
        </li>
      ))}
    </ul>
  </section>
)
