import type { TableColumnsType } from 'antd'
import { dateText } from '../../kit/format.ts'
import type { PersonRow } from '../contract.ts'

/** How a person stands in every list of people. */
export const personColumns: TableColumnsType<PersonRow> = [
  { title: '人才编号', dataIndex: 'number' },
  { title: '姓名', dataIndex: 'name' },
  { title: '性别', dataIndex: 'sex' },
  { title: '出生日期', dataIndex: 'birthDate', render: dateText },
  { title: '证件号码', dataIndex: 'documentHint', render: (hint: string) => (hint ? `…${hint}` : '') },
  { title: '所在地', dataIndex: 'placeName' },
  { title: '用人单位', dataIndex: 'employerName', render: (name: string) => name || '—' },
  { title: '学历', dataIndex: 'education', render: (text: string | null) => text ?? '未知' },
  { title: '职称', dataIndex: 'titleLevel' },
  { title: '技能等级', dataIndex: 'skillLevel' },
  { title: '人才类别', dataIndex: 'classLevel', render: (level: string | null) => (level ? `${level} 类` : '') },
  { title: '引进计划', dataIndex: 'programme' },
]
