import { useQuery } from '@tanstack/react-query'
import { SecondFactorState } from '../kernel/auth/contract.ts'
import { post } from './client.ts'

/** Whether this account has a second factor and this session used it lately; the demo's code moves on, so it is asked again. */
export const useSecondFactor = (enabled = true) =>
  useQuery({ queryKey: ['secondFactor'], queryFn: async () => SecondFactorState.parse(await post('auth.secondFactor', {})), enabled, staleTime: 0, refetchInterval: 10_000 })
