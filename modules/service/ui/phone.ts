/** The pages of the phone travel together. */
export { MyRequestPage } from './MyRequestPage.tsx'
export { MyServicePage } from './MyServicePage.tsx'
