import './portal.css'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { withParameter } from '../../kit/address.ts'
import { countText } from '../../kit/format.ts'
import { useAsk, useMe } from '../../kit/hooks.ts'
import { SubscribePanel } from '../../modules/subscriptions/ui/SubscribePanel.tsx'
import { giveKinds, subjectKinds } from '../../measures/contract.ts'
import { hitFields, journeyLabels, searchPolicies, seekerLabels, Situation, type FoundPolicy } from '../../measures/public/contract.ts'

const filters = { journey: { label: '办到哪一步', words: journeyLabels }, who: { label: '谁来享受', words: seekerLabels }, gives: { label: '给什么', words: giveKinds } } as const
type FilterKey = keyof typeof filters

/** Every measure, for anybody, without signing in: by his own words. The question lives in the address, so that it can be sent on. */
export const PoliciesPage = () => {
  const me = useMe()
  const [address, setAddress] = useSearchParams()
  const given = Object.fromEntries([...address].filter(([, value]) => value !== ''))
  const parsed = searchPolicies.input.safeParse(given)
  const asked = useAsk(searchPolicies, parsed.success ? parsed.data : { text: '' })
  // What was answered before stays on the page until the next answer is there.
  const [last, setLast] = useState(asked.data)
  if (asked.data !== undefined && asked.data !== last) setLast(asked.data)
  const answer = asked.data ?? last
  const set = (key: string, value: string) =>
    setAddress(withParameter(key, value), { replace: true })
  // Something has to be looked for before one can ask to be told of it.
  const situation = Situation.safeParse(given)
  const refused = parsed.success ? undefined : parsed.error.issues[0]?.message
  const found = refused ? undefined : answer
  return (
    <main className="portal portal-wide">
      <h1>青屿市人才政策</h1>
      <p>
        不登录也能查。想知道自己能享受哪些：<Link to="/calculator">用政策计算器算一算</Link>
        {me.data?.signedIn === false ? (
          <>
            ，或<Link to="/sign-in">登录</Link>后直接看
          </>
        ) : null}
        。
      </p>
      <search className="portal-filters">
        <SearchField value={given['text'] ?? ''} onChange={(text) => set('text', text)} />
        {(Object.keys(filters) as FilterKey[]).map((key) => (
          <Choice key={key} label={filters[key].label} value={given[key] ?? ''} options={filters[key].words} onChange={(value) => set(key, value)} />
        ))}
        <Choice label="在哪个区县" value={given['place'] ?? ''} options={Object.fromEntries((answer?.places ?? []).map((place) => [place, place]))} onChange={(value) => set('place', value)} />
      </search>
      <p className="portal-quiet" aria-live="polite">
        {found ? `找到 ${countText(found.rows.length)} 项` : ''}
        {found?.sentence && found.rows.length > 0 ? `。${found.sentence}` : ''}
      </p>
      {refused ?? asked.error?.message ? <p role="alert">{refused ?? asked.error?.message}</p> : null}
      {found?.meant ? (
        <p>
          您要找的是不是
          <button type="button" className="plain-link" onClick={() => set('text', found.meant ?? '')}>
            {found.meant}
          </button>
          ？
        </p>
      ) : null}
      {found && found.rows.length === 0 ? <Nothing sentence={found.sentence} near={found.near} /> : null}
      <ul className="portal-cards">
        {found?.rows.map((row) => (
          <MeasureCard key={row.measure} row={row} place={given['place']} />
        ))}
      </ul>
      {situation.success ? <SubscribePanel key={JSON.stringify(situation.data)} situation={situation.data} what="这样的政策" /> : null}
      <p className="portal-quiet">
        <Link to="/notices">正在公示的名单</Link> · <Link to="/results">兑现情况</Link>
      </p>
    </main>
  )
}

const Nothing = ({ sentence, near }: { sentence: string | null; near: readonly { measure: string; title: string }[] }) => (
  <section className="portal-card">
    <p>{sentence}</p>
    {near.length > 0 ? (
      <>
        <p>意思相近的有：</p>
        <ul>
          {near.map(({ measure, title }) => (
            <li key={measure}>
              <Link to={`/policies/${measure}`}>{title}</Link>
            </li>
          ))}
        </ul>
      </>
    ) : null}
  </section>
)

const MeasureCard = ({ row, place }: { row: FoundPolicy; place: string | undefined }) => (
  <li className="portal-card">
    <h2>
      <Link to={`/policies/${row.measure}`}>{row.title}</Link>
    </h2>
    <p>
      {subjectKinds[row.subjectKind]} · {giveKinds[row.gives]}
      {row.journeys.length > 0 ? ` · ${row.journeys.join('、')}` : ''}
    </p>
    <Where row={row} place={place} />
    {row.hits.map(({ word, by, field, text }) => (
      <p key={word} className="portal-hit">
        <b>{word}</b>
        {by === null || by === word ? '' : `（按“${by}”找）`}在{hitFields[field]}里：{text}
      </p>
    ))}
    {row.relations.length > 0 ? (
      <details>
        <summary>和另外 {row.relations.length} 项的关系</summary>
        <ul>
          {row.relations.map(({ measure, words }) => (
            <li key={measure}>
              {words} <Link to={`/policies/${measure}`}>去看看</Link>
            </li>
          ))}
        </ul>
      </details>
    ) : null}
    <p className="portal-quiet">
      {row.documentTitle ? `《${row.documentTitle}》` : ''}
      {row.documentNumber} {row.clause} · {row.standing.words}
    </p>
  </li>
)

/** City's or county's, and whether it holds at the place that was chosen. */
const Where = ({ row: { places, applies }, place }: { row: FoundPolicy; place: string | undefined }) => {
  const scope = places.length === 0 ? '全市都适用' : `只在${places.join('、')}适用`
  if (!place) return <p>{scope}</p>
  return <p className={applies ? '' : 'portal-off'}>{applies ? `✓ 在${place}适用${places.length === 0 ? '（全市政策）' : '（当地政策）'}` : `✕ 在${place}不适用：${scope}`}</p>
}

interface ChoiceProps {
  label: string
  value: string
  options: Readonly<Record<string, string>>
  onChange: (value: string) => void
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <select className="plain-field" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    <option value="">{label}：不限</option>
    {Object.entries(options).map(([key, words]) => (
      <option key={key} value={key}>
        {words}
      </option>
    ))}
  </select>
)

/** Waits for a pause in typing, so that a word is one question. */
const SearchField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return undefined
    const pause = setTimeout(() => onChange(text), 250)
    return () => clearTimeout(pause)
  }, [text, value, onChange])
  return <input className="plain-field" type="search" aria-label="搜索政策" placeholder="想办什么？如：硕士 租房，刚毕业 落户，zufang" value={text} onChange={(event) => setText(event.target.value)} />
}
