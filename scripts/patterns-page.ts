import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * docs/patterns.md out of policies/patterns: one entry a structure, with the lines of the file that show it. The first line of a
 * file is `# code｜keys to show｜what it says`. `node scripts/patterns-page.ts` writes the page; a test holds it equal.
 */
const order = 'EBSCAFPKT'
const families: Readonly<Record<string, string>> = { E: '谁符合', B: '给什么、给多少', S: '怎么发', C: '与别的怎么合', A: '怎么分名额、什么时候报', F: '谁出钱', P: '怎么办', K: '怎么追回', T: '什么时候有效' }

const rank = (code: string): number => order.indexOf(code.charAt(0)) * 100 + Number(code.slice(1))

const section = (text: string, key: string): string => {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`${key}:`))
  if (start < 0) throw new Error(`no “${key}” to show`)
  const after = lines.slice(start + 1).findIndex((line) => /^[a-zA-Z]/.test(line))
  return lines.slice(start, after < 0 ? undefined : start + 1 + after).join('\n')
}

export const patternsPage = (folder: string): string => {
  const patterns = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'vocabulary.yaml').map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const head = /^# (\w+)｜([^｜]+)｜(.+)$/m.exec(text)
    const [code, keys, says] = [head?.[1], head?.[2], head?.[3]]
    if (code === undefined || keys === undefined || says === undefined) throw new Error(`${file} does not say which structure it shows`)
    return { file, code, says, excerpt: keys.split(',').map((key) => section(text, key)).join('\n') }
  })
  const sorted = patterns.toSorted((a, b) => rank(a.code) - rank(b.code) || (a.file < b.file ? -1 : 1))
  const parts = sorted.map(({ file, code, says, excerpt }, i) => {
    const family = sorted[i - 1]?.code.charAt(0) === code.charAt(0) ? '' : `## ${families[code.charAt(0)] ?? ''}\n\n`
    return `${family}**${code}** ${says} · [${file}](../policies/patterns/${file})\n\n\`\`\`yaml\n${excerpt}\n\`\`\`\n`
  })
  return `# 条款的结构，一种一例\n\n真实条款里数出来的每一种结构，怎么写成事项。每个文件的例子就是它的测试：\`npx vitest run policies/patterns\`。本页由 \`node scripts/patterns-page.ts\` 生成。\n\n${parts.join('\n')}`
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  writeFileSync(join(root, 'docs/patterns.md'), patternsPage(join(root, 'policies/patterns')))
}
