import { ConfigProvider } from 'antd'
import { theme } from '../theme.ts'
import { DutySwitch } from './DutySwitch.tsx'

/** Who I am, in the head of the portal: loaded once somebody is signed in. */
export const PortalDuty = () => (
  <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
    <DutySwitch />
  </ConfigProvider>
)
