import { Button, DatePicker, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { choicesOf } from '../../ui/words.ts'
import { employerLists, endListing, listingHands, listingStates, listListings, type ListingRow, type ListingState } from '../contract.ts'
import { EnlistButton } from './EnlistButton.tsx'

const tones: Record<ListingState, Tone> = { inForce: 'good', ahead: 'waiting', ended: 'quiet' }
const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '单位名称、编号、信用代码' },
  { key: 'list', label: '名录', kind: 'choice', choices: choicesOf(employerLists) },
  { key: 'state', label: '状态', kind: 'choice', choices: listingStates },
  { key: 'edition', label: '版次', kind: 'search', placeholder: '版次，例如 2026' },
] as const

/** Published lists of employers, by edition. */
export const ListingsPage = () => {
  const role = useMe().data?.duty?.role
  const hand = listingHands.some((one) => one === role)
  return (
    <Page title="单位名录" lead="高新技术企业、专精特新、规上、重点企业等名录，按版次登记；政策条件按名录和有效期判断。" extra={hand ? <EnlistButton /> : null}>
      <ListPage
        list={listListings}
        fields={fields}
        columns={[
          { title: '名录', dataIndex: 'list' },
          { title: '版次', dataIndex: 'edition' },
          { title: '单位名称', key: 'name', render: (_, { employerId, employerName }) => <Link to={`/employers/${employerId}`}>{employerName}</Link> },
          { title: '统一社会信用代码', dataIndex: 'creditCode' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '公布机关', dataIndex: 'issuer' },
          { title: '有效期起', dataIndex: 'validFrom', render: dateText },
          { title: '有效期止', dataIndex: 'validTo', render: (day: ListingRow['validTo']) => (day ? dateText(day) : '长期') },
          { title: '状态', dataIndex: 'state', render: (state: ListingState) => <StateTag state={state} words={listingStates} tones={tones} /> },
          ...(hand ? [{ title: '办理', key: 'act', render: (_: unknown, row: ListingRow) => (row.state === 'ended' ? null : <EndButton row={row} />) }] : []),
        ]}
        empty={hand ? '没有符合条件的单位。点右上角“列入名录”，把公布名单里的信用代码粘贴进来。' : '没有符合条件的单位，换个条件试试。'}
      />
    </Page>
  )
}

const EndButton = ({ row }: { row: ListingRow }) => {
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState('')
  const [document, setDocument] = useState('')
  const ready = document.trim().length >= 4
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {endListing.label}
      </Button>
      <Modal
        open={open}
        title={`${row.employerName}：${endListing.label}`}
        onCancel={() => setOpen(false)}
        footer={
          isPlainDate(day) ? (
            <ActionButton action={endListing} input={{ listingId: row.id, lastDay: day, document }} danger can={ready} because="请写明文号" done={() => '已登记最后一天'} onDone={() => setOpen(false)} />
          ) : (
            <Button disabled>{endListing.label}</Button>
          )
        }
      >
        <Space orientation="vertical">
          <DatePicker aria-label="最后一天" placeholder="最后一天（含）" onChange={(_, text) => setDay(text ?? '')} />
          <Input aria-label="文号" placeholder="文号" maxLength={100} value={document} onChange={(event) => setDocument(event.target.value)} />
        </Space>
      </Modal>
    </>
  )
}
