import './documents.css'
import { acceptedFiles } from '../../../kernel/files/types.ts'
import { Answered } from '../../../kit/Answered.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { PickFile } from '../../../kit/plain/PickFile.tsx'
import { tell } from '../../../kit/plain/told.tsx'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import { documentKinds, myDocuments, removeDocument, type OwnDocument } from '../contract.ts'
import { DocumentList } from './DocumentList.tsx'
import { useUpload } from './send.ts'
import { UploadBox } from './UploadBox.tsx'

/** 我的材料: uploaded once, used again in every case; replaced when it changes, deleted while no case uses it. */
export const DocumentShelf = ({ className }: { className: 'panel' | 'portal-card' }) => {
  const asked = useAsk(myDocuments, {})
  return (
    <>
      <section className={className}>
        <h2>上传材料</h2>
        <UploadBox />
      </section>
      <section className={className}>
        <h2>已有的材料</h2>
        <Answered of={asked}>
          {({ documents }) =>
            documents.length ? (
              <DocumentList documents={documents} renderNote={({ usedIn }) => (usedIn ? `已用于 ${usedIn} 件办件，不能删除，只能替换` : '还没有用于办件')} renderActions={(document) => <Changes document={document} />} />
            ) : (
              <p className="document-quiet">还没有材料。上传一次，以后的申报都可以直接选用，不用再传。</p>
            )
          }
        </Answered>
      </section>
    </>
  )
}

const Changes = ({ document: { id, kind, fileName, usedIn } }: { document: OwnDocument }) => {
  const upload = useUpload()
  const replace = (file: File) => upload.mutate({ file, input: { kind, replaces: id } }, { onSuccess: () => tell('已替换；用过的办件里仍是原来那份') })
  return (
    <>
      <PickFile label={upload.isPending ? '正在上传……' : '替换'} accept={acceptedFiles} className="document-action" busy={upload.isPending} onPick={([file]) => file && replace(file)} />
      {usedIn === 0 ? <VerbButton action={removeDocument} input={{ documentId: id }} link confirm={`删除${documentKinds[kind]}“${fileName}”？`} done={() => '已删除'} onDone={() => tell(`已删除“${fileName}”`)} /> : null}
      {upload.error ? (
        <p role="alert" className="plain-off">
          {upload.error.message}
        </p>
      ) : null}
    </>
  )
}
