import { z } from 'zod'
import { declareAction } from '../../kernel/action.ts'
import { exchangers } from './hands.ts'

export { exchangers } from './hands.ts'

/** 交换: people whole, out to another house and in from one, in the profile named after GB/T 35397-2017. */

export const formats = { json: 'JSON', xml: 'XML' } as const
const format = z.enum(Object.keys(formats) as [keyof typeof formats])

export const exportExchange = declareAction({
  name: 'registry.exportExchange',
  label: '导出交换文件',
  shownOnce: true,
  may: exchangers,
  input: z.object({
    /** One person's number, or several, as people copy them out of a list. */
    numbers: z.array(z.string().trim().regex(/^[Pp]\d{1,12}$/, '人才编号写作 P0000012')).min(1, '至少一人').max(200, '页面上每次至多 200 人，更多的用命令行'),
    format,
    masked: z.boolean(),
    purpose: z.string().trim().min(4, '请用一句话写明用途').max(200),
  }),
  output: z.object({ fileName: z.string(), text: z.string(), people: z.number() }),
  refusals: { missing: '有的编号查不到，或不在您的辖区内' },
})

export const importExchange = declareAction({
  name: 'registry.importExchange',
  label: '导入交换文件',
  may: exchangers,
  input: z.object({ text: z.string().min(2, '文件是空的').max(900_000, '文件超过 900 KB，请用命令行导入'), trust: z.boolean() }),
  output: z.object({ people: z.number(), known: z.number(), records: z.number() }),
  refusals: { unreadable: '这个文件不能导入', taken: '文件里同一个证件号码出现了两次' },
})

