import { App, Alert, Button, DatePicker, Space, Table, Upload } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { asPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { FillAnswer, filePath, fillPath, type BlankShown } from '../../writing/contract.ts'
import { BlankPanel } from './BlankPanel.tsx'
import { DraftText, Legend } from './DraftText.tsx'
import { useDraftFile, useDraftQuestion } from './drafts.ts'

type Choices = ReadonlyMap<number, string>

/** Drop a draft, see it filled, settle what is open, take it away. A change of the day asks again and the figures follow. */
export const FillTab = () => {
  const me = useMe()
  const { message } = App.useApp()
  const today = me.data?.today ?? ''
  const [file, setFile] = useState<File>()
  const [asOf, setAsOf] = useState<string>()
  const [choices, setChoices] = useState<Choices>(new Map())
  const [open, setOpen] = useState<number>()
  const fill = useDraftQuestion(fillPath, FillAnswer)
  const download = useDraftFile(filePath)
  const day = asOf ?? today
  const questionOf = (on: string, chosen: Choices) => ({ asOf: on, choices: [...chosen].map(([index, id]) => ({ index, id })) })
  const ask = (of: File, on: string, chosen: Choices) => fill.mutate({ file: of, question: questionOf(on, chosen) })
  const begin = (of: File) => {
    setFile(of)
    setChoices(new Map())
    setOpen(undefined)
    ask(of, day, new Map())
  }
  const choose = (index: number, id: string | undefined) => {
    const next = new Map(choices)
    if (id === undefined) next.delete(index)
    else next.set(index, id)
    setChoices(next)
    if (file) ask(file, day, next)
  }
  const take = (copy: 'review' | 'final') => {
    if (!file) return
    download.mutate({ file, question: { ...questionOf(day, choices), copy, official: true, withSources: true } }, { onSuccess: (name) => void message.success(`已下载 ${name}`), onError: (error) => void message.error(error.message, 6) })
  }
  const { data } = fill
  const blank = data?.blanks.find(({ index }) => index === open)
  return (
    <>
      <section className="panel no-print">
        <Upload.Dragger accept=".docx,.txt,.md" multiple={false} showUploadList={false} beforeUpload={(of) => { begin(of); return false }} disabled={fill.isPending}>
          <p>{file ? `${file.name}（再拖一份就换成它）` : '把带空的文稿拖到这里，或点这里选择'}</p>
          <p className="quiet">Word（DOCX）或文本；空可以写作 XX、____、【 】、〇〇、X个百分点</p>
        </Upload.Dragger>
        <Space wrap style={{ marginTop: 12 }}>
          <span>以哪一天的记录为准</span>
          <DatePicker
            aria-label="以哪一天的记录为准"
            allowClear={false}
            value={day === '' ? null : dayjs(day)}
            maxDate={dayjs(today === '' ? undefined : today)}
            onChange={(value) => {
              const on = asPlainDate(value?.format('YYYY-MM-DD') ?? '')
              if (!on) return
              setAsOf(on)
              if (file) ask(file, on, choices)
            }}
          />
          <Button type="primary" disabled={!data} loading={download.isPending} onClick={() => take('final')}>下载定稿</Button>
          <Button disabled={!data || download.isPending} onClick={() => take('review')}>下载审阅稿（带颜色）</Button>
        </Space>
      </section>
      {fill.error ? <Alert type="error" showIcon title={fill.error.message} style={{ marginBottom: 16 }} /> : null}
      {data?.notes.map((note) => <Alert key={note} type="info" showIcon title={note} style={{ marginBottom: 16 }} />)}
      {data ? <Summary answer={data} /> : null}
      {data ? (
        <div className="writing-two">
          <DraftText lines={data.lines} spots={data.blanks.map((one) => ({ ...one, shown: one.written ?? one.text, tone: one.mark, title: `${one.bound?.title ?? '未对应'}，把握 ${Math.round(one.certainty * 100)}%` }))} open={open} onOpen={setOpen} />
          {blank ? <BlankPanel key={blank.index} blank={blank} chosen={choices.get(blank.index)} onChoose={(id) => choose(blank.index, id)} onNext={() => setOpen(nextOpen(data.blanks, blank.index))} /> : <section className="panel writing-side"><p className="quiet">点文中任何一处空，看它的出处、口径和别的可能。</p></section>}
        </div>
      ) : null}
      {data && data.blanks.length > 0 ? <Sources blanks={data.blanks} /> : null}
    </>
  )
}

const nextOpen = (blanks: readonly BlankShown[], from: number): number | undefined => (blanks.find(({ index, mark }) => index > from && mark !== 'sure') ?? blanks.find(({ mark }) => mark !== 'sure'))?.index

const Summary = ({ answer }: { answer: FillAnswer }) => {
  const count = (mark: string) => answer.blanks.filter((one) => one.mark === mark).length
  return (
    <section className="panel" aria-live="polite">
      {answer.blanks.length === 0 ? '这份文稿里没有空。空可以写作 XX、____、【 】、〇〇。' : `${answer.place.name}，${dateText(answer.asOf)}：共 ${answer.blanks.length} 处空，已填 ${count('sure')} 处，请确认 ${count('ask')} 处，未填 ${count('left')} 处。`}
      <Legend />
    </section>
  )
}

const Sources = ({ blanks }: { blanks: readonly BlankShown[] }) => (
  <section className="panel">
    <h2>数据来源表</h2>
    <Table
      rowKey="index"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...blanks]}
      columns={[
        { title: '空号', dataIndex: 'index', className: 'number' },
        { title: '文中', key: 'place', render: (_, one: BlankShown) => `${one.before}${one.written ?? one.text}${one.after}` },
        { title: '指标或参数', key: 'title', render: (_, one: BlankShown) => (one.written === null ? '未填' : (one.bound?.title ?? '')) },
        { title: '确切值', key: 'value', className: 'number', render: (_, one: BlankShown) => (one.written === null ? '' : (one.value ?? '')) },
        { title: '地区', dataIndex: 'placeName' },
        { title: '时点或期间', key: 'period', render: (_, one: BlankShown) => one.bound?.period.replace('/', ' 至 ') ?? '' },
        { title: '记录数', dataIndex: 'records', className: 'number' },
        { title: '依据', key: 'why', render: (_, one: BlankShown) => one.document ?? one.why },
      ]}
    />
  </section>
)
