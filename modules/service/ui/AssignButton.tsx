import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { askSpecialists, assign, type Specialist } from '../assign-contract.ts'
import { OfficeOnly } from './OfficeOnly.tsx'

export const loadText = ({ name, placeName, people, most }: Specialist): string => `${name}（${placeName}，${people}/${most ?? '未登记'} 人）`

/** One person to one specialist, by hand. */
export const AssignButton = ({ person, label = assign.label, size }: { person: { id: Id<'person'>; name: string }; label?: string; size?: 'small' }) => (
  <OfficeOnly>
    <Chooser person={person} label={label} {...(size ? { size } : {})} />
  </OfficeOnly>
)

const Chooser = ({ person, label, size }: { person: { id: Id<'person'>; name: string }; label: string; size?: 'small' }) => {
  const [open, setOpen] = useState(false)
  const [specialistId, setSpecialistId] = useState<Id<'account'>>()
  const specialists = useAsk(askSpecialists, {}, { enabled: open }).data?.specialists ?? []
  return (
    <>
      <Button onClick={() => setOpen(true)} {...(size ? { size } : {})} aria-label={`${label}：${person.name}`}>
        {label}
      </Button>
      <Modal
        open={open}
        title={`${label}：${person.name}`}
        onCancel={() => setOpen(false)}
        footer={
          specialistId ? (
            <ActionButton action={assign} input={{ personId: person.id, specialistId }} type="primary" done={({ before }) => (before ? `已由${before}改派` : '已指定，对方会收到姓名和电话')} onDone={() => setOpen(false)} />
          ) : null
        }
      >
        <Select<Id<'account'>>
          aria-label="专员"
          placeholder="选一位专员"
          style={{ width: '100%' }}
          value={specialistId ?? null}
          options={specialists.filter(({ gone }) => !gone).map((one) => ({ value: one.id, label: loadText(one) }))}
          onChange={setSpecialistId}
        />
      </Modal>
    </>
  )
}
