import { Suspense } from 'react'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { routeOf, Waiting } from '../Guard.tsx'
import { phonePages } from '../phone-pages.ts'
import { OtherApp } from '../shell/OtherApp.tsx'
import { PortalShell } from '../shell/PortalShell.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { phonePageAt } from './address.ts'

const routes = phonePages.filter(({ plain }) => plain).map(routeOf)

const Addresses = () => {
  const { pathname } = useLocation()
  if (!phonePageAt(pathname)) return <OtherApp pathname={pathname} />
  return (
    <Trouble address={pathname}>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route element={<PortalShell />}>{routes}</Route>
        </Routes>
      </Suspense>
    </Trouble>
  )
}

/** The portal as an app of its own, without React and the library of components; every other address is the desks' app's (router.tsx). */
export const PhoneHouse = () => (
  <BrowserRouter>
    <Addresses />
  </BrowserRouter>
)
