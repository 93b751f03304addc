import type { z } from 'zod'

/** What a declaration says against an input, by the path of each field (`entry.number`), the first word of each. */
export const wrongFields = (error: z.ZodError | undefined): Readonly<Record<string, string>> => {
  const wrong: Record<string, string> = {}
  for (const { path, message } of error?.issues ?? []) wrong[path.map(String).join('.')] ??= message
  return wrong
}
