import type { ComponentType } from 'react'
import type { Role } from '../kernel/org/roles.ts'

/** A page of the house: where it is, who finds it in the menu, and its code, loaded when it is opened. */
export interface PageEntry {
  path: string
  load: () => Promise<ComponentType>
  /** Menu group and word; a page without is reached from another page. */
  menu?: { group: MenuGroup; label: string }
  /** Who may open it; the server decides again at each question. */
  roles: readonly Role[] | 'public'
  /** Phone pages stand in the portal's frame. */
  frame: 'staff' | 'portal'
  /** Built without the library of components, so that it opens on a slow network in the portal's own app (web/phone): portal pages alone. */
  plain?: true
  /** What a phone needs before it can show this page, sent along with it: the page's own file, from the root, and its first questions. */
  first?: { module: string; asks: readonly FirstQuestion[] }
}

/** A question by its route, and its body as the page sends it; `':caseId'` stands for that part of the address. */
export interface FirstQuestion {
  name: string
  body: Readonly<Record<string, unknown>>
}

/** The body of a list that is asked without filters, as `useList` sends it. */
export const wholeList: FirstQuestion['body'] = { filters: {}, limit: 50 }

/** Staff navigation by work, not by tables. */
export const menuGroups = { today: '今日', policy: '政策', cases: '办件', fund: '资金', registry: '人才与单位', programmes: '工程与评审', services: '服务', figures: '指标与文稿', system: '系统' } as const
export type MenuGroup = keyof typeof menuGroups
