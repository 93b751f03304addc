import { roles, type Role } from '../../kernel/org/roles.ts'

/** Who reads it besides the person himself, in words. */
export const seenText = (seenBy: readonly Role[]): string => (seenBy.length ? seenBy.map((role) => roles[role]).join('、') : '只供系统计算')
