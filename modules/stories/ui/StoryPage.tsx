import '../../../kit/plain.css'
import { Input } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { useAsk, useMay } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { askConsent, editStory, getStory, publishStory, saidWords, storyKinds, takeBack, takeOff } from '../contract.ts'
import { storyCan, storyStates } from '../states.ts'
import { storyFields, useWords } from './StoryForm.tsx'
import { StoryText } from './StoryText.tsx'
import { storyTones } from './words.ts'

type Story = z.output<typeof getStory.output>

/** One story at the desk: its words, where it stands, what the person said. */
export const StoryPage = () => {
  const { storyId } = useParams() as { storyId: Id<'story'> }
  return (
    <Answer of={useAsk(getStory, { storyId })}>
      {(story) => (
        <Page
          title={story.title}
          lead={
            <>
              {story.number} · {storyKinds[story.kind]} · {story.about} · 第 {story.version} 版 <StateTag state={story.state} words={storyStates} tones={storyTones} />
            </>
          }
          extra={<Verbs story={story} />}
        >
          <section className="panel">
            <StoryText {...story} paragraphs={story.body.split('\n').filter((one) => one.trim() !== '')} />
          </section>
          <section className="panel">
            <h2>经过</h2>
            <p>
              {story.writtenByName}写于{dateText(story.writtenOn)}，{story.placeName}
            </p>
            {story.said.map(({ version, says, words, saidOn }) => (
              <p key={`${version} ${says}`}>
                {dateText(saidOn)}，本人对第 {version} 版：{saidWords[says]}
                {words ? `，“${words}”` : ''}
              </p>
            ))}
            {story.publishedOn ? (
              <p>
                {dateText(story.publishedOn)}，{story.publishedByName}核准公开
              </p>
            ) : null}
            {story.endedOn ? (
              <p>
                {dateText(story.endedOn)}撤下：{story.endedBecause}
              </p>
            ) : null}
          </section>
        </Page>
      )}
    </Answer>
  )
}

const Verbs = ({ story }: { story: Story }) => {
  const { id: storyId } = story
  const [because, setBecause] = useState('')
  const may = useMay(takeOff)
  if (!may) return null
  return (
    <>
      {storyCan.edit(story) ? <EditButton key={story.version} story={story} /> : null}
      {storyCan.ask(story) ? <ActionButton action={askConsent} input={{ storyId }} type="primary" done={() => '已请本人看，同意后会显示在这里'} /> : null}
      {storyCan.takeBack(story) ? <ActionButton action={takeBack} input={{ storyId }} {...(story.state === 'agreed' ? { confirm: '收回后要重新请本人同意。确实收回？' } : {})} done={() => '已收回，可以改了'} /> : null}
      {storyCan.publish(story) ? <ActionButton action={publishStory} input={{ storyId }} type="primary" can={!story.mine} because="您写的请另一人核准" confirm="公开后谁都能看到。确实公开？" done={() => '已公开'} /> : null}
      {storyCan.takeOff(story) ? (
        <FormButton label={takeOff.label} fields={[{ label: '为什么撤下（本人会看到）', id: 'take-off', field: <Input id="take-off" value={because} onChange={(event) => setBecause(event.target.value)} /> }]}>
          {(close) => <ActionButton action={takeOff} input={{ storyId, because }} type="primary" danger can={because.trim().length >= 2} because="请写明为什么撤下" done={() => '已撤下'} onDone={close} />}
        </FormButton>
      ) : null}
    </>
  )
}

const EditButton = ({ story }: { story: Story }) => {
  const { id: storyId, kind, title, lead, body, classSaid, caseNumber } = story
  const { words, set, full } = useWords({ kind, subjectNumber: '', title, lead, body, tellsClass: classSaid !== null, caseNumber: caseNumber ?? '' })
  const { kind: _, subjectNumber: __, ...input } = words
  return (
    <FormButton label="改文字" title="改文字" fields={storyFields({ words, set, fresh: false, ofPerson: story.ofPerson })}>
      {(close) => <ActionButton action={editStory} input={{ storyId, ...input }} type="primary" can={full} because="标题、提要不能空，正文至少 20 个字" done={({ version }) => `已存为第 ${version} 版`} onDone={close} />}
    </FormButton>
  )
}
