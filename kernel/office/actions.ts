import type { Declaration } from '../action.ts'
import { implementQuery, type Handler } from '../implement.ts'
import { permissionTable } from './contract.ts'
import { permissionsOf } from './permissions.ts'

/** `declarations`: every verb of the house, which only the house as a whole knows. */
export const officeHandlers = (declarations: () => readonly Declaration[]): readonly Handler[] => [implementQuery(permissionTable, async () => ({ permissions: permissionsOf(declarations()) }))]
