import { ConfigProvider } from 'antd'
import { Bell } from '../../modules/messages/ui/Bell.tsx'
import { theme } from '../theme.ts'
import { DutySwitch } from './DutySwitch.tsx'

/** Who I am and what I was told, in the head of the portal: loaded once somebody is signed in. */
export const PortalDuty = () => (
  <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
    <Bell />
    <DutySwitch />
  </ConfigProvider>
)
