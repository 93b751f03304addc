import { App, Empty, Select } from 'antd'
import { useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import { useAsk, useList } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { listPeople } from '../../registry/contract.ts'
import { myDocuments } from '../documents/contract.ts'
import { DocumentList } from '../documents/ui/DocumentList.tsx'
import { UploadBox } from '../documents/ui/UploadBox.tsx'

/** The window receives papers for somebody who stands before it; they are his from then on, and he sees who received them where. */
export const WindowPapersPage = () => {
  const [search, setSearch] = useState('')
  const [personId, setPersonId] = useState<Id<'person'>>()
  const people = useList(listPeople, search ? { search } : {}, 'number', 20)
  const options = (people.data?.pages.flatMap((page) => page.rows) ?? []).map(({ id, name, number }) => ({ value: id, label: `${name ?? '未登记姓名'}（${number}）` }))
  return (
    <Page title="代收材料" lead="为到窗口来的人当面上传材料。收下后归本人使用，申报时不用再交；本人看得见是哪个窗口、谁、哪天收的。">
      <section className="panel">
        <Select
          aria-label="为谁代收"
          placeholder="输入姓名、拼音或人才编号"
          showSearch={{ filterOption: false, onSearch: setSearch }}
          style={{ width: '100%', maxWidth: 420 }}
          loading={people.isFetching}
          value={personId ?? null}
          options={options}
          notFoundContent={people.isFetching ? '正在查找……' : '本辖区没有找到。可以换个写法，或先到“人才与单位”登记。'}
          onChange={(chosen: Id<'person'>) => setPersonId(chosen)}
        />
      </section>
      {personId ? <Received key={personId} personId={personId} /> : <Empty description="先选定为谁代收，再上传材料。" />}
    </Page>
  )
}

const Received = ({ personId }: { personId: Id<'person'> }) => {
  const { message } = App.useApp()
  const asked = useAsk(myDocuments, { personId })
  return (
    <>
      <section className="panel">
        <h2>上传</h2>
        <UploadBox input={{ personId }} onUploaded={() => void message.success('已代收')} />
      </section>
      <section className="panel">
        <h2>本窗口为其代收的</h2>
        <Answer of={asked}>{({ documents }) => (documents.length ? <DocumentList documents={documents} renderNote={({ usedIn }) => (usedIn ? `已用于 ${usedIn} 件办件` : '还没有用于办件')} /> : <Empty description="还没有代收过。上传后在这里核对。" />)}</Answer>
      </section>
    </>
  )
}
