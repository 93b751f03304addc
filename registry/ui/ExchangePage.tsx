import { App, Button, Checkbox, Input, Radio, Space, Upload } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { exportExchange, formats, importExchange } from '../exchange/contract.ts'

/** People whole, out and in. */
export const ExchangePage = () => (
  <Page title="人才数据交换" lead="按 GB/T 35397-2017 的数据元素组织的交换文件，一人一份完整记录。">
    <ExportPanel />
    <ImportPanel />
  </Page>
)

const numbersOf = (text: string): string[] => [...new Set(text.split(/[\s,，、;；]+/).filter((number) => number !== ''))]

const ExportPanel = () => {
  const [address] = useSearchParams()
  const [text, setText] = useState(address.get('person') ?? '')
  const [format, setFormat] = useState<keyof typeof formats>('xml')
  const [masked, setMasked] = useState(true)
  const [purpose, setPurpose] = useState('')
  const numbers = numbersOf(text)
  const wrong = numbers.find((number) => !/^[Pp]\d{1,12}$/.test(number))
  const because = numbers.length === 0 ? '请填人才编号' : wrong ? `“${wrong}”不是人才编号` : '请用一句话写明用途'
  return (
    <section className="panel">
      <h2>导出</h2>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Input.TextArea aria-label="人才编号" rows={3} placeholder="人才编号，一人或多人，例如 P0000012、P0000034；可从人才名单复制" value={text} onChange={(event) => setText(event.target.value)} />
        <Space wrap>
          <Radio.Group aria-label="格式" value={format} onChange={(event) => setFormat(event.target.value === 'json' ? 'json' : 'xml')} options={Object.entries(formats).map(([value, label]) => ({ value, label }))} />
          <Checkbox checked={masked} onChange={(event) => setMasked(event.target.checked)}>
            证件号码和电话只含末四位（只供查阅，不能导入别处）
          </Checkbox>
        </Space>
        <Input aria-label="用途" maxLength={200} placeholder="用途，例如 与省人才库交换；谁为什么导出会记入审计" value={purpose} onChange={(event) => setPurpose(event.target.value)} />
        <ActionButton action={exportExchange} input={{ numbers, format, masked, purpose }} type="primary" can={numbers.length > 0 && !wrong && purpose.trim().length >= 4} because={because} done={({ people }) => `已导出 ${countText(people)} 人，本次导出已记入审计`} onDone={({ fileName, text: file }) => save(fileName, file)} />
      </Space>
    </section>
  )
}

const save = (fileName: string, text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}

const ImportPanel = () => {
  const { message } = App.useApp()
  const [file, setFile] = useState<{ name: string; text: string }>()
  const [trust, setTrust] = useState(false)
  const take = async (picked: File) => {
    if (picked.size > 900_000) return message.error('文件超过 900 KB，请用命令行 juying exchange import 导入')
    return setFile({ name: picked.name, text: await picked.text() })
  }
  return (
    <section className="panel">
      <h2>导入</h2>
      <Space orientation="vertical">
        <Space>
          <Upload accept=".json,.xml" showUploadList={false} beforeUpload={(picked) => (void take(picked), false)}>
            <Button>选择文件</Button>
          </Upload>
          {file ? file.name : '还没有选择文件'}
        </Space>
        <Checkbox checked={trust} onChange={(event) => setTrust(event.target.checked)}>
          发出方已核验的，在本市也按已核验（不勾选时全部记为申报）
        </Checkbox>
        <ActionButton action={importExchange} input={{ text: file?.text ?? '', trust }} type="primary" can={file !== undefined} because="请先选择文件" done={({ people, known, records }) => `导入 ${countText(people)} 人、${countText(records)} 条记录；库中已有 ${countText(known)} 人，没有改动`} onDone={() => setFile(undefined)} />
      </Space>
    </section>
  )
}
