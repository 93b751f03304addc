import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { ErrorAnswer } from '../../../kernel/action.ts'
import { fileLimit, sizeText } from '../../../kernel/files/types.ts'
import { ApiError } from '../../../kit/client.ts'
import { uploadDocument, uploadPath } from '../contract.ts'

export type UploadInput = z.output<typeof uploadDocument.input>
export interface ToUpload {
  file: File
  input: UploadInput
}

/** How large it is, how large it may be, and what helps: a photo is made smaller, a scan is parted. */
const tooLarge = ({ size, type }: File): string =>
  type.startsWith('image/')
    ? `照片有 ${sizeText(size)}，不能超过 ${sizeText(fileLimit)}，没有上传。请把相机的照片大小调小一档再拍，或把照片裁剪后再选。`
    : `文件有 ${sizeText(size)}，不能超过 ${sizeText(fileLimit)}，没有上传。请压缩，或分成几份再传。`

const send = async ({ file, input }: ToUpload) => {
  // Said here already, so that nobody waits for twenty megabytes to be told.
  if (file.size > fileLimit) throw new ApiError('refused', tooLarge(file))
  const form = new FormData()
  // The fields go first: the server reads the file as a stream and must know before it what it is.
  for (const [name, value] of Object.entries(input)) if (value !== undefined) form.append(name, value)
  form.append('file', file)
  let response: Response
  try {
    response = await fetch(uploadPath, { method: 'POST', body: form })
  } catch {
    throw new ApiError('offline', '网络不通，文件没有传上去。请检查网络后再试。')
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return uploadDocument.output.parseAsync(body)
  const answer = ErrorAnswer.safeParse(body)
  throw answer.success ? new ApiError(answer.data.kind, answer.data.message, answer.data.code) : new ApiError('fault', `服务器没有给出可读的答复（${response.status}）。请稍后再试。`)
}

/** Sends a paper; sent twice it is still one, so a failed send may simply be repeated. */
export const useUpload = () => {
  const client = useQueryClient()
  return useMutation<z.output<typeof uploadDocument.output>, ApiError | Error, ToUpload>({ mutationFn: send, onSuccess: () => void client.invalidateQueries() })
}
