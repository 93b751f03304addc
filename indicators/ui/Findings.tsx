import { Input, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { explainFinding, type FindingKind } from '../snapshot/contract.ts'

interface Finding {
  no: number
  kind: FindingKind
  says: string
  explained: string | null
  explainedByName: string | null
}

/** What a careful clerk asks before a signature, each with its answer. */
export const Findings = ({ snapshotId, findings, words, open }: { snapshotId: Id<'snapshot'>; findings: readonly Finding[]; words: Readonly<Record<FindingKind, string>>; open: boolean }) => {
  if (!findings.length) return null
  return (
    <section className="panel">
      <h2>疑点</h2>
      <Table
        rowKey="no"
        size="small"
        pagination={false}
        dataSource={[...findings]}
        columns={[
          { title: '序号', dataIndex: 'no', className: 'number', width: 70 },
          { title: '种类', dataIndex: 'kind', width: 120, render: (kind: FindingKind) => <Tag color="orange" variant="filled">{words[kind]}</Tag> },
          { title: '疑点', dataIndex: 'says' },
          { title: '说明', key: 'explained', render: (_, finding) => (finding.explained ? `${finding.explained}（${finding.explainedByName ?? ''}）` : open ? <Explain snapshotId={snapshotId} no={finding.no} /> : '未说明') },
        ]}
      />
    </section>
  )
}

const Explain = ({ snapshotId, no }: { snapshotId: Id<'snapshot'>; no: number }) => {
  const [words, setWords] = useState('')
  const text = words.trim()
  return (
    <span style={{ display: 'flex', gap: 8 }}>
      <Input aria-label={`第 ${no} 条的说明`} placeholder="原因，例如：新增某院校毕业生数据" maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
      <ActionButton action={explainFinding} input={{ snapshotId, no, words: text }} can={text.length >= 4} because="请说明原因，至少 4 个字" size="middle" done={({ open }) => (open ? `还有 ${open} 处` : '疑点都已说明，可以核对')} label="说明" />
    </span>
  )
}
