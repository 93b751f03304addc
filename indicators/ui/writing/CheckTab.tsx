import { Alert, DatePicker, Space, Table, Upload } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { asPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { useMe } from '../../../kit/hooks.ts'
import { CheckAnswer, checkPath, checkStates } from '../../writing/contract.ts'
import { DraftText, signs } from './DraftText.tsx'
import { useDraftQuestion } from './drafts.ts'

type Checked = CheckAnswer['numbers'][number]

/** A finished report: each number held against the record, what differs first. */
export const CheckTab = () => {
  const me = useMe()
  const today = me.data?.today ?? ''
  const [file, setFile] = useState<File>()
  const [asOf, setAsOf] = useState<string>()
  const [open, setOpen] = useState<number>()
  const check = useDraftQuestion(checkPath, CheckAnswer)
  const day = asOf ?? today
  const ask = (of: File, on: string) => check.mutate({ file: of, question: { asOf: on } })
  const { data } = check
  const count = (state: Checked['state']) => data?.numbers.filter((one) => one.state === state).length ?? 0
  const order: readonly Checked['state'][] = ['differs', 'unsure', 'agrees', 'unknown']
  return (
    <>
      <section className="panel no-print">
        <Upload.Dragger accept=".docx,.txt,.md" multiple={false} showUploadList={false} disabled={check.isPending} beforeUpload={(of) => { setFile(of); setOpen(undefined); ask(of, day); return false }}>
          <p>{file ? `${file.name}（再拖一份就换成它）` : '把写好的报告拖到这里，或点这里选择'}</p>
          <p className="quiet">每个数与记录相比，按文中写的位数四舍五入</p>
        </Upload.Dragger>
        <Space wrap style={{ marginTop: 12 }}>
          <span>以哪一天的记录为准</span>
          <DatePicker
            aria-label="以哪一天的记录核对"
            allowClear={false}
            value={day === '' ? null : dayjs(day)}
            maxDate={dayjs(today === '' ? undefined : today)}
            onChange={(value) => {
              const on = asPlainDate(value?.format('YYYY-MM-DD') ?? '')
              if (!on) return
              setAsOf(on)
              if (file) ask(file, on)
            }}
          />
        </Space>
      </section>
      {check.error ? <Alert type="error" showIcon title={check.error.message} style={{ marginBottom: 16 }} /> : null}
      {data?.notes.map((note) => <Alert key={note} type="info" showIcon title={note} style={{ marginBottom: 16 }} />)}
      {data ? (
        <>
          <Alert style={{ marginBottom: 16 }} type={count('differs') > 0 ? 'warning' : 'success'} showIcon title={`共 ${data.numbers.length} 个数：一致 ${count('agrees')} 个，有出入 ${count('differs')} 个，不能断定 ${count('unsure')} 个，查不到 ${count('unknown')} 个。`} />
          <DraftText lines={data.lines} spots={data.numbers.map((one) => ({ ...one, shown: one.text, tone: one.state, title: `${one.bound?.title ?? '未对应'}${one.record === null ? '' : `，记录 ${one.record}`}` }))} open={open} onOpen={setOpen} />
          <section className="panel">
            <h2>逐个核对</h2>
            <Table
              rowKey="index"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowClassName={({ index }) => (index === open ? 'writing-open' : '')}
              dataSource={data.numbers.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.index - b.index)}
              locale={{ emptyText: '这份报告里没有可以核对的数。' }}
              columns={[
                { title: '结果', dataIndex: 'state', render: (state: Checked['state']) => `${signs[state]} ${checkStates[state]}` },
                { title: '文中', key: 'text', render: (_, one: Checked) => `${one.before}${one.text}${one.after}` },
                { title: '文中的数', dataIndex: 'text', className: 'number' },
                { title: '记录', dataIndex: 'record', className: 'number', render: (record: string | null) => record ?? '—' },
                { title: '对应', key: 'bound', render: (_, one: Checked) => one.bound?.title ?? '—' },
                { title: '时点或期间', key: 'period', render: (_, one: Checked) => one.bound?.period.replace('/', ' 至 ') ?? '' },
                { title: '说明', dataIndex: 'why' },
              ]}
            />
          </section>
        </>
      ) : null}
    </>
  )
}
