import './figures.css'
import { Alert, Button, Descriptions, Input, Modal, Table } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText, momentText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { checkSnapshot, compareSnapshot, findingKinds, getSnapshot, signSnapshot, snapshotCan, snapshotStates, withdrawSnapshot, type SnapshotFigure } from '../snapshot/contract.ts'
import { Findings } from './Findings.tsx'
import { pageOf } from './overview.ts'
import { periodText, snapshotTones, valueText } from './words.ts'

type Snapshot = z.output<(typeof getSnapshot)['output']>
type Compared = z.output<(typeof compareSnapshot)['output']>['figures'][number]

/** One place's figures of one period, from the draft to the signature, and what corrections have moved since. */
export const SnapshotPage = () => {
  const { snapshotId } = useParams() as { snapshotId: Id<'snapshot'> }
  const asked = useAsk(getSnapshot, { snapshotId })
  const again = useAsk(compareSnapshot, { snapshotId })
  const compared = new Map(again.data?.figures.map((one) => [one.figure, one]))
  const waiting = again.error ? '现在重算不了' : '正在重算…'
  return (
    <Answer of={asked}>
      {(snapshot) => (
        <Page
          title={`${snapshot.placeName} ${periodText(snapshot.period)} 指标快照`}
          lead={
            <>
              时点 {dateText(snapshot.asOf)} · {snapshot.figures} 个指标 <StateTag state={snapshot.state} words={snapshotStates} tones={snapshotTones} />
            </>
          }
          extra={<Verbs snapshot={snapshot} />}
        >
          {snapshot.intact === false ? <Alert type="error" showIcon title="内容与签发时的校验码不符：快照被改动过，请立即报告审计员。" /> : null}
          {snapshot.withdrawnBecause ? <Alert type="warning" showIcon title={`已作废：${snapshot.withdrawnBecause}`} /> : null}
          {snapshot.unsignedBelow.length ? <Alert type="info" showIcon title={`下级尚未签发：${snapshot.unsignedBelow.slice(0, 10).join('、')}${snapshot.unsignedBelow.length > 10 ? ` 等 ${snapshot.unsignedBelow.length} 处` : ''}`} /> : null}
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '制作', children: snapshot.madeByName },
                { label: '签发', children: snapshot.signedByName ? `${snapshot.signedByName}，${snapshot.signedAt ? momentText(snapshot.signedAt) : ''}` : '尚未签发' },
                { label: '校验码', children: snapshot.seal ? <code title={snapshot.seal}>{snapshot.seal.slice(0, 16)}…</code> : '—' },
                ...(snapshot.withoutBelow ? [{ label: '先行签发的理由', children: snapshot.withoutBelow }] : []),
              ]}
            />
          </section>
          <Findings snapshotId={snapshotId} findings={snapshot.findings} words={findingKinds} open={snapshotCan.explain(snapshot)} />
          <section className="panel">
            <h2>指标</h2>
            <Table
              rowKey="figure"
              size="middle"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={snapshot.rows}
              expandable={placesBelow}
              columns={[
                { title: '指标', dataIndex: 'name', render: (name: string, { figure }) => <Link to={`${pageOf(figure)}?asOf=${snapshot.asOf}&place=${snapshot.placeCode}`}>{name}</Link> },
                { title: '冻结的数', key: 'value', className: 'number', render: (_, { value, unit, because }: SnapshotFigure) => (value === null ? (because ?? '—') : valueText(value, unit)) },
                { title: '现在重算', key: 'now', className: 'number', render: (_, { figure, unit }: SnapshotFigure) => nowText(compared.get(figure), unit, waiting) },
                { title: '更正引起的差别', key: 'moved', className: 'number', render: (_, { figure, unit }: SnapshotFigure) => movedText(compared.get(figure), unit) },
                { title: '分母', dataIndex: 'basis', render: (basis: string | null) => basis ?? '' },
              ]}
            />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const nowText = (compared: Compared | undefined, unit: SnapshotFigure['unit'], waiting: string): string => (compared === undefined ? waiting : compared.redefined ? '口径已改，不比' : valueText(compared.now, unit))
const movedText = (compared: Compared | undefined, unit: SnapshotFigure['unit']): string => (compared === undefined || compared.moved === null ? '—' : valueText(compared.moved, unit))

const Places = ({ row: { places, unit } }: { row: SnapshotFigure }) => (
  <Table rowKey="code" size="small" pagination={false} dataSource={places} columns={[{ title: '地区', dataIndex: 'name' }, { title: '数', key: 'value', className: 'number', render: (_, { value }) => valueText(value, unit) }]} />
)

const placesBelow = { expandedRowRender: (row: SnapshotFigure) => <Places row={row} />, rowExpandable: ({ places }: SnapshotFigure) => places.length > 0 }

const Verbs = ({ snapshot }: { snapshot: Snapshot }) => {
  const me = useMe()
  const snapshotId = snapshot.id
  const own = me.data?.duty?.placeCode === snapshot.placeCode
  const open = snapshot.findings.filter(({ explained }) => explained === null).length
  return (
    <>
      {snapshotCan.check(snapshot) ? <ActionButton action={checkSnapshot} input={{ snapshotId }} type="primary" can={open === 0} because={`还有 ${open} 处疑点没有说明`} done={({ figures }) => `${figures} 个指标已核对，请另一人签发`} /> : null}
      {snapshotCan.sign(snapshot) && own ? (
        snapshot.unsignedBelow.length ? (
          <Reasoned label={signSnapshot.label} says="下级还没有全部签发。先行签发要写明理由，理由随快照留存。" ask="先行签发的理由">
            {(words, close) => (
              <ActionButton action={signSnapshot} input={{ snapshotId, withoutBelow: words }} type="primary" can={words.length >= 4 && !snapshot.mine} because={snapshot.mine ? '制作人不能签发自己的快照' : '请写明理由'} done={() => '已签发，数已定格'} onDone={close} />
            )}
          </Reasoned>
        ) : (
          <ActionButton action={signSnapshot} input={{ snapshotId }} type="primary" can={!snapshot.mine} because="制作人不能签发自己的快照" confirm="签发后不能再改。签发？" done={() => '已签发，数已定格'} />
        )
      ) : null}
      {snapshotCan.withdraw(snapshot) ? (
        <Reasoned label={withdrawSnapshot.label} says="作废后可以重做这一期。" ask="作废的理由" danger may={withdrawSnapshot.may}>
          {(words, close) => <ActionButton action={withdrawSnapshot} input={{ snapshotId, reason: words }} danger can={words.length >= 4} because="请写明理由" done={() => '已作废'} onDone={close} />}
        </Reasoned>
      ) : null}
    </>
  )
}

interface ReasonedProps {
  label: string
  says: string
  ask: string
  danger?: boolean
  may?: (typeof withdrawSnapshot)['may']
  children: (words: string, close: () => void) => ReactNode
}

/** A verb that wants its reason in writing before it is done. */
const Reasoned = ({ label, says, ask, danger = false, may, children }: ReasonedProps) => {
  const role = useMe().data?.duty?.role
  const [asking, setAsking] = useState(false)
  const [words, setWords] = useState('')
  if (may && may !== 'public' && (role === undefined || !may.includes(role))) return null
  return (
    <>
      <Button danger={danger} {...(danger ? {} : { type: 'primary' as const })} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Modal open={asking} title={label} onCancel={() => setAsking(false)} footer={children(words.trim(), () => setAsking(false))}>
        <p>{says}</p>
        <Input.TextArea aria-label={ask} placeholder={ask} rows={3} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
      </Modal>
    </>
  )
}
