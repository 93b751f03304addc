import '../../../kit/plain.css'
import { useState } from 'react'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import { agreeToStory, declineStory, myStories, storyKinds, withdrawConsent, type MyStory } from '../contract.ts'
import { storyCan, storyStates } from '../states.ts'
import { StoryText } from './StoryText.tsx'
import { storyTones } from './words.ts'

/** What the talent office would tell of me, or of my employer: nothing of it is public before I say so. */
export const MyStoriesPage = () => (
  <main className="portal">
    <h1>写我的事例</h1>
    <Answered of={useAsk(myStories, {})}>
      {({ stories }) => (
        <>
          {stories.length === 0 ? <p>人才办写了您的事例，会先在这里请您看；您同意了才会公开。</p> : null}
          {stories.map((story) => (
            <Own key={story.id} story={story} />
          ))}
        </>
      )}
    </Answered>
  </main>
)

const Own = ({ story }: { story: MyStory }) => {
  const { id: storyId, version, kind, state, title, about, placeName, publishedOn, endedOn, endedBecause } = story
  const [words, setWords] = useState('')
  return (
    <section className="portal-card">
      <h2>{title}</h2>
      <p className="plain-quiet">
        <StateTag state={state} words={storyStates} tones={storyTones} /> {storyKinds[kind]} · {placeName}人才办 · 公开时署“{about}”
      </p>
      <StoryText {...story} />
      {storyCan.answer(story) ? (
        <>
          <p className="plain-quiet">同意的是上面这些字。改过一个字都要再问您；同意后还要人才办另一人核准。公开后谁都能看到，您随时可以撤回。不同意不影响您享受任何政策。</p>
          <VerbButton action={agreeToStory} input={{ storyId, version }} done={() => '已同意，谢谢'} />
          <div className="plain-question">
            <label htmlFor={`words-${storyId}`}>不同意的话，哪里要改（可以不写）</label>
            <textarea id={`words-${storyId}`} className="plain-field" rows={2} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
          </div>
          <VerbButton action={declineStory} input={{ storyId, version, words }} link done={() => '好的，不会公开'} />
        </>
      ) : null}
      {storyCan.withdrawConsent(story) ? (
        <p>
          {publishedOn ? `${dateText(publishedOn)}公开。` : '等人才办核准。'}
          <VerbButton action={withdrawConsent} input={{ storyId }} link confirm="撤回后当即不再公开，确实撤回？" done={() => '已撤回，不再公开'} />
        </p>
      ) : null}
      {endedOn ? (
        <p className="plain-quiet">
          {dateText(endedOn)}撤下：{endedBecause}
        </p>
      ) : null}
    </section>
  )
}
