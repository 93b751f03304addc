import { fen, type Fen } from '../../kernel/types.ts'

/** Yuan as people type it (1,200.50 or 1200) to fen; undefined for anything else, never rounded. */
export const fenOfYuan = (text: string): Fen | undefined => {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, ''))
  return match ? fen(BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))) : undefined
}
