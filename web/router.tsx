import { Component as ReactComponent, Suspense, type ComponentType, type ReactNode } from 'react'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { loaded, Notice, routeOf, Waiting } from './Guard.tsx'
import { phonePages } from './phone-pages.ts'
import { PortalShell } from './shell/PortalShell.tsx'

const desk = async (): Promise<ComponentType<{ children: ReactNode }>> => (await import('./shell/Desk.tsx')).Desk

const HomeAddress = loaded(async () => (await import('./shell/HomeAddress.tsx')).HomeAddress)
const StaffRoutes = loaded(async () => (await import('./shell/StaffRoutes.tsx')).StaffRoutes)
const SignInPage = loaded(async () => (await import('./shell/SignInPage.tsx')).SignInPage, desk)
const SecondStepPage = loaded(async () => (await import('./shell/SecondStepPage.tsx')).SecondStepPage, desk)
const CodePage = loaded(async () => (await import('./shell/CodePage.tsx')).CodePage, desk)

/** A fault of one page takes no other along: the next address begins anew. */
class Trouble extends ReactComponent<{ address: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  /** The frame stays mounted while addresses change; only what failed is forgotten. */
  override componentDidUpdate({ address }: { address: string }): void {
    if (this.state.failed && address !== this.props.address) this.setState({ failed: false })
  }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Notice title="页面出了故障，您的数据没有受影响">
        <p>请刷新页面再试；如仍不行，请告诉管理员。</p>
        <a href="/">回到首页</a>
      </Notice>
    )
  }
}

const portalRoutes = phonePages.map(routeOf)

const Addresses = () => {
  const { pathname } = useLocation()
  return (
    <Trouble address={pathname}>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route path="/" element={<HomeAddress />} />
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/sign-in/second" element={<SecondStepPage />} />
          <Route path="/sign-in/code" element={<CodePage />} />
          <Route element={<PortalShell />}>{portalRoutes}</Route>
          <Route path="*" element={<StaffRoutes />} />
        </Routes>
      </Suspense>
    </Trouble>
  )
}

/** Every address of the house. Routes alone, without the loaders and actions of a data router: they would cost a phone a seventh of its first load. */
export const House = () => (
  <BrowserRouter>
    <Addresses />
  </BrowserRouter>
)
