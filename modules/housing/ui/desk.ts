/** The pages of the desk travel together: one file for the browser to fetch, one line in what every visitor loads. */
export { ApplicationPage } from './ApplicationPage.tsx'
export { BuildingsPage } from './BuildingsPage.tsx'
export { DrawsPage } from './DrawsPage.tsx'
export { RulesPage } from './RulesPage.tsx'
export { TenanciesPage } from './TenanciesPage.tsx'
export { TenancyPage } from './TenancyPage.tsx'
export { BuildingPage, UnitsPage } from './UnitsPage.tsx'
export { WaitingPage } from './WaitingPage.tsx'
