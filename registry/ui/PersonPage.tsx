import { Button, Descriptions, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { getPerson, revealDocument, verifications } from '../contract.ts'
import { EnterRecordButton } from '../by-hand/ui/EnterRecordButton.tsx'
import { AddDocumentButton } from './AddDocumentButton.tsx'
import { FactTable } from './FactTable.tsx'
import { GiveCodeButton } from './GiveCodeButton.tsx'
import { RecordFactButton } from './RecordFactButton.tsx'
import { verificationTones } from './words.ts'

/** One person: who he is, and every fact with where it comes from. */
export const PersonPage = () => {
  const { personId } = useParams() as { personId: Id<'person'> }
  const asked = useAsk(getPerson, { personId })
  return (
    <Answer of={asked}>
      {(person) => (
        <Page
          title={person.name}
          lead={
            <>
              {person.number} <StateTag state={person.verification} words={verifications} tones={verificationTones} />
            </>
          }
          extra={
            <>
              <RevealButton personId={personId} />
              <AddDocumentButton personId={personId} />
              <GiveCodeButton personId={personId} />
              <EnterRecordButton personId={personId} />
              <RecordFactButton personId={personId} />
            </>
          }
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '性别', children: person.sex },
                { label: '出生日期', children: dateText(person.birthDate) },
                { label: person.documentType, children: person.documentHint ? `末四位 ${person.documentHint}` : '—' },
                { label: '手机号码', children: person.phoneHint ? `末四位 ${person.phoneHint}` : '未登记' },
                { label: '所在地', children: person.placeName },
                { label: '用人单位', children: person.employerId ? <Link to={`/employers/${person.employerId}`}>{person.employerName}</Link> : '无' },
                { label: '人才队伍', children: person.corps.join('、') || '未归类' },
                { label: '人才类别', children: person.classLevel ? `${person.classLevel} 类` : '无' },
                { label: '社保连续缴费', children: person.insuredConsecutiveMonths === null ? '未知' : `${person.insuredConsecutiveMonths} 个月` },
              ]}
            />
            {person.otherDocuments.length > 0 ? (
              <p>其他证件：{person.otherDocuments.map(({ documentType, documentHint, name, validTo }) => `${documentType}（${name}${documentHint ? `，末四位 ${documentHint}` : ''}${validTo ? `，有效至 ${dateText(validTo)}` : ''}）`).join('；')}</p>
            ) : null}
            {person.formerRecords.length > 0 ? (
              <p>已并入：{person.formerRecords.map(({ number, name, documentType, documentHint }) => `${name} ${number}（${documentType}${documentHint ? `，末四位 ${documentHint}` : ''}）`).join('；')}</p>
            ) : null}
          </section>
          <section className="panel">
            <h2>事实与来源</h2>
            <FactTable facts={person.facts} empty="还没有登记任何经历。点右上角“登记经历”或“登记事实”，或由主管部门的数据补充。" />
          </section>
        </Page>
      )}
    </Answer>
  )
}

/** The whole number is shown for a purpose that is written into the audit trail. */
const RevealButton = ({ personId }: { personId: Id<'person'> }) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<{ documentNumber: string; phone: string | null }>()
  const me = useMe()
  if (revealDocument.may === 'public' || !me.data?.duty || !revealDocument.may.includes(me.data.duty.role)) return null
  const close = () => {
    setAsking(false)
    setShown(undefined)
    setReason('')
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{revealDocument.label}</Button>
      <Modal
        open={asking}
        title={revealDocument.label}
        onCancel={close}
        footer={shown ? null : <ActionButton action={revealDocument} input={{ personId, reason }} type="primary" can={reason.trim().length >= 4} because="请用一句话写明用途" done={() => '已显示，本次查看已记入审计'} onDone={setShown} />}
      >
        {shown ? (
          <Descriptions
            column={1}
            items={[
              { label: '证件号码', children: <Typography.Text copyable>{shown.documentNumber}</Typography.Text> },
              { label: '手机号码', children: shown.phone ? <Typography.Text copyable>{shown.phone}</Typography.Text> : '未登记' },
            ]}
          />
        ) : (
          <>
            <p>谁、何时、为什么查看，都会记入审计。用途：</p>
            <Input aria-label="用途" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例如：核对学历认证材料" />
          </>
        )}
      </Modal>
    </>
  )
}
