import './writing.css'
import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { Page } from '../../../kit/Page.tsx'
import { BriefTab } from './BriefTab.tsx'
import { CheckTab } from './CheckTab.tsx'
import { FillTab } from './FillTab.tsx'
import { MemoryTab } from './MemoryTab.tsx'
import { ReplyTab } from './ReplyTab.tsx'

/** 写材料: fill a draft, check a report, write the monthly brief, see what was remembered. */
export const WritingPage = () => {
  const [address, setAddress] = useSearchParams()
  return (
    <Page title="写材料" lead="文稿里的空由记录填写，每个数都有出处；没有把握的留着请您定，查不到的不填。文稿不保存在系统里。">
      <Tabs
        activeKey={address.get('tab') ?? 'fill'}
        onChange={(tab) => setAddress({ tab })}
        items={[
          { key: 'fill', label: '填写文稿', children: <FillTab /> },
          { key: 'check', label: '核对报告', children: <CheckTab /> },
          { key: 'brief', label: '简报', children: <BriefTab /> },
          { key: 'reply', label: '问数', children: <ReplyTab /> },
          { key: 'memory', label: '记住的对应', children: <MemoryTab /> },
        ]}
      />
    </Page>
  )
}
