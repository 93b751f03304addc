import { Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Tone } from '../../../kit/StateTag.tsx'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { programmes } from '../../contract.ts'
import { choicesOf } from '../../ui/words.ts'
import { channels, declineMovement, listMovements, movementCan, movementCheckers, movementKinds, movementStates, verifyMovement, type MovementRow, type MovementState } from '../contract.ts'
import { ReportButton } from './ReportButton.tsx'

const tones: Record<MovementState, Tone> = { reported: 'waiting', verified: 'good', declined: 'bad' }
const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号、单位' },
  { key: 'kind', label: '种类', kind: 'choice', choices: movementKinds },
  { key: 'state', label: '状态', kind: 'choice', choices: movementStates },
  { key: 'programme', label: '所属计划', kind: 'choice', choices: choicesOf(programmes) },
  { key: 'channel', label: '引进渠道', kind: 'choice', choices: choicesOf(channels) },
] as const

/** Who came and who left, as employers said it, and what the county found. */
export const MovementsPage = () => {
  const me = useMe()
  const role = me.data?.duty?.role
  const employer = role === 'employerClerk'
  const checker = movementCheckers.some((one) => one === role)
  return (
    <Page
      title="引进与流出"
      lead={employer ? '引进、流出由单位申报，所在区县核验后计入；全职引进凭社保记录核验。' : '核验通过的才计入累计引进、在岗和留存；全职引进须有这家单位的参保记录。'}
      extra={
        employer ? (
          <>
            <ReportButton kind="introduction" />
            <ReportButton kind="departure" />
          </>
        ) : (
          <Link to="/figures/introduction.retained-one">看留存率</Link>
        )
      }
    >
      <ListPage
        list={listMovements}
        fields={fields}
        columns={[
          { title: '种类', dataIndex: 'kind', render: (kind: MovementRow['kind']) => movementKinds[kind] },
          { title: '姓名', key: 'name', render: (_, { personId, personName }) => <Link to={`/people/${personId}`}>{personName}</Link> },
          { title: '用人单位', dataIndex: 'employerName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '日期', dataIndex: 'happenedOn', render: dateText },
          { title: '所属计划', dataIndex: 'programme', render: (programme: string) => programme || '—' },
          { title: '情况', dataIndex: 'detail' },
          { title: '参保首月', dataIndex: 'insured', render: (month: string, { kind }) => (kind === 'departure' ? '—' : month || '没有记录') },
          { title: '状态', dataIndex: 'state', render: (state: MovementState, { note }) => <Space size={4}><StateTag state={state} words={movementStates} tones={tones} />{note}</Space> },
          ...(checker ? [{ title: '核验', key: 'verbs', render: (_: unknown, row: MovementRow) => (movementCan.verify(row) ? <Check row={row} /> : null) }] : []),
        ]}
        empty={employer ? '还没有申报。新到岗的人先导入名单，再点右上角“申报引进”。' : '没有符合条件的申报。用人单位申报后会出现在这里。'}
      />
    </Page>
  )
}

const Check = ({ row }: { row: MovementRow }) => {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  return (
    <Space>
      <ActionButton action={verifyMovement} input={{ movementId: row.id }} size="small" type="primary" confirm="核验通过后写入人才库，不能再改。" done={({ kind }) => `${row.personName}的${movementKinds[kind]}已核验`} />
      <Button size="small" onClick={() => setAsking(true)}>
        {declineMovement.label}
      </Button>
      <Modal
        open={asking}
        title={`${row.personName}：${declineMovement.label}`}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={declineMovement} input={{ movementId: row.id, note }} danger can={note.trim().length >= 4} because="请用一句话写明理由" done={() => '已记为核验不通过，单位会看到理由'} onDone={() => setAsking(false)} />}
      >
        <Input.TextArea aria-label="理由" rows={3} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Modal>
    </Space>
  )
}
