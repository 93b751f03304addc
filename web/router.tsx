import { Suspense, type ComponentType, type ReactNode } from 'react'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { loaded, routeOf, Waiting } from './Guard.tsx'
import { phonePageAt } from './phone/address.ts'
import { phonePages } from './phone-pages.ts'
import { OtherApp } from './shell/OtherApp.tsx'
import { PortalShell } from './shell/PortalShell.tsx'
import { Trouble } from './shell/Trouble.tsx'

const desk = async (): Promise<ComponentType<{ children: ReactNode }>> => (await import('./shell/Desk.tsx')).Desk

const HomeAddress = loaded(async () => (await import('./shell/HomeAddress.tsx')).HomeAddress)
const StaffRoutes = loaded(async () => (await import('./shell/StaffRoutes.tsx')).StaffRoutes)
const SignInPage = loaded(async () => (await import('./shell/SignInPage.tsx')).SignInPage, desk)
const SecondStepPage = loaded(async () => (await import('./shell/SecondStepPage.tsx')).SecondStepPage, desk)
const CodePage = loaded(async () => (await import('./shell/CodePage.tsx')).CodePage, desk)

/** Pages of the portal that still need the library of components. */
const portalRoutes = phonePages.filter(({ plain }) => !plain).map(routeOf)

const Addresses = () => {
  const { pathname } = useLocation()
  if (phonePageAt(pathname)) return <OtherApp pathname={pathname} />
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

/** Every address of the desks' app. Routes alone, without the loaders and actions of a data router: they would cost a seventh of the first load. */
export const House = () => (
  <BrowserRouter>
    <Addresses />
  </BrowserRouter>
)
