import { Button, Drawer, Empty, Input, Modal, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, momentText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { approveFact, changeStates, factSubjects, listFacts, rejectFact, type ChangeShown, type FactShown } from '../vocabulary-contract.ts'
import { FactForm } from './FactForm.tsx'
import './lab.css'

/** What rules may ask of a subject: each word with its source, how it comes about and who uses it. */
export const VocabularyPage = () => {
  const asked = useAsk(listFacts, {})
  const me = useMe()
  const [open, setOpen] = useState<FactShown | 'new'>()
  const may = me.data?.duty?.role === 'talentOffice'
  return (
    <Page
      title="事实词表"
      lead="规则里能用的每一个词：谁掌握、怎么来、哪些事项在用。加一个词不用改程序，两个人审核后立即生效。"
      extra={
        may ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            新增事实
          </Button>
        ) : null
      }
    >
      <Answer of={asked}>
        {({ facts, changes }) => (
          <>
            <Changes changes={changes} may={may} />
            <Facts facts={facts} onOpen={setOpen} />
          </>
        )}
      </Answer>
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} size={720} destroyOnHidden title={open === 'new' ? '新增事实' : (open?.name ?? '')}>
        {open === undefined ? null : open === 'new' ? <FactForm onDone={() => setOpen(undefined)} /> : <Detail fact={open} may={may} onDone={() => setOpen(undefined)} />}
      </Drawer>
    </Page>
  )
}

const Facts = ({ facts, onOpen }: { facts: readonly FactShown[]; onOpen: (fact: FactShown) => void }) => {
  const [search, setSearch] = useState('')
  const [subject, setSubject] = useState<string>()
  const shown = facts.filter((fact) => (subject === undefined || fact.subject === subject) && `${fact.name} ${fact.id} ${fact.source ?? ''}`.includes(search.trim()))
  return (
    <section className="list" aria-label="事实">
      <Space wrap className="list-filters">
        <Input.Search aria-label="搜索" placeholder="名称、标识、来源" allowClear className="list-search" value={search} onChange={(event) => setSearch(event.target.value)} />
        <Select aria-label="对象" placeholder="对象" allowClear className="list-choice" value={subject} onChange={setSubject} options={Object.entries(factSubjects).map(([value, label]) => ({ value, label }))} />
        <span className="lab-quiet">共 {countText(shown.length)} 项</span>
      </Space>
      <Table
        rowKey="name"
        size="middle"
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description="没有这样的事实。可以按“新增事实”加一项。" /> }}
        onRow={(fact) => ({ onClick: () => onOpen(fact), className: 'row-link', tabIndex: 0, onKeyDown: (event) => event.key === 'Enter' && onOpen(fact) })}
        columns={[
          { title: '名称', dataIndex: 'name' },
          { title: '对象', dataIndex: 'subject', render: (kind: string) => (kind in factSubjects ? factSubjects[kind as keyof typeof factSubjects] : kind) },
          { title: '类型', key: 'type', render: (_: unknown, { typeWords, unit }: FactShown) => `${typeWords}${unit ? `（${unit}）` : ''}` },
          { title: '来源', dataIndex: 'source', render: (source: string | null) => source ?? '—' },
          { title: '怎么来', key: 'way', render: (_: unknown, { derive }: FactShown) => (derive ? '数据库推导' : '询问本人') },
          { title: '使用的事项', dataIndex: 'uses', className: 'number', render: (uses: FactShown['uses']) => (uses.length ? `${countText(uses.length)} 项` : '—') },
        ]}
      />
    </section>
  )
}

const editable = new Set(['boolean', 'number', 'money', 'date', 'code', 'text', 'list of code'])

const Detail = ({ fact, may, onDone }: { fact: FactShown; may: boolean; onDone: () => void }) => {
  const [changing, setChanging] = useState(false)
  if (changing) return <FactForm before={fact} onDone={onDone} />
  const lines: [string, string | null][] = [
    ['标识', fact.id], ['类型', fact.typeWords], ['代码', fact.codes.length ? fact.codes.join(fact.ordered ? ' < ' : '、') : null], ['单位', fact.unit], ['来源', fact.source], ['怎么问', fact.ask], ['怎么核', fact.verify], ['说明', fact.note],
  ]
  return (
    <>
      <dl className="lab-fact">
        {lines.flatMap(([label, value]) =>
          value
            ? [
                <dt key={`${label}0`}>{label}</dt>,
                <dd key={`${label}1`}>{value}</dd>,
              ]
            : [],
        )}
      </dl>
      {fact.derive ? (
        <>
          <h2>推导</h2>
          <pre className="source">{fact.derive}</pre>
        </>
      ) : null}
      <h2>使用的事项</h2>
      {fact.uses.length === 0 ? <p className="lab-quiet">现行事项都没有用到它。</p> : null}
      <ul>
        {fact.uses.map(({ measure, title, edition }) => (
          <li key={measure}>
            <Link to={`/measures/${measure}`}>
              {title}（第{edition}版）
            </Link>
          </li>
        ))}
      </ul>
      {may ? editable.has(fact.type) ? <Button onClick={() => setChanging(true)}>修改</Button> : <p className="lab-quiet">记录清单的字段在政策库的词表文件里改。</p> : null}
    </>
  )
}

const writing = ({ text }: ChangeShown) => <pre className="source">{text}</pre>

/** Changes that wait, first; what was settled lately, below. */
const Changes = ({ changes, may }: { changes: readonly ChangeShown[]; may: boolean }) => {
  const waiting = changes.filter(({ state }) => state === 'proposed')
  const settled = changes.filter(({ state }) => state !== 'proposed').slice(0, 5)
  if (changes.length === 0) return null
  return (
    <section className="panel">
      <h2>词表的变更</h2>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...waiting, ...settled]}
        scroll={{ x: 'max-content' }}
        expandable={{ expandedRowRender: writing }}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '事实', key: 'fact', render: (_: unknown, { kind, fact }: ChangeShown) => <><Tag variant="filled">{kind === 'add' ? '新增' : '修改'}</Tag>{fact}</> },
          { title: '为什么', dataIndex: 'reason' },
          { title: '提出', key: 'by', render: (_: unknown, { proposedByName, proposedAt }: ChangeShown) => `${proposedByName} ${momentText(proposedAt)}` },
          { title: '状态', key: 'state', render: (_: unknown, { state, reviewWords }: ChangeShown) => <><StateTag state={state} words={changeStates} tones={{ proposed: 'waiting', approved: 'good', rejected: 'quiet' }} />{reviewWords}</> },
          { title: '', key: 'do', render: (_: unknown, change: ChangeShown) => (may && change.state === 'proposed' ? <Settle change={change} /> : null) },
        ]}
      />
    </section>
  )
}

const Settle = ({ change }: { change: ChangeShown }) => {
  const [asking, setAsking] = useState(false)
  const [words, setWords] = useState('')
  return (
    <Space>
      <ActionButton action={approveFact} input={{ changeId: change.id }} size="small" type="primary" can={!change.mine} because="这是您提出的，请另一位同事审核" done={({ fact }) => `“${fact}”已收入词表，规则里可以用了`} />
      <Button size="small" onClick={() => setAsking(true)}>
        {rejectFact.label}
      </Button>
      <Modal
        open={asking}
        title={rejectFact.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={rejectFact} input={{ changeId: change.id, words: words.trim() }} type="primary" can={words.trim().length >= 4} because="请用一句话写明原因" done={() => '已告知提出人'} onDone={() => setAsking(false)} />}
      >
        <Input.TextArea aria-label="不采纳的原因" rows={3} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
      </Modal>
    </Space>
  )
}
