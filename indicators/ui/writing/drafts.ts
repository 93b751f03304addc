import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { ErrorAnswer } from '../../../kernel/action.ts'
import { ApiError } from '../../../kit/client.ts'

/** A draft is a file with a question: sent whole each time, kept nowhere. */
const send = async (path: string, file: File, question: object): Promise<Response> => {
  const form = new FormData()
  // Fields go before the file, so that the server has read them when the file comes.
  form.append('question', JSON.stringify(question))
  form.append('file', file)
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', body: form })
  } catch {
    throw new ApiError('offline', '网络不通，文稿还在您这里。请检查网络后再试。')
  }
  if (response.ok) return response
  const answer = ErrorAnswer.safeParse(await response.json().catch(() => undefined))
  throw answer.success ? new ApiError(answer.data.kind, answer.data.message, answer.data.code) : new ApiError('fault', `服务器没有给出可读的答复（${response.status}）。请稍后再试。`)
}

export const useDraftQuestion = <T extends z.ZodType>(path: string, answer: T) =>
  useMutation<z.output<T>, ApiError, { file: File; question: object }>({ mutationFn: async ({ file, question }) => answer.parseAsync(await (await send(path, file, question)).json()) })

/** Downloads what the server writes, under the name that it gives. */
export const useDraftFile = (path: string) =>
  useMutation<string, ApiError, { file: File; question: object }>({
    mutationFn: async ({ file, question }) => {
      const response = await send(path, file, question)
      const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'draft.docx')
      const address = URL.createObjectURL(await response.blob())
      const link = document.createElement('a')
      link.href = address
      link.download = name
      link.click()
      URL.revokeObjectURL(address)
      return name
    },
  })
