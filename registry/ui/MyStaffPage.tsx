import { Button } from 'antd'
import { Link } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { useMe } from '../../kit/hooks.ts'
import { Page } from '../../kit/Page.tsx'
import { StaffPanel } from './EmployerPage.tsx'

/** The employer's own people. */
export const MyStaffPage = () => {
  const me = useMe()
  const employerId = me.data?.employerId as Id<'employer'> | null | undefined
  return (
    <Page
      title="本单位人才"
      lead="名单由单位维护；学历、社保等事实由主管部门核验。"
      extra={
        <Link to="/imports">
          <Button type="primary">批量导入</Button>
        </Link>
      }
    >
      {employerId ? <StaffPanel employerId={employerId} /> : null}
    </Page>
  )
}
