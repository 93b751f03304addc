/** The door of the registry for those who write into it by a procedure of their own. */
export { classesSince, findClassInForce, prolongClass, recordClass, replaceClass, revokeClass, type ClassInForce, type NewClass } from './classes.ts'
export { recordsOf } from './records.ts'
export { insertFact } from './store.ts'
