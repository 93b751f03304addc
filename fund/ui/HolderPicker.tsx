import { Form, Select } from 'antd'
import { useState } from 'react'
import { listEmployers, listPeople } from '../../registry/contract.ts'
import { useList } from '../../kit/hooks.ts'

export interface PickedHolder {
  kind: 'person' | 'employer'
  id: string
}

/** Finds whom a record is about: a person or an employer of the registry. */
export const HolderPicker = ({ value, onChange }: { value: PickedHolder | undefined; onChange: (holder: PickedHolder | undefined) => void }) => {
  const [kind, setKind] = useState<PickedHolder['kind']>('person')
  const [search, setSearch] = useState('')
  const filters = search.trim() ? { search: search.trim() } : {}
  const people = useList(listPeople, filters, undefined, 20)
  const employers = useList(listEmployers, filters, undefined, 20)
  const found =
    kind === 'person'
      ? (people.data?.pages ?? []).flatMap((page) => page.rows).map(({ id, name, number }) => ({ value: id as string, label: `${name} ${number}` }))
      : (employers.data?.pages ?? []).flatMap((page) => page.rows).map(({ id, name }) => ({ value: id as string, label: name }))
  return (
    <>
      <Form.Item label="种类" htmlFor="holder-kind">
        <Select
          id="holder-kind"
          value={kind}
          options={[
            { value: 'person', label: '个人' },
            { value: 'employer', label: '单位' },
          ]}
          onChange={(next: PickedHolder['kind']) => {
            setKind(next)
            onChange(undefined)
          }}
        />
      </Form.Item>
      <Form.Item label="对象" htmlFor="holder-id">
        <Select id="holder-id" showSearch={{ filterOption: false, onSearch: setSearch }} placeholder="输入姓名或名称" value={value?.id ?? null} options={found} onChange={(id: string) => onChange({ kind, id })} />
      </Form.Item>
    </>
  )
}
