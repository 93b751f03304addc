import '../../../kit/plain.css'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { readStory, storyKinds } from '../contract.ts'
import { StoryText } from './StoryText.tsx'

export const ReadPage = () => {
  const { storyId } = useParams() as { storyId: Id<'story'> }
  return (
    <main className="portal">
      <Answered of={useAsk(readStory, { storyId })}>
        {({ kind, title, about, placeName, industry, publishedOn, ...text }) => (
          <article className="portal-card">
            <h1>{title}</h1>
            <p className="plain-quiet">{[storyKinds[kind], about, placeName, industry, dateText(publishedOn)].filter(Boolean).join(' · ')}</p>
            <StoryText {...text} />
          </article>
        )}
      </Answered>
      <p>
        <Link to="/stories">看别的故事</Link>
      </p>
    </main>
  )
}
