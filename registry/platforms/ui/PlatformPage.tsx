import { Descriptions, Space } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { getPlatform, platformStates } from '../contract.ts'
import { EventPanel } from './EventPanel.tsx'
import { MemberPanel } from './MemberPanel.tsx'
import { ProposeButton } from './ProposeButton.tsx'
import { platformTones } from './words.ts'

/** One platform from its certificate to its end: who certified it, what became of it, who works there. */
export const PlatformPage = () => {
  const { platformId } = useParams() as { platformId: Id<'platform'> }
  const asked = useAsk(getPlatform, { platformId })
  return (
    <Answer of={asked}>
      {(platform) => (
        <Page
          title={platform.name}
          lead={
            <>
              {platform.number} <StateTag state={platform.state} words={platformStates} tones={platformTones} />
            </>
          }
          extra={platform.inCharge ? <Space wrap>{(['assessment', 'upgrade', 'renewal', 'withdrawal'] as const).map((kind) => <ProposeButton key={kind} kind={kind} platform={platform} />)}</Space> : null}
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '种类', children: platform.kind },
                { label: '层级', children: platform.level },
                { label: '所在地', children: platform.placeName },
                { label: '认定机关', children: platform.certifier },
                { label: '证书或文件号', children: platform.certificateNumber ?? '未登记' },
                { label: '依托单位', children: platform.employerId ? <Link to={`/employers/${platform.employerId}`}>{platform.employerName}</Link> : '无' },
                { label: '认定日期', children: dateText(platform.validFrom) },
                { label: '有效期止', children: platform.validTo ? dateText(platform.validTo) : '长期' },
                ...(platform.rectifyBy ? [{ label: '整改期限', children: dateText(platform.rectifyBy) }] : []),
                ...(platform.withdrawnOn ? [{ label: '撤销日期', children: dateText(platform.withdrawnOn) }] : []),
                { label: '来源', children: `${platform.source}，截至${dateText(platform.asOf)}` },
              ]}
            />
          </section>
          <EventPanel events={platform.events} inCharge={platform.inCharge} />
          <MemberPanel platform={platform} />
        </Page>
      )}
    </Answer>
  )
}
