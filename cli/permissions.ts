import { declarationKinds, permissionsOf, permissionsPage, whoText } from '../kernel/office/permissions.ts'
import { isRole } from '../kernel/org/reach.ts'
import { handlers } from '../server/modules.ts'
import { readArguments, UsageError } from './arguments.ts'

/** `juying permissions [--role 角色] [--markdown|--json]`: who may do what and how far. Needs no house. */
export const permissionsCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['role'], ['markdown', 'json'])
  const role = option('role')
  if (positional.length || (role !== undefined && !isRole(role))) throw new UsageError('用法：juying permissions [--role reviewer] [--markdown|--json]')
  const all = permissionsOf(handlers.map(({ declaration }) => declaration))
  const permissions = role === undefined ? all : all.filter(({ who }) => who.some((one) => one.role === role))
  if (flag('json')) process.stdout.write(permissions.map((permission) => `${JSON.stringify(permission)}\n`).join(''))
  else if (flag('markdown')) process.stdout.write(permissionsPage(permissions))
  else process.stdout.write(permissions.map((permission) => `${permission.verb}\t${permission.label}\t${declarationKinds[permission.kind]}\t${whoText(permission)}${permission.stepUp ? '\t再次验证' : ''}\n`).join(''))
  return 0
}
