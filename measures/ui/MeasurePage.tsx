import { Descriptions, Select, Space, Steps, Table, Tabs, Typography } from 'antd'
import { useParams, useSearchParams } from 'react-router'
import type { z } from 'zod'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { Begin } from '../lab/ui/Begin.tsx'
import { deliveries, getMeasure, outcomes, subjectKinds } from '../contract.ts'

type Measure = z.output<typeof getMeasure.output>
type Words = Measure['conditions'][number]
const outcomeTones: Record<keyof typeof outcomes, Tone> = { eligible: 'good', ineligible: 'bad', unknown: 'attention' }

/** The clause beside the rule, beside what the rule was understood to mean, beside the people that prove it. */
export const MeasurePage = () => {
  const { measure = '' } = useParams()
  const [address, setAddress] = useSearchParams()
  const edition = Number(address.get('edition')) || undefined
  const asked = useAsk(getMeasure, { measure, ...(edition ? { edition } : {}) })
  return (
    <Answer of={asked}>
      {(page) => (
        <Page
          title={page.title}
          lead={`${page.documentNumber}${page.clause} · ${page.validity}`}
          extra={
            <>
              {page.editions.length > 1 ? (
                <Select
                  aria-label="版本"
                  value={page.edition}
                  onChange={(value) => setAddress({ edition: String(value) })}
                  options={page.editions.map((one) => ({ value: one.edition, label: `第${one.edition}版（${dateText(one.validFrom)}起）` }))}
                />
              ) : null}
              <Begin measure={page.measure} type="default" label="在实验室修改" />
            </>
          }
        >
          <Overview page={page} />
          <section className="panel">
            <h2>条件</h2>
            <Conditions rows={page.conditions} />
            {page.alternatives.map((alternative) => (
              <div key={alternative.name}>
                <Typography.Title level={3} style={{ fontSize: 14 }}>
                  或者：{alternative.name}
                  {alternative.gives.length ? `（${alternative.gives.join('；')}）` : ''}
                </Typography.Title>
                <Conditions rows={alternative.conditions} />
              </div>
            ))}
          </section>
          <section className="panel">
            <h2>示例（每次打开都重新演算）</h2>
            <Table
              rowKey="name"
              size="small"
              pagination={false}
              dataSource={page.examples}
              columns={[
                { title: '示例', dataIndex: 'name' },
                { title: '申请日', dataIndex: 'on', render: dateText },
                { title: '应当', dataIndex: 'outcome', render: (outcome: keyof typeof outcomes) => <StateTag state={outcome} words={outcomes} tones={outcomeTones} /> },
                { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: string | null) => (amount === null ? '' : `${amount} 元`) },
                { title: '规则', dataIndex: 'holds', render: (holds: boolean) => <StateTag state={holds ? 'yes' : 'no'} words={{ yes: '一致', no: '不一致' }} tones={{ yes: 'good', no: 'bad' }} /> },
              ]}
            />
          </section>
          {page.text ? (
            <section className="panel">
              <Tabs items={[{ key: 'text', label: '原文（发布后不再改动）', children: <pre className="source">{page.text}</pre> }]} />
            </section>
          ) : null}
        </Page>
      )}
    </Answer>
  )
}

const Overview = ({ page }: { page: Measure }) => (
  <section className="panel">
    <Descriptions
      column={{ xs: 1, md: 3 }}
      items={[
        { label: '环节', children: page.stage },
        { label: '对象', children: subjectKinds[page.subjectKind] },
        { label: '办理方式', children: deliveries[page.delivery] },
        { label: '待遇', children: <Lines texts={page.benefits} />, span: 3 },
        ...(page.combine.length ? [{ label: '与其他政策', children: <Lines texts={page.combine} />, span: 3 }] : []),
        ...(page.limits.length ? [{ label: '限制', children: <Lines texts={page.limits} />, span: 3 }] : []),
        ...(page.papers.length ? [{ label: '应交材料', children: <Lines texts={page.papers} />, span: 3 }] : []),
        ...(page.obligation ? [{ label: '服务义务', children: page.obligation, span: 3 }] : []),
        ...(page.eligible === null ? [] : [{ label: '最近一次匹配', children: `符合 ${countText(page.eligible)}，尚不能确定 ${countText(page.unknown ?? 0)}，不符合 ${countText(page.ineligible ?? 0)}${page.amount ? `；金额合计 ${moneyText(page.amount)}` : ''}`, span: 3 }]),
      ]}
    />
    <Steps size="small" current={-1} items={page.pathWords.map((words) => ({ title: words }))} style={{ marginTop: 12 }} />
  </section>
)

const Lines = ({ texts }: { texts: readonly string[] }) => (
  <Space orientation="vertical" size={0}>
    {texts.map((text) => (
      <span key={text}>{text}</span>
    ))}
  </Space>
)

const Conditions = ({ rows }: { rows: readonly Words[] }) => (
  <Table
    rowKey={(row) => row.says + row.rule}
    size="small"
    pagination={false}
    dataSource={[...rows]}
    columns={[
      { title: '条款原话', dataIndex: 'says', width: '34%' },
      { title: '规则', dataIndex: 'rule', width: '33%', render: (rule: string) => <code>{rule}</code> },
      { title: '系统的理解', dataIndex: 'words', width: '33%' },
    ]}
  />
)
