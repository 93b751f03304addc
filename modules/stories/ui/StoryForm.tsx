import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { storyKinds, type StoryKind } from '../contract.ts'

/** The words of a story and what it may say of the records. */
export interface StoryWords {
  kind: StoryKind
  subjectNumber: string
  title: string
  lead: string
  body: string
  tellsClass: boolean
  caseNumber: string
}
export const nothingWritten: StoryWords = { kind: 'portrait', subjectNumber: '', title: '', lead: '', body: '', tellsClass: false, caseNumber: '' }

export const useWords = (start: StoryWords) => {
  const [words, setWords] = useState(start)
  const set = <K extends keyof StoryWords>(key: K) => (value: StoryWords[K]) => setWords((before) => ({ ...before, [key]: value }))
  return { words, set, full: words.title.trim().length >= 4 && words.lead.trim().length >= 4 && words.body.trim().length >= 20 }
}

interface FieldsOptions {
  words: StoryWords
  set: ReturnType<typeof useWords>['set']
  /** Whom it is about is chosen once, when it is begun. */
  fresh: boolean
  ofPerson: boolean
}

export const storyFields = ({ words, set, fresh, ofPerson }: FieldsOptions) => [
  ...(fresh
    ? [
        { label: '类别', id: 'story-kind', field: <Select id="story-kind" aria-label="类别" value={words.kind} options={Object.entries(storyKinds).map(([value, label]) => ({ value, label }))} onChange={set('kind')} /> },
        { label: '写的是谁（人才编号或单位编号）', id: 'story-subject', field: <Input id="story-subject" value={words.subjectNumber} onChange={(event) => set('subjectNumber')(event.target.value)} /> },
      ]
    : []),
  { label: '标题', id: 'story-title', field: <Input id="story-title" maxLength={60} value={words.title} onChange={(event) => set('title')(event.target.value)} /> },
  { label: '提要（列表里显示）', id: 'story-lead', field: <Input id="story-lead" maxLength={160} value={words.lead} onChange={(event) => set('lead')(event.target.value)} /> },
  { label: '正文（换行分段）', id: 'story-body', field: <Input.TextArea id="story-body" rows={10} maxLength={6000} value={words.body} onChange={(event) => set('body')(event.target.value)} /> },
  { label: '享受的政策：填审定的办件编号，事例里写它的事项（可以不填）', id: 'story-case', field: <Input id="story-case" value={words.caseNumber} onChange={(event) => set('caseNumber')(event.target.value)} /> },
  ...(ofPerson
    ? [{ label: '人才类别', id: 'story-class', field: <Checkbox id="story-class" checked={words.tellsClass} onChange={(event) => set('tellsClass')(event.target.checked)}>写明，取自今天的认定记录</Checkbox> }]
    : []),
]
