import { Button, Descriptions, Radio, Select, Space } from 'antd'
import { Link } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { askCatalogue } from '../../contract.ts'
import { confirmBinding, type BlankShown, type CandidateShown } from '../../writing/contract.ts'
import { pageOf } from '../overview.ts'

interface Props {
  blank: BlankShown
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
  onNext: () => void
}

/** One blank: what it was bound to and why, what else it might be, and the writer's word. */
export const BlankPanel = ({ blank, chosen, onChoose, onNext }: Props) => {
  const catalogue = useAsk(askCatalogue, {})
  const { bound } = blank
  const value = chosen ?? (blank.written === null ? undefined : bound?.id)
  const listed = new Set(blank.candidates.map(({ id }) => id))
  return (
    <section className="panel writing-side" aria-label={`第 ${blank.index} 处空`}>
      <h2>第 {blank.index} 处：{blank.before}<b>{blank.written ?? blank.text}</b>{blank.after}</h2>
      <p>{blank.why}（把握 {Math.round(blank.certainty * 100)}%）</p>
      {bound ? (
        <Descriptions
          column={1}
          size="small"
          items={[
            { label: '对应', children: bound.title },
            { label: '口径', children: bound.definition },
            { label: '地区', children: blank.placeName },
            { label: '时点或期间', children: bound.period.replace('/', ' 至 ') },
            { label: '确切值', children: blank.value === null ? '—' : blank.value },
            ...(blank.records === null ? [] : [{ label: '记录数', children: blank.records }]),
            ...(blank.document === null ? [] : [{ label: '依据', children: blank.document }]),
          ]}
        />
      ) : null}
      {blank.figure === null ? null : <p><Link to={`${pageOf(blank.figure)}?asOf=${bound?.period.slice(-10) ?? ''}&place=${bound?.place ?? ''}`}>看定义和背后的记录</Link></p>}
      <h3>可能是</h3>
      {blank.candidates.length === 0 ? <p className="quiet">没有相近的指标或政策参数。可以在下面从指标目录里选，或自己在文稿里填写。</p> : (
        <Radio.Group value={value} onChange={(event) => onChoose(String(event.target.value))}>
          <Space orientation="vertical">{blank.candidates.map((one) => <Radio key={one.id} value={one.id}><CandidateLine candidate={one} /></Radio>)}</Space>
        </Radio.Group>
      )}
      <Select
        aria-label="从指标目录里选"
        placeholder="都不是？从指标目录里选"
        style={{ width: '100%', margin: '12px 0' }}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen !== undefined && chosen !== 'leave' && !listed.has(chosen) ? chosen : null}
        options={(catalogue.data?.figures ?? []).map(({ id, name, aliases }) => ({ value: id, label: [name, ...aliases].join(' / ') }))}
        onChange={(id: string) => onChoose(id)}
      />
      <Space wrap>
        {bound ? <ActionButton action={confirmBinding} input={{ context: blank.context, id: bound.id }} type="primary" label="确认并记住" done={() => '已记住，下次同样的话照此填写'} onDone={() => onChoose(bound.id)} /> : null}
        <Button onClick={() => onChoose('leave')} disabled={chosen === 'leave'}>不填</Button>
        {chosen === undefined ? null : <Button onClick={() => onChoose(undefined)}>恢复</Button>}
        <Button onClick={onNext}>下一处没定的</Button>
      </Space>
    </section>
  )
}

const CandidateLine = ({ candidate }: { candidate: CandidateShown }) => (
  <span>
    {candidate.title}
    <b className="writing-value">{candidate.written ?? '—'}</b>
    <span className="quiet">　{candidate.placeName}　{candidate.period.replace('/', ' 至 ')}　把握 {Math.round(candidate.certainty * 100)}%{candidate.because === null ? '' : `　${candidate.because}`}</span>
  </span>
)
