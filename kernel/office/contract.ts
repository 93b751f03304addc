import { z } from 'zod'
import { declareQuery } from '../action.ts'
import { reaches, type Reach } from '../org/reach.ts'
import { roles, type Role } from '../org/roles.ts'
import { declarationKinds } from './permissions.ts'

/** 职责与权限：who may do what, and who holds which duty. */

const roleOf = z.enum(Object.keys(roles) as [Role])

export const permissionTable = declareQuery({
  name: 'office.permissions',
  label: '权限一览',
  may: ['securityOfficer', 'auditOfficer'],
  input: z.object({}),
  output: z.object({
    permissions: z.array(
      z.object({
        verb: z.string(),
        label: z.string(),
        module: z.string(),
        kind: z.enum(Object.keys(declarationKinds) as [keyof typeof declarationKinds]),
        open: z.boolean(),
        stepUp: z.boolean(),
        who: z.array(z.object({ role: roleOf, reach: z.enum(Object.keys(reaches) as [Reach]) })),
      }),
    ),
  }),
})
