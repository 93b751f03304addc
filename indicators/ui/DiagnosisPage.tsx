import './figures.css'
import './diagnosis.css'
import { Button, DatePicker, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { dateText } from '../../kit/format.ts'
import { Figure } from '../../kit/Figure.tsx'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { askDiagnosis, type Fact, type ProblemFound } from '../diagnosis/contract.ts'
import { FactDrawer } from './FactDrawer.tsx'
import { FigureDrawer } from './FigureDrawer.tsx'
import { useWhere } from './overview.ts'
import { propsOf } from './words.ts'

/** The four standing problems on one screen: three sentences each, made of figures; each opens its records. */
export const DiagnosisPage = () => {
  const { where, opened, set } = useWhere()
  const asked = useAsk(askDiagnosis, where)
  const me = useMe()
  const [fact, setFact] = useState<Fact>()
  return (
    <Page
      title={asked.data ? `${asked.data.place.name}人才工作问题诊断` : '问题诊断'}
      lead={asked.data ? `按截至${dateText(asked.data.asOf)}的记录计算；每个问题列出最说明问题的三句话，点开是背后的记录。` : undefined}
      extra={
        <Space wrap className="no-print">
          <DatePicker
            aria-label="数据截至"
            style={{ width: 160 }}
            format="YYYY年M月D日"
            value={asked.data ? dayjs(asked.data.asOf) : null}
            disabledDate={(day) => day.format('YYYY-MM-DD') > (me.data?.today ?? '')}
            onChange={(day) => set('asOf', day?.format('YYYY-MM-DD'))}
          />
          <Button onClick={() => print()}>打印</Button>
        </Space>
      }
    >
      <Answer of={asked}>
        {({ problems, asOf, place }) => (
          <>
            <div className="diagnosis">
              {problems.map((problem) => (
                <Problem key={problem.problem} problem={problem} openFigure={(id) => set('figure', id)} openFact={setFact} />
              ))}
            </div>
            <FactDrawer fact={fact} asOf={asOf} place={place.code} onClose={() => setFact(undefined)} />
          </>
        )}
      </Answer>
      <FigureDrawer id={opened} where={where} onClose={() => set('figure', undefined)} />
    </Page>
  )
}

const Problem = ({ problem: { title, unsaid, figures, facts }, openFigure, openFact }: { problem: ProblemFound; openFigure: (id: string) => void; openFact: (fact: Fact) => void }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    {facts.length ? (
      <ol className="diagnosis-facts">
        {facts.map((fact) => (
          <li key={fact.says}>
            {fact.says}。
            <Button type="link" size="small" className="no-print" aria-label={`看记录：${fact.says}`} onClick={() => openFact(fact)}>
              看记录
            </Button>
          </li>
        ))}
      </ol>
    ) : (
      <p className="quiet">记录还不够多，看不出问题。先到人才库、办件里把记录补全，或换一个时点。</p>
    )}
    <div className="diagnosis-figures">
      {figures.map((figure) => (
        <Figure key={figure.id} size="small" label={figure.name} {...propsOf(figure)} spark={[]} onOpen={() => openFigure(figure.id)} />
      ))}
    </div>
    {unsaid === '' ? null : <p className="quiet">{unsaid}</p>}
  </section>
)
