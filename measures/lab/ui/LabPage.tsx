import { App, Alert, Button, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import type { z } from 'zod'
import type { Id } from '../../../kernel/types.ts'
import { dateText, momentText } from '../../../kit/format.ts'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { draftCan, draftStates, getDraft, listWords, saveDraft, type DraftState } from '../contract.ts'
import { ConflictModal, DiffView } from './ConflictModal.tsx'
import { DraftBar } from './DraftBar.tsx'
import { Editor } from './Editor.tsx'
import { Examples, Findings } from './Findings.tsx'
import { FollowPanel, ResultPanels } from './Results.tsx'
import { SceneBar } from './SceneBar.tsx'
import { useLaboratory } from './use-laboratory.ts'
import './lab.css'

type Draft = z.output<typeof getDraft.output>
export const draftTones: Record<DraftState, Tone> = { draft: 'active', submitted: 'waiting', approved: 'good', published: 'good', discarded: 'quiet' }

/** The laboratory: the text on the left, what it would change on the right while a slider moves, whole tables below. */
export const LabPage = () => {
  const { draftId } = useParams() as { draftId: Id<'draft'> }
  const asked = useAsk(getDraft, { draftId })
  return <Answer of={asked}>{(draft) => <Laboratory key={draft.id} draft={draft} />}</Answer>
}

const Laboratory = ({ draft }: { draft: Draft }) => {
  const { message } = App.useApp()
  const me = useMe()
  const words = useAsk(listWords, {})
  const save = useAct(saveDraft)
  const [kept, setKept] = useState({ version: draft.version, text: draft.text })
  const [conflict, setConflict] = useState<string>()
  const editable = draftCan.save(draft) && me.data?.duty?.role === 'talentOffice'
  const lab = useLaboratory(draft.text)
  const { scenes, scene, checked } = lab
  const unsaved = (scenes[0]?.text ?? '') !== kept.text
  useLeaveGuard(unsaved)
  const errors = checked?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0
  const broken = checked?.examples.filter(({ holds }) => !holds).length ?? 0
  const hindered = errors > 0 ? `还有 ${errors} 处错误` : broken > 0 ? `有 ${broken} 个示例与规则不一致` : undefined
  const run = () => {
    const text = scenes[0]?.text ?? ''
    save.mutate(
      { draftId: draft.id, version: kept.version, text },
      {
        onSuccess: ({ version }) => {
          setKept({ version, text })
          void message.success(`已保存为第 ${version} 稿`)
        },
        onError: (error) => (error.code === 'savedMeanwhile' ? setConflict(error.message) : void message.error(error.message, 6)),
      },
    )
  }
  return (
    <Page
      title={draft.title}
      lead={
        <>
          {draft.number} · 由{draft.base}起草 · 第 {kept.version} 稿，{draft.savedByName} {momentText(draft.savedAt)}保存 <StateTag state={draft.state} words={draftStates} tones={draftTones} />
        </>
      }
      extra={
        <>
          {editable ? (
            <Button type={unsaved ? 'primary' : 'default'} disabled={!unsaved} loading={save.isPending} onClick={run}>
              {saveDraft.label}
            </Button>
          ) : null}
          <DraftBar draft={{ ...draft, version: kept.version }} unsaved={unsaved} hindered={hindered} />
        </>
      }
    >
      <ReviewNote draft={draft} />
      <div className="lab">
        <div>
          <section className="panel">
            <SceneBar lab={lab} editable={editable} draftId={draft.id} />
            <Editor key={`${lab.active}:${lab.epoch}`} initial={scene.text} words={words.data} diagnostics={checked?.diagnostics ?? []} readOnly={!editable && lab.active === 0} onChange={lab.typed} handle={lab.editor} />
          </section>
          <section className="panel">
            <Tabs
              size="small"
              items={[
                { key: 'findings', label: `检查（${checked?.diagnostics.length ?? 0}）`, children: <Findings diagnostics={checked?.diagnostics ?? []} onGo={lab.goTo} /> },
                { key: 'examples', label: broken > 0 ? `示例（${broken} 个不一致）` : `示例（${checked?.examples.length ?? 0}）`, children: <Examples examples={checked?.examples ?? []} onGo={lab.goTo} /> },
                { key: 'meaning', label: '系统的理解', children: <Meaning lab={lab} /> },
                ...(draft.baseText === null ? [] : [{ key: 'diff', label: '与原版本对照', children: <DiffView before={draft.baseText} after={scene.text} /> }]),
              ]}
            />
          </section>
        </div>
        <FollowPanel lab={lab} />
      </div>
      <ResultPanels lab={lab} />
      <ConflictModal
        draftId={draft.id}
        said={conflict}
        mine={scenes[0]?.text ?? ''}
        onClose={() => setConflict(undefined)}
        onTake={(text, version) => {
          setKept({ version, text: text === scenes[0]?.text ? '' : text })
          lab.put(0, text)
          setConflict(undefined)
        }}
      />
    </Page>
  )
}

const ReviewNote = ({ draft }: { draft: Draft }) => {
  if (draft.state === 'draft' && draft.reviewWords) return <Alert type="warning" showIcon title={`${draft.reviewedByName ?? ''}退回：${draft.reviewWords}`} style={{ marginBottom: 12 }} />
  if (draft.state === 'submitted') return <Alert type="info" showIcon title={`${draft.submittedByName ?? ''}已提交审核${draft.wroteIt ? '。您参与了起草，请另一位同事审核。' : '，请核对与原版本的不同和测算结果。'}`} style={{ marginBottom: 12 }} />
  if (draft.state === 'approved') return <Alert type="success" showIcon title={`${draft.reviewedByName ?? ''}审核通过，定下施行日期即可发布。`} style={{ marginBottom: 12 }} />
  if (draft.state === 'published') return <Alert type="success" showIcon title={`已发布为第${draft.publishedEdition ?? ''}版。要再改，请从新版本另起草稿。`} style={{ marginBottom: 12 }} />
  return null
}

const Meaning = ({ lab }: { lab: ReturnType<typeof useLaboratory> }) => {
  const { checked, live } = lab
  if (!checked || checked.understood.length === 0) return <p className="lab-quiet">规则没有错误时，这里用大白话把每一条说一遍。</p>
  return (
    <>
      <ol style={{ margin: 0, paddingLeft: 20 }}>
        {checked.understood.map(({ says, words }) => (
          <li key={says + words}>
            {says}
            <div className="lab-quiet">{words}</div>
          </li>
        ))}
      </ol>
      {checked.gives.map((give) => (
        <p key={give} style={{ margin: '6px 0 0' }}>
          {give}
        </p>
      ))}
      {live.answer ? <p className="lab-quiet">以 {dateText(live.answer.on)} 为申请日，按已施行测算。</p> : null}
    </>
  )
}

/** The browser asks before a page with unsaved writing goes. */
const useLeaveGuard = (unsaved: boolean): void => {
  useEffect(() => {
    if (!unsaved) return undefined
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [unsaved])
}
