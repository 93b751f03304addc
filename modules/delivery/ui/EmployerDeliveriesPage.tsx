import { Empty } from 'antd'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { listMyDeliveries } from '../contract.ts'
import { DeliveryCards } from './DeliveryCards.tsx'

/** What the employer is due without applying. */
export const EmployerDeliveriesPage = () => (
  <Page title="免申即享" lead="本单位和本单位团队符合条件的待遇，系统比对好了，确认就办。员工个人的由员工本人在手机上确认。">
    <Answer of={useAsk(listMyDeliveries, {})}>{({ deliveries }) => (deliveries.length ? <DeliveryCards base="/deliveries" whole /> : <Empty description="目前没有等待本单位确认的待遇。符合条件时会在这里和消息里告诉您。" />)}</Answer>
  </Page>
)
