import { Alert, Button, Input, InputNumber, Select, Space, Table } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { saveMapping, tryMapping } from '../contract.ts'
import { fieldsOf, type FeedKind } from '../kinds.ts'
import { dateForms, mappingFault, type Mapping } from '../mapping.ts'

interface Source {
  id: Id<'feedSource'>
  kind: FeedKind
  everyDays: number
  mapping: Mapping
}

/** Which column says what, what the source's codes mean, how it writes days; tried against a sample before it is saved. */
export const MappingEditor = ({ source }: { source: Source }) => {
  const [mapping, setMapping] = useState(source.mapping)
  const [everyDays, setEveryDays] = useState(source.everyDays)
  const [codeText, setCodeText] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(Object.entries(source.mapping.codes).map(([key, words]) => [key, textOfCodes(words)])))
  const [sample, setSample] = useState('')
  const [tried, setTried] = useState<{ mapping: Mapping; sample: string }>()
  const fault = mappingFault(source.kind, mapping)
  const setColumn = (key: string, head: string) => {
    const { [key]: _, ...rest } = mapping.columns
    setMapping({ ...mapping, columns: head.trim() === '' ? rest : { ...rest, [key]: head.trim() } })
  }
  const setCodes = (key: string, text: string) => {
    setCodeText({ ...codeText, [key]: text })
    const { [key]: _, ...rest } = mapping.codes
    const words = codesOf(text)
    setMapping({ ...mapping, codes: Object.keys(words).length === 0 ? rest : { ...rest, [key]: words } })
  }
  return (
    <>
      <Table
        rowKey="key"
        size="small"
        pagination={false}
        dataSource={[...fieldsOf(source.kind)]}
        columns={[
          { title: '事实', key: 'label', width: 200, render: (_, { label, required }) => (required ? `${label}（必有）` : label) },
          { title: '文件里的列名', key: 'head', width: 260, render: (_, { key, label }) => <Input aria-label={`${label}的列名`} maxLength={60} placeholder="不报送" value={mapping.columns[key] ?? ''} onChange={(event) => setColumn(key, event.target.value)} /> },
          {
            title: '来源的代码（例如 11=博士研究生，21=本科）', key: 'codes',
            render: (_, { key, label, choices, type }) => (choices || type === 'flag' || key === 'documentType' ? <Input aria-label={`${label}的代码`} placeholder={choices ? `可用：${choices.join('、')}` : '没有代码就不填'} value={codeText[key] ?? ''} onChange={(event) => setCodes(key, event.target.value)} /> : null),
          },
        ]}
      />
      <Space wrap style={{ margin: '16px 0' }}>
        日期写法
        <Select aria-label="日期写法" style={{ width: 380 }} value={mapping.dates} onChange={(dates) => setMapping({ ...mapping, dates })} options={Object.entries(dateForms).map(([value, label]) => ({ value, label }))} />
        每隔
        <InputNumber aria-label="周期" min={1} max={400} value={everyDays} onChange={(days) => setEveryDays(days ?? source.everyDays)} />
        天报送一次
        <ActionButton action={saveMapping} input={{ sourceId: source.id, mapping, everyDays }} type="primary" can={fault === undefined} {...(fault === undefined ? {} : { because: fault })} done={() => '已保存，下一次报送按它读；隔离区里的行可在报送页面重读'} />
      </Space>
      <Input.TextArea aria-label="样例" rows={4} maxLength={50_000} placeholder="粘贴来源文件的表头和几行（CSV），试读看看" value={sample} onChange={(event) => setSample(event.target.value)} />
      <p>
        <Button disabled={sample.trim() === ''} onClick={() => setTried({ mapping, sample })}>
          {tryMapping.label}
        </Button>
      </p>
      {tried ? <Trial sourceId={source.id} {...tried} /> : null}
    </>
  )
}

const textOfCodes = (words: Readonly<Record<string, string>>): string => Object.entries(words).map(([code, word]) => `${code}=${word}`).join('，')
const codesOf = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(/[，,；;\n]/).flatMap((pair): [string, string][] => {
    const [code = '', word = ''] = pair.split(/[=＝]/).map((part) => part.trim())
    return code !== '' && word !== '' ? [[code, word]] : []
  }))

const Trial = ({ sourceId, mapping, sample }: { sourceId: Id<'feedSource'>; mapping: Mapping; sample: string }) => {
  const asked = useAsk(tryMapping, { sourceId, mapping, sample })
  return (
    <Answer of={asked}>
      {({ fault, unused, rows }) => (
        <>
          {fault === null ? null : <Alert type="error" showIcon title={fault} />}
          {unused.length > 0 ? <Alert type="info" showIcon title={`没有用到的列：${unused.join('、')}`} /> : null}
          <Table
            rowKey="row"
            size="small"
            pagination={false}
            dataSource={rows}
            columns={[
              { title: '行', dataIndex: 'row', width: 60 },
              { title: '读出来是', dataIndex: 'said', render: (said: string[]) => said.join('；') },
              { title: '问题', dataIndex: 'problems', render: (problems: { column: string; problem: string }[]) => problems.map(({ column, problem }) => `${column}：${problem}`).join('；') },
            ]}
          />
        </>
      )}
    </Answer>
  )
}
