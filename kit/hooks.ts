import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActionDeclaration, ListDeclaration, QueryDeclaration } from '../kernel/action.ts'
import { Me } from '../kernel/auth/contract.ts'
import { act, ask, fetchList, post, type ApiError } from './client.ts'
import { keepKey, keptKey } from './kept-key.ts'

/** Who I am; every page may ask, one request answers all. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: async () => Me.parse(await post('auth.me', {})), staleTime: 60_000 })

/** Whether whoever is there may use the verb in the duty that he has taken up; an employer's viewer may nothing but look. */
export const useMay = (action: ActionDeclaration): boolean => {
  const duty = useMe().data?.duty
  if (action.may === 'public') return true
  return duty !== null && duty !== undefined && action.may.includes(duty.role) && (duty.grade !== 'viewer' || action.viewerToo === true)
}

export const useAsk = <I extends z.ZodType, O extends z.ZodType>(query: QueryDeclaration<I, O>, input: z.output<I>, { keep = false, ...options }: { enabled?: boolean; refetchInterval?: number; /** What was answered before stands until the next answer. */ keep?: boolean } = {}) =>
  useQuery<z.output<O>, ApiError>({ queryKey: [query.name, input], queryFn: () => ask(query, input), ...(keep ? { placeholderData: keepPreviousData } : {}), ...options })

export const useList = <F extends z.ZodObject, T extends z.ZodObject>(list: ListDeclaration<F, T>, filters: z.output<F>, sort?: string, limit = 50) =>
  useInfiniteQuery({
    queryKey: [list.name, filters, sort, limit],
    queryFn: ({ pageParam }) => fetchList(list, filters, { ...(sort ? { sort } : {}), ...(pageParam ? { after: pageParam } : {}), limit }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

/**
 * A verb as a mutation. One key belongs to one intent: it stays the same while the user repeats a failed send and changes once it was answered.
 * After it everything on the page is asked again: what a verb moved is the server's to know. `intent` names what is sent, so that its key outlives
 * the page: whoever loses the network, reloads and sends again repeats the same intent, and nothing is done twice.
 */
export const useAct = <I extends z.ZodType, O extends z.ZodType, R extends string>(action: ActionDeclaration<I, O, R>, { intent }: { intent?: string } = {}) => {
  const client = useQueryClient()
  const [key, setKey] = useState<string>(() => keptKey(intent) ?? crypto.randomUUID())
  const answered = () => {
    keepKey(intent, undefined)
    setKey(crypto.randomUUID())
  }
  return useMutation<z.output<O>, ApiError, z.output<I>>({
    mutationFn: (input) => {
      keepKey(intent, key)
      return act(action, input, key)
    },
    onSuccess: () => {
      answered()
      // Not awaited: what is asked again may take the button away, and with it the sentence and the next page that follow the verb.
      void client.invalidateQueries()
    },
    onError: (error) => {
      // Not answered: the next press repeats the same intent. Answered with a no: the next press is a new one.
      if (error.kind !== 'offline' && error.kind !== 'fault') answered()
    },
  })
}
