import { Input, Select, Space, Table } from 'antd'
import { useMemo, useState } from 'react'
import { permissionTable } from '../../kernel/office/contract.ts'
import { declarationKinds, whoText } from '../../kernel/office/permissions.ts'
import { reaches } from '../../kernel/org/reach.ts'
import { roles, type Role } from '../../kernel/org/roles.ts'
import { useAsk } from '../../kit/hooks.ts'
import { reachableTable } from '../../kit/reachable-table.tsx'
import { Answer, Page } from '../../kit/Page.tsx'

const roleChoices = Object.entries(roles).map(([value, label]) => ({ value, label }))

/** Who may do what and how far; with one duty chosen, what that duty may do. */
export const PermissionsPage = () => {
  const asked = useAsk(permissionTable, {})
  const [role, setRole] = useState<Role | null>(null)
  const [search, setSearch] = useState('')
  const shown = useMemo(
    () => (asked.data?.permissions ?? []).filter(({ label, verb, who }) => (!role || who.some((one) => one.role === role)) && `${label} ${verb}`.includes(search.trim())),
    [asked.data, role, search],
  )
  return (
    <Page title="权限一览" lead="从每个动作自己的声明生成：谁能办、范围多大、是否要再次验证身份。改不了，也不会与系统实际不一致。">
      <Answer of={asked}>
        {() => (
          <>
            <Space wrap style={{ marginBottom: 16 }}>
              <Select<Role> aria-label="职责" allowClear placeholder="全部职责" style={{ width: 200 }} options={roleChoices} value={role} onChange={(chosen: Role | undefined) => setRole(chosen ?? null)} />
              <Input.Search aria-label="动作" allowClear placeholder="动作名称" style={{ width: 240 }} value={search} onChange={({ target }) => setSearch(target.value)} />
            </Space>
            <Table
              components={reachableTable}
              rowKey="verb"
              size="middle"
              dataSource={shown}
              scroll={{ x: 'max-content' }}
              pagination={{ pageSize: 50, showSizeChanger: false, showTotal: (total) => `共 ${total} 项` }}
              locale={{ emptyText: '没有符合条件的动作，请换一个职责或名称' }}
              columns={[
                { title: '动作', dataIndex: 'label' },
                { title: '接口', dataIndex: 'verb' },
                { title: '种类', dataIndex: 'kind', render: (kind: keyof typeof declarationKinds) => declarationKinds[kind] },
                {
                  title: role ? '范围' : '谁（范围）',
                  key: 'who',
                  render: (_, permission) => {
                    const reach = permission.who.find((one) => one.role === role)?.reach
                    return reach ? reaches[reach] : whoText(permission)
                  },
                },
                { title: '再次验证身份', dataIndex: 'stepUp', render: (stepUp: boolean) => (stepUp ? '要' : '') },
              ]}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}
