import { Alert, Button, DatePicker, Descriptions, Input, Radio, Space } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { asPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { askReply, replyFilePath, type ReplyPart } from '../../replies/contract.ts'

const examples = ['今年引进了多少名校优生？比去年多多少？', '哪个区县人才密度最高？', '今年安家补贴发了多少钱？', '新能源产业有多少人才？']

/** A leader's question in plain words; each number with its source, and what is not on record said so. */
export const ReplyTab = () => {
  const today = useMe().data?.today ?? ''
  const [typed, setTyped] = useState('')
  const [question, setQuestion] = useState('')
  const [day, setDay] = useState<string>()
  const [choices, setChoices] = useState<{ part: number; id: string }[]>([])
  const asOf = asPlainDate(day ?? today)
  const input = { question, choices, ...(asOf ? { asOf } : {}) }
  const asked = useAsk(askReply, input, { enabled: question.length >= 2 && asOf !== undefined })
  const ask = (words: string) => {
    setTyped(words)
    setChoices([])
    setQuestion(words.trim())
  }
  return (
    <>
      <Space.Compact style={{ width: '100%', maxWidth: 880, marginBottom: 12 }}>
        <Input aria-label="问题" maxLength={300} placeholder="用平常的话问，例如：今年引进了多少名校优生？比去年多多少？" value={typed} onChange={(event) => setTyped(event.target.value)} onPressEnter={() => ask(typed)} />
        <Button type="primary" disabled={typed.trim().length < 2} onClick={() => ask(typed)}>
          查
        </Button>
      </Space.Compact>
      <Space wrap style={{ marginBottom: 16 }}>
        <span>数据截至</span>
        <DatePicker aria-label="数据截至" allowClear={false} format="YYYY年M月D日" value={asOf ? dayjs(asOf) : null} maxDate={dayjs(today === '' ? undefined : today)} onChange={(value) => value && setDay(value.format('YYYY-MM-DD'))} />
        {question !== '' && asked.data?.parts.length ? <Button href={`${replyFilePath}?ask=${encodeURIComponent(JSON.stringify(input))}`}>下载 Word（公文格式）</Button> : null}
      </Space>
      {question === '' ? (
        <section className="panel">
          <p className="quiet">写一个问题，或点一个例子：</p>
          <Space wrap>
            {examples.map((example) => (
              <Button key={example} onClick={() => ask(example)}>
                {example}
              </Button>
            ))}
          </Space>
        </section>
      ) : (
        <Answer of={asked}>
          {({ parts }) =>
            parts.length ? (
              <>
                {parts.map((part, at) => (
                  <Told key={`${at}${part.said}`} part={part} choose={(id) => setChoices((before) => [...before.filter((one) => one.part !== at + 1), { part: at + 1, id }])} />
                ))}
              </>
            ) : (
              <Alert type="info" showIcon title="没有读出要问哪个数。请写明问的是什么，例如“今年引进了多少人才”。" />
            )
          }
        </Answer>
      )}
    </>
  )
}

const Told = ({ part: { said, outcome, sentence, why, figure, title, definition, source, records, candidates, id }, choose }: { part: ReplyPart; choose: (id: string) => void }) => (
  <section className="panel" aria-label={said}>
    <p className="quiet">{said}</p>
    {outcome === 'told' ? <p style={{ fontSize: 18 }}>{sentence}</p> : outcome === 'asked' ? <Alert type="warning" showIcon title={`您问的是哪一个？${why}`} /> : <Alert type="info" showIcon title={`没有记录，不作答：${why}`} />}
    {outcome !== 'left' && candidates.length > 1 ? (
      <Radio.Group value={outcome === 'told' ? id : undefined} onChange={(event) => choose(String(event.target.value))} style={{ margin: '8px 0' }}>
        {candidates.map((one) => (
          <Radio key={one.id} value={one.id} style={{ display: 'block' }}>
            {one.title}
            {one.definition ? <span className="quiet">：{one.definition}</span> : null}
          </Radio>
        ))}
      </Radio.Group>
    ) : null}
    {outcome === 'told' ? (
      <Descriptions
        size="small"
        column={1}
        items={[
          { label: '指标', children: figure ? <Link to={`/figures/${figure.replace('.', '/')}`}>{title}</Link> : title },
          ...(definition ? [{ label: '口径', children: definition }] : []),
          ...(source ? [{ label: '来源', children: source }] : []),
          ...(records === null ? [] : [{ label: '记录', children: `${records} 条` }]),
        ]}
      />
    ) : null}
  </section>
)
