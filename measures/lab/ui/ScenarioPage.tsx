import { App, Button, Descriptions, Segmented, Space } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { countText, dateText, momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { getScenario, scenarioFilePath } from '../what-if-contract.ts'
import { Breakdowns } from './Breakdowns.tsx'
import { Comparison } from './Comparison.tsx'
import { DiffView } from './ConflictModal.tsx'
import { unitOf } from './Effect.tsx'
import { Fairness } from './Results.tsx'
import { YearsPanel } from './YearsPanel.tsx'
import './lab.css'

type Scenario = z.output<typeof getScenario.output>

/** A scenario as it was kept: opened by its link, printed, taken away as Word or Excel. */
export const ScenarioPage = () => {
  const { scenarioId } = useParams() as { scenarioId: Id<'scenario'> }
  const asked = useAsk(getScenario, { scenarioId })
  return <Answer of={asked}>{(scenario) => <Kept scenario={scenario} />}</Answer>
}

const Kept = ({ scenario }: { scenario: Scenario }) => {
  const { answer, drafts, nowText } = scenario
  const [at, setAt] = useState(0)
  const draft = answer.drafts[at]
  const text = drafts[at]?.text ?? ''
  return (
    <Page title={scenario.title} lead={`${scenario.number} · ${scenario.measureTitle}`} extra={<Files scenario={scenario} />}>
      <section className="panel">
        <Descriptions
          column={{ xs: 1, md: 4 }}
          items={[
            { label: '申请日', children: dateText(scenario.onDate) },
            { label: '测算对象', children: `${countText(scenario.subjects)} ${unitOf[answer.subject]}` },
            { label: '测算人', children: scenario.madeByName },
            { label: '测算时间', children: momentText(scenario.madeAt) },
          ]}
        />
      </section>
      <div className={answer.drafts.length > 2 ? undefined : 'lab-two'}>
        <section className="panel">
          <h2>各方案比较</h2>
          <Comparison answer={answer} />
        </section>
        <section className="panel">
          <h2>分年金额与预算</h2>
          <YearsPanel answer={answer} />
        </section>
      </div>
      {draft ? (
        <section className="panel">
          <h2>谁受影响</h2>
          {drafts.length > 1 ? <Segmented aria-label="方案" value={at} onChange={setAt} options={drafts.map(({ name }, index) => ({ value: index, label: name }))} style={{ marginBottom: 12 }} /> : null}
          <Fairness draft={draft} />
          <Breakdowns draft={draft} hasNow={answer.now !== null} />
        </section>
      ) : null}
      <section className="panel">
        <h2>{nowText === null ? '原文' : '与现行版本对照'}</h2>
        {nowText === null ? <pre className="source">{text}</pre> : <DiffView before={nowText} after={text} />}
      </section>
    </Page>
  )
}

const Files = ({ scenario }: { scenario: Scenario }) => {
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(location.href)
    void message.success('链接已复制，有权限的同事打开即可看到')
  }
  return (
    <Space wrap className="no-print">
      {scenario.draftId ? <Link to={`/lab/drafts/${scenario.draftId}`}>打开草稿</Link> : null}
      <Button onClick={() => void copy()}>复制链接</Button>
      <Button href={scenarioFilePath(scenario.id, 'xlsx')}>导出 Excel</Button>
      <Button href={scenarioFilePath(scenario.id, 'docx')}>导出 Word</Button>
    </Space>
  )
}
