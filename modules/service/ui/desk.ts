/** The pages of the desk travel together: one file for the browser to fetch, one line in what every visitor loads. */
export { AssignPage } from './AssignPage.tsx'
export { DayPage } from './DayPage.tsx'
export { PeoplePage } from './PeoplePage.tsx'
export { PromisesPage } from './PromisesPage.tsx'
export { RequestPage } from './RequestPage.tsx'
export { RequestsPage } from './RequestsPage.tsx'
export { ServedPage } from './ServedPage.tsx'
