import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { ProofDialog } from '../../kit/ProofDialog.tsx'
import { phoneTheme, theme } from '../theme.ts'

/**
 * Whoever asked his device for less motion gets none. The library is told so: shortening its animations by a style sheet would leave its
 * menus outside of the window, because it waits for the end of an animation that was over before it listened.
 */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches
const houseTheme = { ...theme, token: { ...theme.token, motion } }

/** The library of components for the pages that are built of it; the public's pages do without and never load it. */
export const Desk = ({ children }: { children: ReactNode }) => (
  <ConfigProvider locale={zhCN} theme={houseTheme} button={{ autoInsertSpace: false }}>
    <App>
      {children}
      <ProofDialog />
    </App>
  </ConfigProvider>
)

/** The same on a phone: larger letters and targets than at a desk. */
export const PhoneDesk = ({ children }: { children: ReactNode }) => (
  <Desk>
    <ConfigProvider theme={phoneTheme}>{children}</ConfigProvider>
  </Desk>
)
