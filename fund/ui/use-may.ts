import type { ActionDeclaration } from '../../kernel/action.ts'
import { useMe } from '../../kit/hooks.ts'

/** Whether the duty taken up may use this verb; the server decides again. */
export const useMay = (action: Pick<ActionDeclaration, 'may'>): boolean => {
  const role = useMe().data?.duty?.role
  return action.may === 'public' || (role !== undefined && action.may.includes(role))
}
