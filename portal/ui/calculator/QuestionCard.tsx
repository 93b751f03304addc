import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { answerFrom, type Answers, type Fact } from '../../calculator/calculator.ts'

interface QuestionCardProps {
  card: { title: string; fields: readonly Fact[] }
  onAnswer: (answers: Answers) => void
}

/** One card of questions; what stays empty is answered by not knowing. */
export const QuestionCard = ({ card: { title, fields }, onAnswer }: QuestionCardProps) => {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const wrong = fields.filter((fact) => (typed[fact.name] ?? '').trim() !== '' && answerFrom(fact, typed[fact.name] ?? '') === undefined)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (wrong.length > 0) return
    onAnswer(Object.fromEntries(fields.map((fact) => [fact.name, answerFrom(fact, typed[fact.name] ?? '') ?? null])))
  }
  return (
    <form className="portal-card no-print" aria-label={title} onSubmit={send}>
      <h2>{title.startsWith('条件：') ? '核对一条' : title}</h2>
      {fields.map((fact) => (
        <Field key={fact.name} fact={fact} value={typed[fact.name] ?? ''} onChange={(text) => setTyped((before) => ({ ...before, [fact.name]: text }))} />
      ))}
      {wrong.length > 0 ? <p role="alert">{wrong.map(({ name }) => `“${name}”填得不对，请填数字`).join('；')}</p> : null}
      <button type="submit" className="portal-button">
        {Object.values(typed).some((text) => text !== '') ? '下一步' : '都不清楚，下一步'}
      </button>
    </form>
  )
}

interface FieldProps {
  fact: Fact
  value: string
  onChange: (text: string) => void
}

const Field = ({ fact, value, onChange }: FieldProps) => {
  const id = useId()
  const { type } = fact
  const question = fact.ask ?? fact.name
  if (type.kind === 'boolean') return <Choices name={id} question={question} options={[['true', '是'], ['false', '否'], ['', '不清楚']]} value={value} onChange={onChange} />
  if (type.kind === 'code' && type.list.codes.length <= 4) return <Choices name={id} question={question} options={[...type.list.codes.map((code): [string, string] => [code, code]), ['', '不清楚']]} value={value} onChange={onChange} />
  return (
    <div className="portal-question">
      <label htmlFor={id}>{question}</label>
      {type.kind === 'code' ? (
        <select id={id} className="plain-field" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">不清楚</option>
          {type.list.codes.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} className="plain-field" type={type.kind === 'date' ? 'date' : 'text'} inputMode={type.kind === 'number' || type.kind === 'money' ? 'decimal' : undefined} autoComplete="off" placeholder={`不清楚就空着${fact.unit ? `（${fact.unit}）` : ''}`} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  )
}

interface ChoicesProps {
  name: string
  question: string
  options: readonly (readonly [string, string])[]
  value: string
  onChange: (text: string) => void
}

const Choices = ({ name, question, options, value, onChange }: ChoicesProps) => (
  <fieldset className="portal-choices">
    <legend>{question}</legend>
    {options.map(([key, label]) => (
      <label key={key}>
        <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />
        {label}
      </label>
    ))}
  </fieldset>
)
