import '../../../kit/plain.css'
import { Link, useSearchParams } from 'react-router'
import { withParameter } from '../../../kit/address.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { publishedStories, storyKinds } from '../contract.ts'

/** What was told with the consent of those it is about: read by anybody. The choice lives in the address. */
export const PublishedPage = () => {
  const [address, setAddress] = useSearchParams()
  const parsed = publishedStories.input.safeParse(Object.fromEntries([...address].filter(([, value]) => value !== '')))
  const asked = useAsk(publishedStories, parsed.success ? parsed.data : {})
  const set = (key: string, value: string) =>
    setAddress(withParameter(key, value), { replace: true })
  const choice = (key: string, label: string, options: readonly (readonly [string, string])[]) => (
    <p>
      <select className="plain-field" aria-label={label} value={address.get(key) ?? ''} onChange={(event) => set(key, event.target.value)}>
        <option value="">{label}：不限</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </p>
  )
  const same = (words: readonly string[]) => words.map((one) => [one, one] as const)
  return (
    <main className="portal">
      <h1>人才故事和典型事例</h1>
      <p className="plain-quiet">都经本人或单位同意，本人可以随时撤回。</p>
      <Answered of={asked}>
        {({ stories, total, places, industries }) => (
          <>
            <search className="plain-question">
              {choice('kind', '类别', Object.entries(storyKinds))}
              {choice('place', '地方', same(places))}
              {choice('industry', '产业', same(industries))}
            </search>
            <p className="plain-quiet" aria-live="polite">
              {total > 0 ? `${countText(total)} 篇` : places.length > 0 ? '没有符合条件的，换个条件试试。' : '还没有公开的故事。'}
            </p>
            {stories.map(({ id, kind, title, lead, about, placeName, industry, publishedOn }) => (
              <section key={id} className="portal-card">
                <h2>
                  <Link to={`/stories/${id}`}>{title}</Link>
                </h2>
                <p>{lead}</p>
                <p className="plain-quiet">{[storyKinds[kind], about, placeName, industry, dateText(publishedOn)].filter(Boolean).join(' · ')}</p>
              </section>
            ))}
          </>
        )}
      </Answered>
    </main>
  )
}
