import { DatePicker, Empty, Input, InputNumber, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { askRules, endRule, makeRule, ruleWays, setTerms, type RuleWay, type Terms } from '../stock-contract.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { CityOnly } from './Only.tsx'
import { areaText, dayText } from './words.ts'

/** Who may apply, for how large a flat; and the city's terms. */
export const RulesPage = () => (
  <Answer of={useAsk(askRules, {})}>
    {({ rules, terms, measures }) => (
      <Page title="配租规则" lead="哪一类人才、或者符合政策库里哪个事项的人可以申请人才公寓，至多配多大。凭文件，由市人才办登记。" extra={<CityOnly><RuleButton measures={measures} /></CityOnly>}>
        <section className="panel">
          <h2>谁可以申请</h2>
          {rules.length ? (
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={rules}
              columns={[
                { title: '凭什么', dataIndex: 'way', render: (way: RuleWay) => ruleWays[way] },
                { title: '对象', dataIndex: 'title' },
                { title: '至多', dataIndex: 'mostArea', className: 'number', render: areaText },
                { title: '依据', dataIndex: 'document' },
                { title: '施行', dataIndex: 'validFrom', render: dateText },
                { title: '停止', dataIndex: 'validTo', render: (to: string | null) => (to ? dateText(to) : '') },
                { title: '', key: 'act', render: (_, { id, validTo }) => (validTo === null ? <CityOnly><ActionButton action={endRule} input={{ ruleId: id }} size="small" confirm="今天过后不再凭这一条申请，已在轮候和已入住的不受影响，确实停止？" done={() => '今天过后停止施行'} /></CityOnly> : null) },
              ]}
            />
          ) : (
            <Empty description="还没有登记规则，谁都不能申请。由市人才办点右上角“登记规则”。" />
          )}
        </section>
        <section className="panel">
          <h2>期限</h2>
          <p>
            配租通知 {terms.answerDays} 个工作日内答复；放弃或逾期满 {terms.mostMisses} 次退出轮候；合同期 {terms.termMonths} 个月。依据：{terms.document}。
          </p>
          <CityOnly>
            <TermsButton terms={terms} />
          </CityOnly>
        </section>
      </Page>
    )}
  </Answer>
)

const RuleButton = ({ measures }: { measures: readonly { measure: string; title: string }[] }) => {
  const [way, setWay] = useState<RuleWay>('class')
  const [value, setValue] = useState('')
  const [mostArea, setArea] = useState('')
  const [document, setDocument] = useState('')
  const [validFrom, setFrom] = useState<PlainDate>()
  return (
    <FormButton
      label={makeRule.label}
      type="primary"
      fields={[
        { label: '凭什么', id: 'rule-way', field: <Segmented id="rule-way" value={way} options={Object.entries(ruleWays).map(([key, label]) => ({ value: key as RuleWay, label }))} onChange={(next) => { setWay(next); setValue('') }} /> },
        way === 'class'
          ? { label: '人才类别', id: 'rule-class', field: <Input id="rule-class" maxLength={20} value={value} onChange={(event) => setValue(event.target.value)} /> }
          : { label: '政策事项', id: 'rule-measure', field: <Select id="rule-measure" aria-label="政策事项" showSearch={{ optionFilterProp: 'label' }} value={value || null} options={measures.map(({ measure, title }) => ({ value: measure, label: title }))} onChange={setValue} /> },
        { label: '至多配多大', id: 'rule-area', field: <Input id="rule-area" suffix="平方米" value={mostArea} onChange={(event) => setArea(event.target.value)} /> },
        { label: '依据（文号和条款）', id: 'rule-document', field: <Input id="rule-document" maxLength={80} value={document} onChange={(event) => setDocument(event.target.value)} /> },
        { label: '施行日期', id: 'rule-from', field: <DatePicker id="rule-from" format="YYYY年M月D日" onChange={(day) => setFrom(dayText(day))} /> },
      ]}
    >
      {(close) => (
        <ActionButton action={makeRule} input={{ way, value: value.trim(), mostArea: mostArea.trim(), document: document.trim(), validFrom: validFrom ?? ('' as PlainDate) }} label="保存" type="primary" can={value.trim() !== '' && mostArea.trim() !== '' && document.trim().length >= 4 && validFrom !== undefined} because="请填写对象、面积、依据和施行日期" done={({ endedBefore }) => (endedBefore ? `已登记，原来的一条施行到 ${dateText(endedBefore)}` : '已登记')} onDone={close} />
      )}
    </FormButton>
  )
}

const TermsButton = ({ terms }: { terms: z.output<typeof Terms> }) => {
  const [numbers, setNumbers] = useState({ answerDays: terms.answerDays, mostMisses: terms.mostMisses, termMonths: terms.termMonths })
  const [document, setDocument] = useState('')
  const number = (id: keyof typeof numbers, label: string, max: number, suffix: string) => ({ label, id: `terms-${id}`, field: <InputNumber id={`terms-${id}`} min={1} max={max} suffix={suffix} value={numbers[id]} onChange={(value) => setNumbers({ ...numbers, [id]: value ?? 1 })} /> })
  return (
    <FormButton
      label={setTerms.label}
      hint="只对以后的配租和合同有效。"
      fields={[
        number('answerDays', '答复期限', 30, '个工作日'),
        number('mostMisses', '放弃或逾期几次退出轮候', 5, '次'),
        number('termMonths', '合同期', 60, '个月'),
        { label: '依据（文号和条款）', id: 'terms-document', field: <Input id="terms-document" maxLength={80} value={document} onChange={(event) => setDocument(event.target.value)} /> },
      ]}
    >
      {(close) => <ActionButton action={setTerms} input={{ ...numbers, document: document.trim() }} label="保存" type="primary" can={document.trim().length >= 4} because="请写明依据" done={() => '已改定'} onDone={close} />}
    </FormButton>
  )
}
