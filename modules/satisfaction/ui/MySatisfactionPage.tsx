import '../../../kit/plain.css'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import { causes, mySurveys, rateCase, ratingWords, skipRating, type MySurvey } from '../contract.ts'

type Survey = z.output<typeof MySurvey>

/** How was it? Once of each case, and what the office made of it. */
export const MySatisfactionPage = () => {
  const asked = useAsk(mySurveys, {})
  return (
    <main className="portal">
      <h1>办后评价</h1>
      <Answered of={asked}>
        {({ surveys }) => (
          <>
            {surveys.length === 0 ? <p>办件办结或钱到账以后，会在这里请您评一次。</p> : null}
            {surveys.map((survey) => (survey.open ? <Question key={survey.id} survey={survey} /> : <Said key={survey.id} survey={survey} />))}
          </>
        )}
      </Answered>
    </main>
  )
}

const Question = ({ survey: { id, caseId, title, number, cause, until } }: { survey: Survey }) => {
  const [rating, setRating] = useState(0)
  const [words, setWords] = useState('')
  return (
    <section className="portal-card">
      <h2>{title}</h2>
      <p className="plain-quiet">
        {causes[cause]}。<Link to={`/my/cases/${caseId}`}>{number}</Link>，{dateText(until)}前可以评价，也可以不评。
      </p>
      <fieldset className="plain-choices">
        <legend>办得怎么样</legend>
        {[5, 4, 3, 2, 1].map((one) => (
          <label key={one}>
            <input type="radio" name={`rating-${id}`} checked={rating === one} onChange={() => setRating(one)} />
            {one} 分 {ratingWords[one]}
          </label>
        ))}
      </fieldset>
      <div className="plain-question">
        <label htmlFor={`words-${id}`}>想说的（可以不写）</label>
        <textarea id={`words-${id}`} className="plain-field" rows={3} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />
      </div>
      <p className="plain-quiet">评价不影响这件和以后的办件。人才办看得到评分和这些话；2 分及以下的，人才办会回应。评过不能改。</p>
      <VerbButton action={rateCase} input={{ surveyId: id, rating, words }} can={rating > 0} done={() => '谢谢，已经收到'} />
      <VerbButton action={skipRating} input={{ surveyId: id }} link done={() => '好的，不再问这一件'} />
    </section>
  )
}

const Said = ({ survey: { caseId, title, number, state, rating, words, response, respondedByName, respondedOn } }: { survey: Survey }) => (
  <section className="portal-card">
    <h2>{title}</h2>
    <p>
      {rating === null ? (state === 'skipped' ? '没有评价' : '过了时间，没有评价') : `${rating} 分，${ratingWords[rating] ?? ''}`}
      {words ? `：${words}` : ''}
    </p>
    {response ? (
      <p className="plain-step">
        {respondedByName}
        {respondedOn ? `，${dateText(respondedOn)}` : ''}：{response}
      </p>
    ) : null}
    <p className="plain-quiet">
      <Link to={`/my/cases/${caseId}`}>{number}</Link>
    </p>
  </section>
)
