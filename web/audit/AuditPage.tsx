import { Typography } from 'antd'
import { useMemo } from 'react'
import { auditOutcomes, auditVerbs, listAudit, type AuditRow } from '../../kernel/audit/contract.ts'
import { roles, type Role } from '../../kernel/org/roles.ts'
import { momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { subjectText } from './words.ts'

const tones: Record<AuditRow['outcome'], Tone> = { done: 'good', refused: 'quiet', denied: 'bad', invalid: 'quiet' }
const isRole = (role: string): role is Role => Object.hasOwn(roles, role)
export const roleText = (role: string): string => (isRole(role) ? roles[role] : role === 'system' ? '系统' : '未登录')

const fields: readonly FilterField[] = [
  { key: 'search', label: '谁或什么动作', kind: 'search', placeholder: '姓名、动作' },
  { key: 'subject', label: '对象', kind: 'search', placeholder: '办件、人员、批次的编号或标识' },
  { key: 'outcome', label: '结果', kind: 'choice', choices: auditOutcomes },
]

/** Everything that was done or refused, newest first. */
export const AuditPage = () => {
  const verbs = useAsk(auditVerbs, {})
  const labels = useMemo(() => verbs.data?.labels ?? {}, [verbs.data])
  return (
    <Page title="审计记录" lead="每次变更、每次拒绝、每次查看材料和导出各一行，只追加。这里只有编号和标识，看不到办件内容。">
      <ListPage
        list={listAudit}
        fields={fields}
        columns={[
          { title: '时间', dataIndex: 'at', render: momentText },
          { title: '谁', dataIndex: 'accountName' },
          { title: '职责', dataIndex: 'role', render: roleText },
          { title: '动作', dataIndex: 'verb', render: (verb: string) => <span title={verb}>{labels[verb] ?? verb}</span> },
          { title: '结果', dataIndex: 'outcome', render: (outcome: AuditRow['outcome'], { code }) => <><StateTag state={outcome} words={auditOutcomes} tones={tones} />{code}</> },
          { title: '涉及', dataIndex: 'subject', render: (subject: string) => <Typography.Text copyable={subject ? { text: subject } : false} ellipsis={{ tooltip: subjectText(subject) }} style={{ maxWidth: 320 }}>{subjectText(subject)}</Typography.Text> },
        ]}
        empty="没有符合条件的记录。对象要填完整的编号或标识。"
      />
    </Page>
  )
}
