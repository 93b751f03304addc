import { useNavigate } from 'react-router'
import { countText, dateText, momentText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listScenarios, type ScenarioRow } from '../what-if-contract.ts'

/** Scenarios that were kept: the question, the answer of that day, and who asked. */
export const ScenariosPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="测算方案" lead="保存下来的测算：当时的原文、当时的结果。可以按链接打开，导出 Word 和 Excel。">
      <ListPage
        list={listScenarios}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '方案、事项、编号' }]}
        columns={[
          { title: '方案编号', dataIndex: 'number' },
          { title: '方案', dataIndex: 'title' },
          { title: '事项', dataIndex: 'measureTitle' },
          { title: '申请日', dataIndex: 'onDate', render: dateText },
          { title: '测算对象', dataIndex: 'subjects', className: 'number', render: countText },
          { title: '比较几案', dataIndex: 'scenes', className: 'number' },
          { title: '测算', key: 'made', render: (_: unknown, row: ScenarioRow) => `${row.madeByName} ${momentText(row.madeAt)}` },
        ]}
        onOpen={(row) => void navigate(`/lab/scenarios/${row.id}`)}
        empty="还没有保存的方案。在政策实验室里打开一份草稿，调好之后按“保存方案”。"
      />
    </Page>
  )
}
