import { Descriptions } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { countText, dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { getEmployer, listStaff, verifications } from '../contract.ts'
import { FactTable } from './FactTable.tsx'
import { personColumns } from './person-columns.tsx'
import { verificationTones } from './words.ts'

const fields: readonly FilterField[] = [{ key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、拼音首字母、人才编号' }]

/** One employer: register entry, lists and platforms with their validity, and the people it has. */
export const EmployerPage = () => {
  const { employerId } = useParams() as { employerId: Id<'employer'> }
  const asked = useAsk(getEmployer, { employerId })
  return (
    <Answer of={asked}>
      {(employer) => (
        <Page
          title={employer.name}
          lead={
            <>
              {employer.number} <StateTag state={employer.verification} words={verifications} tones={verificationTones} />
            </>
          }
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '统一社会信用代码', children: employer.creditCode },
                { label: '类型', children: [employer.kind, employer.ownership].filter(Boolean).join('，') },
                { label: '规模', children: employer.size ?? '未知' },
                { label: '重点产业', children: employer.keyIndustry ?? '不属重点产业' },
                { label: '行业代码', children: employer.industryCode ?? '未知' },
                { label: '所在地', children: employer.placeName },
                { label: '成立日期', children: employer.foundedOn ? dateText(employer.foundedOn) : '未知' },
                { label: '职工人数', children: employer.staffCount === null ? '未知' : `${countText(employer.staffCount)} 人` },
                { label: '人才工作联系人', children: employer.contactName ? `${employer.contactName}${employer.phoneHint ? `，电话末四位 ${employer.phoneHint}` : ''}` : '未登记' },
                { label: '在库人才', children: `${countText(employer.talents)} 人` },
                { label: '累计引进', children: `${countText(employer.introducedTotal)} 人` },
                { label: '今年引进', children: `${countText(employer.introducedThisYear)} 人` },
              ]}
            />
          </section>
          <section className="panel">
            <h2>名录、平台与团队</h2>
            <FactTable facts={employer.facts} empty="没有入列的名录、平台或团队。" />
          </section>
          <StaffPanel employerId={employerId} />
        </Page>
      )}
    </Answer>
  )
}

/** The people of an employer; the employer's own clerk sees the same list. */
export const StaffPanel = ({ employerId }: { employerId: Id<'employer'> }) => {
  const navigate = useNavigate()
  const fixed = useMemo(() => ({ employerId }), [employerId])
  return (
    <section className="panel">
      <h2>人才名单</h2>
      <ListPage list={listStaff} fields={fields} fixed={fixed} columns={personColumns} onOpen={({ id }) => void navigate(`/people/${id}`)} empty="还没有登记在本单位的人才。可以批量导入名单。" />
    </section>
  )
}
