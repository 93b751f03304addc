import { Route, Routes } from 'react-router'
import { loaded, Lost, routeOf } from '../Guard.tsx'
import { pages } from '../pages.ts'

const StaffShell = loaded(
  async () => (await import('./StaffShell.tsx')).StaffShell,
  async () => (await import('./Desk.tsx')).Desk,
)
const staffRoutes = pages.filter(({ frame }) => frame === 'staff').map(routeOf)

/** Every address of the desks, with their table of pages: loaded when an address is none of the portal's. */
export const StaffRoutes = () => (
  <Routes>
    <Route element={<StaffShell />}>{staffRoutes}</Route>
    <Route path="*" element={<Lost />} />
  </Routes>
)
