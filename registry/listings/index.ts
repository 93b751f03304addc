/** What another desk may do with lists of employers: put those of a decision of its own into an edition. */
export { insertListings } from './store.ts'
