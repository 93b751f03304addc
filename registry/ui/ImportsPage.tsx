import { App, Button, Input, Progress, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ErrorAnswer } from '../../kernel/action.ts'
import { countText, momentText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { importStates, listImports, templatePath, Uploaded, uploadPath, type ImportBatch } from '../import/contract.ts'
import { importTones } from './words.ts'

/** Bring a list: template, file, and what was brought before. */
export const ImportsPage = () => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [source, setSource] = useState('')
  const [sent, setSent] = useState<number>()
  const send = async (file: File) => {
    setSent(0)
    try {
      const { batchId, number } = await uploadFile(file, source, setSent)
      void message.success(`已上传，导入编号 ${number}，正在逐行检查`)
      await navigate(`/imports/${batchId}`)
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '上传没有成功，没有留下任何内容，请再试一次', 8)
    } finally {
      setSent(undefined)
    }
  }
  return (
    <Page title="批量导入" lead="先逐行检查，看过报告再导入；导入后可以撤销。每次至多 100,000 行，XLSX 或 CSV。">
      <section className="panel">
        <h2>导入人才名单</h2>
        <p>
          <Button href={templatePath}>下载模板</Button>
        </p>
        <p>
          <Input aria-label="数据来源" style={{ maxWidth: 360 }} maxLength={60} placeholder="数据来源，例如 市人社局2026年6月报送" value={source} onChange={(event) => setSource(event.target.value)} />
        </p>
        <Upload.Dragger accept=".xlsx,.csv" multiple={false} showUploadList={false} disabled={sent !== undefined} beforeUpload={(file) => (void send(file), false)}>
          <p>把文件拖到这里，或点击选择</p>
          {sent === undefined ? null : <Progress aria-label="上传进度" percent={sent} style={{ maxWidth: 360 }} />}
        </Upload.Dragger>
      </section>
      <section className="panel">
        <h2>导入记录</h2>
        <ListPage
          list={listImports}
          fields={[]}
          exportable={false}
          columns={[
            { title: '导入编号', dataIndex: 'number' },
            { title: '文件', dataIndex: 'fileName' },
            { title: '上传时间', dataIndex: 'createdAt', render: momentText },
            { title: '行数', dataIndex: 'totalRows', className: 'number', render: (rows: number | null) => (rows === null ? '' : countText(rows)) },
            { title: '新人', dataIndex: 'newRows', className: 'number', render: (rows: number) => countText(rows) },
            { title: '已有', dataIndex: 'knownRows', className: 'number', render: (rows: number) => countText(rows) },
            { title: '有错', dataIndex: 'wrongRows', className: 'number', render: (rows: number) => countText(rows) },
            { title: '状态', dataIndex: 'state', render: (state: ImportBatch['state']) => <StateTag state={state} words={importStates} tones={importTones} /> },
          ]}
          onOpen={({ id }) => void navigate(`/imports/${id}`)}
          empty="还没有导入过。先下载模板，填好后上传。"
        />
      </section>
    </Page>
  )
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
const uploadFile = (file: File, source: string, onProgress: (percent: number) => void): Promise<Uploaded> =>
  new Promise((done, fail) => {
    const form = new FormData()
    if (source.trim()) form.append('source', source.trim())
    form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', uploadPath)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / total) * 100))
    request.onerror = () => fail(new Error('网络中断，没有留下任何内容。请检查网络后再传一次。'))
    request.onload = () => {
      const answer = Uploaded.safeParse(request.response)
      if (request.status === 200 && answer.success) return done(answer.data)
      const said = ErrorAnswer.safeParse(request.response)
      fail(new Error(said.success ? said.data.message : `服务器没有给出可读的答复（${request.status}）。请稍后再试。`))
    }
    request.send(form)
  })
