import { z } from 'zod'
import { declareQuery } from '../../kernel/action.ts'

/** 我的数据: everything that the house keeps about who asks, in the database's own words (第四十五条 查阅、复制). */
export const myData = declareQuery({
  name: 'office.myData',
  label: '我的数据',
  may: ['talent'],
  input: z.object({}),
  output: z.object({
    sections: z.array(
      z.object({
        table: z.string(),
        words: z.string(),
        ground: z.string(),
        keep: z.string(),
        seenBy: z.string(),
        rows: z.array(z.array(z.object({ words: z.string(), value: z.string() }))),
      }),
    ),
  }),
})

/** 个人信息处理登记: records of processing and the impact assessment, read off the register and the database's own words. */
export const personalDataRegister = declareQuery({
  name: 'office.personalData',
  label: '个人信息处理登记',
  may: ['talentOffice', 'securityOfficer', 'auditOfficer'],
  reach: 'all',
  input: z.object({}),
  output: z.object({
    tables: z.array(
      z.object({
        table: z.string(),
        words: z.string(),
        ground: z.string(),
        years: z.number(),
        from: z.string(),
        law: z.string(),
        seenBy: z.string(),
        sensitive: z.string().nullable(),
        columns: z.array(z.object({ name: z.string(), words: z.string(), sealed: z.boolean() })),
      }),
    ),
  }),
})
