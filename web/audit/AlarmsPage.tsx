import { Input, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { acknowledgeAlarm, alarmStates, alarmWords, listAlarms, type AlarmKind, type AlarmRow } from '../../kernel/audit/alarms/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { roleText } from './AuditPage.tsx'

const fields: readonly FilterField[] = [{ key: 'state', label: '状态', kind: 'choice', choices: alarmStates }]

/** Reveals that want an explanation, and the explanations. */
export const AlarmsPage = () => (
  <Page title="查看预警" lead="有人查看完整证件号码过多、在深夜、或跨多个区县，十分钟内在这里留下一条。向本人或其单位核实后写明结论销号。">
    <ListPage
      list={listAlarms}
      fields={fields}
      columns={[
        { title: '日期', dataIndex: 'day', render: dateText },
        { title: '谁', dataIndex: 'accountName' },
        { title: '职责', dataIndex: 'role', render: roleText },
        { title: '情形', dataIndex: 'kind', render: (kind: AlarmKind) => alarmWords[kind] },
        { title: '次数', dataIndex: 'count', className: 'number' },
        { title: '状态', dataIndex: 'state', render: (state: keyof typeof alarmStates) => <StateTag state={state} words={alarmStates} tones={{ open: 'attention', closed: 'quiet' }} /> },
        { title: '核实', key: 'finding', render: (_, alarm) => (alarm.state === 'open' ? <Acknowledge alarm={alarm} /> : `${alarm.acknowledgedByName}：${alarm.finding}`) },
      ]}
      empty="没有查看预警"
    />
  </Page>
)

const Acknowledge = ({ alarm }: { alarm: z.output<typeof AlarmRow> }) => {
  const [finding, setFinding] = useState('')
  return (
    <Space>
      <Input aria-label="核实结论" placeholder="向谁核实、结论如何" maxLength={300} value={finding} onChange={({ target }) => setFinding(target.value)} />
      <ActionButton action={acknowledgeAlarm} input={{ alarmId: alarm.id, finding }} can={finding.trim().length >= 6} because="请先写明向谁核实、结论如何" size="small" done={() => '已销号'} />
    </Space>
  )
}
