import { Button, Space, Tag } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { choicesOf } from '../../ui/words.ts'
import { askPlatformAlerts, listPlatforms, platformAlerts, platformHands, platformKinds, platformLevels, platformStates, registerPlatform, type PlatformRow } from '../contract.ts'
import { platformTones } from './words.ts'

const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '名称、编号、依托单位' },
  { key: 'kind', label: '种类', kind: 'choice', choices: choicesOf(platformKinds) },
  { key: 'level', label: '层级', kind: 'choice', choices: choicesOf(platformLevels) },
  { key: 'state', label: '状态', kind: 'choice', choices: platformStates },
  { key: 'alert', label: '提醒', kind: 'choice', choices: platformAlerts },
] as const

/** All platforms of this desk's place, what needs a hand first. */
export const PlatformListPage = () => {
  const navigate = useNavigate()
  const role = useMe().data?.duty?.role
  const mayRegister = role !== undefined && platformHands.some((hand) => hand === role)
  return (
    <Page
      title="创新平台"
      lead="高新区、孵化器、众创空间、博士后站、企业技术中心、院士工作站、联合研究院等载体：认定、评估、升级、撤销都有文件。"
      extra={
        mayRegister ? (
          <Link to="/platforms/new">
            <Button type="primary">{registerPlatform.label}</Button>
          </Link>
        ) : null
      }
    >
      <Alerts />
      <ListPage
        list={listPlatforms}
        fields={fields}
        columns={[
          { title: '平台编号', dataIndex: 'number' },
          { title: '名称', dataIndex: 'name' },
          { title: '种类', dataIndex: 'kind' },
          { title: '层级', dataIndex: 'level' },
          { title: '认定机关', dataIndex: 'certifier' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '认定日期', dataIndex: 'validFrom', render: dateText },
          { title: '有效期止', dataIndex: 'validTo', render: (day: PlatformRow['validTo']) => (day ? dateText(day) : '长期') },
          { title: '最近评估', dataIndex: 'lastResult', render: (result: PlatformRow['lastResult']) => result ?? '未评估' },
          { title: '人才', dataIndex: 'people', className: 'number', render: (count: number) => countText(count) },
          { title: '状态', dataIndex: 'state', render: (state: PlatformRow['state']) => <StateTag state={state} words={platformStates} tones={platformTones} /> },
        ]}
        onOpen={({ id }) => void navigate(`/platforms/${id}`)}
        empty={mayRegister ? '没有符合条件的平台。点右上角“登记平台”，或换个条件试试。' : '没有符合条件的平台，换个条件试试。'}
      />
    </Page>
  )
}

/** What runs out, was not assessed or waits for a second hand; each opens its list. */
const Alerts = () => {
  const asked = useAsk(askPlatformAlerts, {})
  const [address, setAddress] = useSearchParams()
  const open = (asked.data ?? []).filter(({ count }) => count > 0)
  if (!open.length) return null
  return (
    <section className="panel" aria-label="提醒">
      <Space wrap>
        <span>需要处理：</span>
        {open.map(({ alert, count }) => (
          <Tag.CheckableTag key={alert} checked={address.get('alert') === alert} onChange={(checked) => setAddress(checked ? { alert } : {}, { replace: true })}>
            {platformAlerts[alert]} {countText(count)} 家
          </Tag.CheckableTag>
        ))}
      </Space>
    </section>
  )
}
