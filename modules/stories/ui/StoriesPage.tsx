import { useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { useMay } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { draftStory, listStories, storyKinds, type StoryRow } from '../contract.ts'
import { storyStates } from '../states.ts'
import { nothingWritten, storyFields, useWords } from './StoryForm.tsx'
import { storyTones } from './words.ts'

const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '标题、姓名或单位、编号' },
  { key: 'state', label: '状态', kind: 'choice', choices: storyStates },
  { key: 'kind', label: '类别', kind: 'choice', choices: storyKinds },
] as const

/** The office's stories: where each stands, and who waits for whom. */
export const StoriesPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="事例和故事" lead="写好后请本人同意，同意的是这一版文字；另一人核准后公开。本人撤回，当即不再公开。" extra={<DraftButton />}>
      <ListPage
        list={listStories}
        fields={fields}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '类别', dataIndex: 'kind', render: (kind: StoryRow['kind']) => storyKinds[kind] },
          { title: '标题', dataIndex: 'title' },
          { title: '写的是谁', dataIndex: 'about' },
          { title: '编写', dataIndex: 'placeName' },
          { title: '状态', dataIndex: 'state', render: (state: StoryRow['state']) => <StateTag state={state} words={storyStates} tones={storyTones} /> },
          { title: '最近改动', dataIndex: 'writtenOn', render: dateText },
          { title: '谁写的', dataIndex: 'writtenByName' },
        ]}
        onOpen={({ id }) => void navigate(`/desk/stories/${id}`)}
        empty="没有符合条件的事例。点右上角“写一篇”开始。"
      />
    </Page>
  )
}

const DraftButton = () => {
  const { words, set, full } = useWords(nothingWritten)
  const navigate = useNavigate()
  if (!useMay(draftStory)) return null
  return (
    <FormButton label={draftStory.label} type="primary" hint="先存为草稿。不写证件号码、电话、住址和没有必要的家庭情况。" fields={storyFields({ words, set, fresh: true, ofPerson: words.kind === 'portrait' || words.subjectNumber.trim().toUpperCase().startsWith('P') })}>
      {(close) => (
        <ActionButton
          action={draftStory}
          input={words}
          type="primary"
          label="存为草稿"
          can={full && words.subjectNumber.trim().length >= 4}
          because="请填写的是谁、标题、提要，正文至少 20 个字"
          done={({ number }) => `已存为草稿 ${number}`}
          onDone={({ storyId }) => {
            close()
            void navigate(`/desk/stories/${storyId}`)
          }}
        />
      )}
    </FormButton>
  )
}
