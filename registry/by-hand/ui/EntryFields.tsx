import { PlainField } from '../../../kit/plain/PlainField.tsx'
import { PlainSelect } from '../../../kit/plain/PlainSelect.tsx'
import type { EntryKind } from '../kinds.ts'
import { formFields, type FormField, type Typed } from './fields.ts'

interface EntryFieldsProps {
  kind: EntryKind
  typed: Typed
  onType: (name: string, text: string) => void
  /** What is wrong, by the path of a field in the input. */
  wrong: Readonly<Record<string, string>>
}

export const EntryFields = ({ kind, typed, onType, wrong }: EntryFieldsProps) => (
  <>
    {formFields[kind].map((field) => (
      <Field key={`${kind}.${field.name}`} field={field} value={typed[field.name] ?? ''} onChange={(text) => onType(field.name, text)} wrong={wrong[`entry.${field.name}`]} />
    ))}
    <PlainField label="来源" hint="凭什么说：证书、公告、立项通知" required maxLength={100} placeholder="例如 授权公告原件" value={typed['source'] ?? ''} onChange={(text) => onType('source', text)} wrong={wrong['source']} />
    <PlainField label="截至日期" hint="来源在哪一天这样说" required type="date" value={typed['asOf'] ?? ''} onChange={(text) => onType('asOf', text)} wrong={wrong['asOf']} />
  </>
)

interface FieldProps {
  field: FormField
  value: string
  onChange: (text: string) => void
  wrong: string | undefined
}

const Field = ({ field, value, onChange, wrong }: FieldProps) => {
  const { label, extra: hint, needed: required = false } = field
  const common = { label, hint, required, value, onChange, wrong }
  switch (field.type) {
    case 'text':
      return <PlainField {...common} maxLength={field.most} placeholder={field.hint} />
    case 'choice':
      return <PlainSelect label={label} hint={hint} none="请选择" options={field.among.map((one) => [one, one] as const)} value={value || undefined} onChange={(one) => onChange(one ?? '')} wrong={wrong} />
    case 'rank':
      return <PlainField {...common} inputMode="numeric" maxLength={3} placeholder="例如 1" />
    case 'money':
      return <PlainField {...common} inputMode="decimal" maxLength={16} />
    case 'day':
      return <PlainField {...common} type="date" />
  }
}
