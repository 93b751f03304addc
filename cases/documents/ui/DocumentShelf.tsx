import './documents.css'
import { App, Empty, Upload, Button } from 'antd'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { acceptedFiles } from '../../../kernel/files/types.ts'
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
        <Answer of={asked}>
          {({ documents }) =>
            documents.length ? (
              <DocumentList documents={documents} renderNote={({ usedIn }) => (usedIn ? `已用于 ${usedIn} 件办件` : '还没有用于办件')} renderActions={(document) => <Changes document={document} />} />
            ) : (
              <Empty description="还没有材料。上传一次，以后的申报都可以直接选用，不用再传。" />
            )
          }
        </Answer>
      </section>
    </>
  )
}

const Changes = ({ document: { id, kind, fileName, usedIn } }: { document: OwnDocument }) => {
  const { message } = App.useApp()
  const upload = useUpload()
  const replace = (file: File) =>
    upload.mutate({ file, input: { kind, replaces: id } }, { onSuccess: () => void message.success('已替换；用过的办件里仍是原来那份'), onError: (error) => void message.error(error.message, 6) })
  return (
    <>
      <Upload accept={acceptedFiles} showUploadList={false} customRequest={({ file }) => void (file instanceof File && replace(file))}>
        <Button size="small" type="link" loading={upload.isPending}>
          替换
        </Button>
      </Upload>
      <ActionButton action={removeDocument} input={{ documentId: id }} type="link" size="small" danger can={usedIn === 0} because="已用于办件，不能删除，只能替换" confirm={`删除${documentKinds[kind]}“${fileName}”？`} done={() => '已删除'} />
    </>
  )
}
