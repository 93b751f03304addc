import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, type MenuProps } from 'antd'
import { Link, useNavigate } from 'react-router'
import { post } from '../../kit/client.ts'
import { useMe } from '../../kit/hooks.ts'
import { accountPath } from '../access/pages.ts'

/** Who I am and in which duty, with the other duties and the way out. */
export const DutySwitch = () => {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  if (!me.data) return null
  const { signedIn, name, duty, duties } = me.data
  if (!signedIn) return <Link to="/sign-in">登录</Link>
  // What one duty saw must not shine through under the next.
  const leave = async (to: string) => {
    client.clear()
    await navigate(to)
  }
  const take = async (dutyId: string) => {
    await post('auth.takeDuty', { dutyId })
    await leave('/')
  }
  const signOut = async () => {
    await post('auth.signOut', {})
    await leave('/sign-in')
  }
  const items: MenuProps['items'] = [
    ...duties.map(({ id, title, placeName }) => ({ key: id, label: placeName ? `${placeName} · ${title}` : title, disabled: id === duty?.id, onClick: () => void take(id) })),
    { type: 'divider' as const },
    { key: 'account', label: <Link to={duty ? accountPath(duty.role) : '/sign-in'}>账号与安全</Link> },
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text">
        {name}
        {duty ? ` · ${duty.title}` : ''}
      </Button>
    </Dropdown>
  )
}
