import '../portal.css'
import { useEffect, useMemo, useState } from 'react'
import { Answered } from '../../../kit/Answered.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { publicRules, type PublicRules } from '../../../measures/public/contract.ts'
import { admitted, calculatorOf, next, resultOf, type Answers } from '../../calculator/calculator.ts'
import { fromFragment, toFragment } from '../../calculator/fragment.ts'
import { AnswersGiven } from './AnswersGiven.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { ResultPanel } from './ResultPanel.tsx'

/** Read by this page alone; signing in takes nothing from it. */
const storageKey = 'juying.calculator'

/** What may I have? Answered without signing in, in the browser: the rules come here, the answers go nowhere. */
export const CalculatorPage = () => {
  const asked = useAsk(publicRules, {})
  return (
    <main className="portal portal-wide">
      <h1>政策计算器</h1>
      <p className="portal-quiet no-print">不用登录。答案只留在您的手机或电脑里，不会发到服务器；登录以后系统也不会来取。每次问最能定下结果的几项，不清楚的可以空着。</p>
      <Answered of={asked}>{(rules) => <Calculation rules={rules} />}</Answered>
    </main>
  )
}

const remembered = (): Answers => fromFragment(location.hash.length > 1 ? location.hash : (localStorage.getItem(storageKey) ?? ''))

const Calculation = ({ rules }: { rules: PublicRules }) => {
  const calculator = useMemo(() => calculatorOf(rules), [rules])
  const [answers, setAnswers] = useState<Answers>(() => admitted(calculator, remembered()))
  const [thorough, setThorough] = useState(false)
  const { card, standings } = useMemo(() => next(calculator, answers, thorough), [calculator, answers, thorough])
  const result = useMemo(() => resultOf(calculator, answers), [calculator, answers])
  useEffect(() => {
    const fragment = toFragment(answers)
    localStorage.setItem(storageKey, fragment)
    history.replaceState(history.state, '', fragment === '' ? location.pathname : `#${fragment}`)
  }, [answers])
  const given = Object.keys(answers).length
  const clear = () => {
    setAnswers({})
    setThorough(false)
  }
  const change = (name: string) => setAnswers((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== name)))
  return (
    <>
      {card ? <QuestionCard key={`${given}${card.title}`} card={card} onAnswer={(more) => setAnswers((before) => ({ ...before, ...more }))} /> : <Done thorough={thorough} open={result.open.length} onMore={() => setThorough(true)} />}
      <ResultPanel result={result} chances={new Map(standings.map(({ edition, chance }) => [edition.measure, chance]))} started={given > 0} />
      <AnswersGiven answers={answers} onChange={change} onClear={clear} />
      <p className="portal-quiet">
        按{rules.on}有效的 {rules.editions.length} 项个人政策计算，以部门核对的结果为准。
        {rules.people > 0 ? `先问什么，依据全市 ${rules.people} 人的汇总比例，不含任何个人的信息。` : ''}
      </p>
    </>
  )
}

const Done = ({ thorough, open, onMore }: { thorough: boolean; open: number; onMore: () => void }) => (
  <section className="portal-card no-print" aria-live="polite">
    <h2>问完了</h2>
    <p>{open === 0 ? '每一项都有了结果。' : thorough ? `还有 ${open} 项，缺的是您不清楚的内容，弄清后可以再来。` : `还有 ${open} 项没有排除，和您情况相同的人里很少有人符合。`}</p>
    {open > 0 && !thorough ? (
      <button type="button" className="portal-button portal-button-plain" onClick={onMore}>
        把这些也问清楚
      </button>
    ) : null}
  </section>
)
