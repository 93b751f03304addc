import type { Declaration } from '../action.ts'
import { reaches, reachOf, type Reach } from '../org/reach.ts'
import { roles, type Role } from '../org/roles.ts'

/** Role × verb × reach, read off the declarations themselves: there is no second list that could say something else. */

export const declarationKinds = { action: '办理', query: '查看', list: '名单' } as const

export interface Permission {
  verb: string
  label: string
  module: string
  kind: keyof typeof declarationKinds
  /** Open to who has not signed in. */
  open: boolean
  stepUp: boolean
  who: { role: Role; reach: Reach }[]
}

const everyRole = Object.keys(roles) as Role[]

/** A verb that refuses for want of the second factor asks for it; one that does not cannot say that it does. */
const asksStepUp = (declaration: Declaration): boolean => declaration.kind === 'action' && Object.hasOwn(declaration.refusals, 'secondFactorNeeded')

export const permissionsOf = (declarations: readonly Declaration[]): Permission[] =>
  declarations
    .map((declaration): Permission => {
      const { name, label, kind, may } = declaration
      const allowed = may === 'public' ? everyRole : everyRole.filter((role) => may.includes(role))
      return {
        verb: name,
        label,
        module: name.split('.')[0] ?? '',
        kind,
        open: may === 'public',
        stepUp: asksStepUp(declaration),
        who: allowed.map((role) => ({ role, reach: reachOf(declaration, role) })),
      }
    })
    .toSorted((one, other) => (one.verb < other.verb ? -1 : 1))

/** “人才办、领导（本辖区）；人才（本人）”: duties of one reach together. */
export const whoText = ({ who, open }: Permission): string => {
  if (open) return '任何人，无需登录'
  const groups = new Map<Reach, string[]>()
  for (const { role, reach } of who) groups.set(reach, [...(groups.get(reach) ?? []), roles[role]])
  return [...groups].map(([reach, names]) => `${names.join('、')}（${reaches[reach]}）`).join('；')
}

/** The table as a page of Markdown; docs/permissions.md is this text. */
export const permissionsPage = (permissions: readonly Permission[]): string => {
  const lines = permissions.map((permission) => `| ${permission.label} | \`${permission.verb}\` | ${declarationKinds[permission.kind]} | ${whoText(permission)} | ${permission.stepUp ? '要' : ''} |`)
  return [
    '# 谁能办什么，范围多大',
    '',
    '本页由 `npm run -s juying -- permissions --markdown` 从每个动作自己的声明生成，不能手改；`server/permissions.test.ts` 核对它是最新的。',
    `范围：${Object.entries(reaches).map(([, words]) => words).join('、')}。名单的导出与名单同权。`,
    '',
    '| 动作 | 接口 | 种类 | 谁（范围） | 再次验证身份 |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}
