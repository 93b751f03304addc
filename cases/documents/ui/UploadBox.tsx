import { CameraOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button, DatePicker, Select, Space, Upload } from 'antd'
import type { Dayjs } from 'dayjs'
import { useRef, useState } from 'react'
import { acceptedFiles, acceptedWords, fileLimit, sizeText } from '../../../kernel/files/types.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Id } from '../../../kernel/types.ts'
import { paperKinds } from '../../../policy/measure/edition.ts'
import { documentKinds, uploadDocument, type DocumentKind } from '../contract.ts'
import { useUpload, type UploadInput } from './send.ts'

interface UploadBoxProps {
  /** What every upload from here says beside kind and validity: whose, to which case. */
  input?: Omit<Partial<UploadInput>, 'kind' | 'validUntil'>
  onUploaded?: (documentId: Id<'document'>) => void
  /** The kinds that serve here; all where nothing is said. One alone need not be chosen. */
  only?: readonly DocumentKind[]
}


/** First what it is, then the file: dropped, chosen, or taken with the phone's camera. What went wrong stands below, file by file. */
export const UploadBox = ({ input, onUploaded, only = paperKinds }: UploadBoxProps) => {
  const [kind, setKind] = useState<DocumentKind | undefined>(only.length === 1 ? only[0] : undefined)
  const [until, setUntil] = useState<Dayjs | null>(null)
  const [said, setSaid] = useState<{ name: string; sentence: string }[]>([])
  const camera = useRef<HTMLInputElement>(null)
  const upload = useUpload()
  const take = async (file: File) => {
    if (!kind) return
    setSaid((before) => before.filter(({ name }) => name !== file.name))
    try {
      const { documentId } = await upload.mutateAsync({ file, input: { ...input, kind, ...(until ? { validUntil: plainDate(until.format('YYYY-MM-DD')) } : {}) } })
      onUploaded?.(documentId)
    } catch (error) {
      setSaid((before) => [...before, { name: file.name, sentence: error instanceof Error ? error.message : '没有传上去，请再试一次' }])
    }
  }
  return (
    <div className="document-upload">
      <Space wrap>
        {only.length === 1 ? null : <Select aria-label="材料种类" placeholder="先选材料种类" className="document-kind" virtual={false} options={only.map((value) => ({ value, label: documentKinds[value] }))} value={kind ?? null} onChange={(chosen: DocumentKind) => setKind(chosen)} />}
        <DatePicker aria-label="有效期至" placeholder="有效期至" value={until} onChange={setUntil} />
        <Button icon={<CameraOutlined />} className="document-camera" disabled={!kind} loading={upload.isPending} onClick={() => camera.current?.click()}>
          拍照上传
        </Button>
      </Space>
      <input
        ref={camera}
        type="file"
        accept="image/jpeg,image/png"
        capture="environment"
        aria-label="拍照上传"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void take(file)
        }}
      />
      <Upload.Dragger multiple accept={acceptedFiles} showUploadList={false} disabled={!kind || upload.isPending} customRequest={({ file }) => void (file instanceof File && take(file))}>
        <p>
          <InboxOutlined aria-hidden="true" /> {upload.isPending ? '正在上传和检查……' : kind ? `把${documentKinds[kind]}拖到这里，或点这里选择文件` : '选好种类后，把文件拖到这里，或点这里选择'}
        </p>
        <p className="document-quiet">
          {acceptedWords}，每个不超过 {sizeText(fileLimit)}
        </p>
      </Upload.Dragger>
      {said.map(({ name, sentence }) => (
        <Alert key={name} type="error" showIcon title={`${name}：${sentence}`} closable={{ onClose: () => setSaid((before) => before.filter((one) => one.name !== name)) }} />
      ))}
    </div>
  )
}

/** The word of the verb, for whoever opens this box with a button. */
export const uploadLabel = uploadDocument.label
