import type { z } from 'zod'
import type { getMeasure } from '../../../measures/contract.ts'

type Path = z.output<typeof getMeasure.output>['path']

const levels = { employer: '用人单位', town: '乡镇街道', county: '区县', city: '市级' } as const

/** The way of a case through the offices, with the days that each may take; steps of one stage run side by side. */
export const PathSteps = ({ path }: { path: Path }) => {
  const days = path.reduce((sum, stage) => sum + Math.max(0, ...stage.map(({ workingDays }) => workingDays)), 0)
  return path.length === 0 ? null : (
    <>
      <p>最长 {days} 个工作日：</p>
      <ol className="portal-list">
        {path.map((stage) => (
          <li key={stage.map(({ step }) => step).join()}>
            {stage.map(({ step, office, workingDays, when }) => (
              <div key={step} className="portal-row">
                <span>
                  {step}
                  {step.startsWith(levels[office.level]) || office.level === 'employer' ? '' : `（${levels[office.level]}）`}
                  {when === undefined ? '' : `［${when}时］`}
                </span>
                <span className="portal-quiet">{workingDays} 个工作日</span>
              </div>
            ))}
            {stage.length > 1 ? <div className="portal-quiet">{stage.some(({ needs }) => needs === 'one') ? '有一家办理即可' : '同时进行'}</div> : null}
          </li>
        ))}
      </ol>
    </>
  )
}
