import './documents.css'
import { useRef, useState } from 'react'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { acceptedFiles, acceptedWords, fileLimit, sizeText } from '../../../kernel/files/types.ts'
import type { Id } from '../../../kernel/types.ts'
import { ApiError } from '../../../kit/client.ts'
import { focusFirstWrong } from '../../../kit/plain/first-wrong.ts'
import { PickFile } from '../../../kit/plain/PickFile.tsx'
import { PlainField } from '../../../kit/plain/PlainField.tsx'
import { PlainSelect } from '../../../kit/plain/PlainSelect.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { paperKinds } from '../../../policy/measure/edition.ts'
import { documentKinds, type DocumentKind } from '../contract.ts'
import { useUpload, type UploadInput } from './send.ts'

interface UploadBoxProps {
  /** What every upload from here says beside kind and validity: whose, to which case. */
  input?: Omit<Partial<UploadInput>, 'kind' | 'validUntil'>
  onUploaded?: (documentId: Id<'document'>) => void
  /** The kinds that serve here; all where nothing is said. One alone need not be chosen. */
  only?: readonly DocumentKind[]
}

/** A file that did not arrive, why, and whether the same may be sent again. */
interface Failed {
  file: File
  sentence: string
  again: boolean
}

/** First what it is, then the file: dropped, chosen, or taken with the phone's camera. What went wrong stands below, file by file. */
export const UploadBox = ({ input, onUploaded, only = paperKinds }: UploadBoxProps) => {
  const [kind, setKind] = useState<DocumentKind | undefined>(only.length === 1 ? only[0] : undefined)
  const [until, setUntil] = useState('')
  const [unsaid, setUnsaid] = useState(false)
  const [failed, setFailed] = useState<Failed[]>([])
  const [came, setCame] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const upload = useUpload()
  const take = async (file: File) => {
    if (!kind) return
    setFailed((before) => before.filter((one) => one.file.name !== file.name))
    setCame('')
    try {
      const { documentId } = await upload.mutateAsync({ file, input: { ...input, kind, ...(until ? { validUntil: plainDate(until) } : {}) } })
      setCame(`“${file.name}”已上传`)
      onUploaded?.(documentId)
    } catch (error) {
      const silent = error instanceof ApiError && (error.kind === 'offline' || error.kind === 'fault')
      setFailed((before) => [...before, { file, sentence: error instanceof Error ? error.message : '没有传上去，请再试一次', again: silent }])
    }
  }
  const takeAll = async (files: readonly File[]) => {
    for (const file of files) await take(file)
  }
  /** What it is has to be said before; the word is asked for where it is missing. */
  const ready = (): boolean => {
    setUnsaid(!kind)
    if (!kind) focusFirstWrong(box.current)
    return kind !== undefined
  }
  return (
    <div
      ref={box}
      className="document-upload"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        if (ready()) void takeAll([...event.dataTransfer.files])
      }}
    >
      <div className="document-what">
        {only.length === 1 ? null : <PlainSelect label="材料种类" none="先选材料种类" options={only.map((one) => [one, documentKinds[one]] as const)} value={kind} onChange={(chosen) => (setKind(chosen), setUnsaid(false))} wrong={unsaid ? '请先选这是哪一种材料' : undefined} />}
        <PlainField label="有效期至（没有可不填）" type="date" value={until} onChange={setUntil} />
      </div>
      <div className="document-pick">
        <PickFile label={upload.isPending ? '正在上传和检查……' : '拍照上传'} accept="image/jpeg,image/png" camera busy={upload.isPending} ready={ready} onPick={(files) => void takeAll(files)} />
        <PickFile label={upload.isPending ? '正在上传和检查……' : '选择文件'} accept={acceptedFiles} multiple busy={upload.isPending} ready={ready} onPick={(files) => void takeAll(files)} />
      </div>
      <p className="document-quiet">
        <span className="document-drop">{kind ? `也可以把${documentKinds[kind]}拖到这里。` : '选好种类后，也可以把文件拖到这里。'}</span>
        {acceptedWords}，每个不超过 {sizeText(fileLimit)}
      </p>
      <output aria-live="polite">{came}</output>
      {failed.map(({ file, sentence, again }) => (
        <Says key={file.name} tone="bad" title={`${file.name}：${sentence}`}>
          {again ? (
            <button type="button" className="plain-link" onClick={() => void take(file)}>
              再传一次
            </button>
          ) : null}
        </Says>
      ))}
    </div>
  )
}
