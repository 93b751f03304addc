import type { Role } from '../../../kernel/org/roles.ts'

/** Where a law of the route matrix does not hold, and why. Whatever is not here must hold for everybody. */
interface Exception {
  law: 'a' | 'b' | 'c' | 'd' | 'e'
  route: RegExp
  /** Left out: for everybody. */
  roles?: readonly (Role | 'public')[]
  why: string
}

export const exceptions: readonly Exception[] = []

export const exceptionOf = (route: string, role: Role | 'public', law: Exception['law']): Exception | undefined =>
  exceptions.find((one) => one.law === law && one.route.test(route) && (one.roles?.includes(role) ?? true))
