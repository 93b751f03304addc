import { useState } from 'react'
import { answerWords, type Answers } from '../../calculator/calculator.ts'

interface AnswersGivenProps {
  answers: Answers
  onChange: (name: string) => void
  onClear: () => void
}

/** What was answered, to change or to clear; the result to print or to send as a link. */
export const AnswersGiven = ({ answers, onChange, onClear }: AnswersGivenProps) => {
  const [said, setSaid] = useState('')
  const given = Object.entries(answers)
  if (given.length === 0) return null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setSaid('链接已复制。答案在链接里，只发给您信任的人。')
    } catch {
      setSaid('浏览器不让复制，请从地址栏复制。')
    }
  }
  return (
    <section className="portal-card">
      <h2>您的回答（{given.length} 项）</h2>
      <ul className="portal-list">
        {given.map(([name, value]) => (
          <li key={name} className="portal-row">
            <span>
              {name.replace(/^条件：/, '')}：<b>{answerWords(value)}</b>
            </span>
            <button type="button" className="plain-link no-print" aria-label={`改“${name.replace(/^条件：/, '')}”`} onClick={() => onChange(name)}>
              改
            </button>
          </li>
        ))}
      </ul>
      <div className="portal-actions no-print">
        <button type="button" className="portal-button portal-button-plain" onClick={() => print()}>
          打印
        </button>
        <button type="button" className="portal-button portal-button-plain" onClick={() => void copy()}>
          复制链接
        </button>
        <button type="button" className="portal-button portal-button-plain" onClick={onClear}>
          清空
        </button>
      </div>
      <p aria-live="polite">{said}</p>
    </section>
  )
}
