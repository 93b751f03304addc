/**
 * The tags that say which clause of a standard a test holds: a line `// clause: GB/T 22239 8.1.4.1 a; ASVS 6.2.1` directly above a `test(` or `describe(`, or above
 * the `export const run…: Harness` of a harness that `npm test` runs. Read by a strict expression; whatever looks like a tag and stands on nothing is a fault.
 */
export interface Tag {
  clause: string
  file: string
  /** The sentence of the test, below that of its group; or `harness rows`. */
  test: string
}

export interface TagsOfFile {
  tags: Tag[]
  faults: string[]
}

const tagLine = /^\s*\/\/ clause: (\S.*)$/
const opening = /^(\s*)(test|it|describe)(?:\.(each|for)\b.*|\.(\w+)\b.*)?\(/
const harnessLine = /^export const run(\w+): Harness\b/
const title = /^\s*(?:test|it|describe)[^'"`]*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/
/** The sentence of `test.each([` and `test.for(` stands where its table ends. */
const endOfTable = /^\s*\](?:\s*as const)?\)\('((?:[^'\\]|\\.)*)'/
const idle = /\b(?:test|it|describe)\.(?:skip|todo|only|skipIf|runIf|fails)\b/

const blank = (comment: string): string => comment.replaceAll(/[^\n]/g, ' ')

/** The tags of one file. `harnesses`: those that `npm test` runs. */
export const tagsIn = (file: string, text: string, harnesses: ReadonlySet<string>): TagsOfFile => {
  const lines = text.replaceAll(/^[ \t]*\/\*[\s\S]*?\*\//gm, blank).split('\n')
  const tags: Tag[] = []
  const faults: string[] = []
  if (/^\s*\/\/ clause: /m.test(text) && lines.some((line) => idle.test(line))) faults.push(`${file}：有条款标签的文件里有跳过、待写或单独执行的测试`)
  const groups: { indent: number; name: string }[] = []
  for (const [at, line] of lines.entries()) {
    const opened = opening.exec(line)
    const indent = opened?.[1]?.length ?? 0
    if (opened) while ((groups.at(-1)?.indent ?? -1) >= indent) groups.pop()
    const named = tagLine.exec(line)
    if (!named && /\bclause:\s*(?:GB\/T|PIPL|ASVS)/.test(line)) faults.push(`${file}:${at + 1}：标签的写法是单独一行“// clause: …”`)
    if (named) {
      const below = lines.slice(at + 1).findIndex((next) => !tagLine.test(next))
      const [what] = below === -1 ? [undefined] : nameOf(lines.slice(at + 1 + below), harnesses, groups.map(({ name }) => name))
      if (what === undefined) faults.push(`${file}:${at + 1}：标签下面不是会执行的测试`)
      else for (const clause of (named[1] ?? '').split(';')) tags.push({ clause: clause.trim(), file, test: what })
    }
    if (opened?.[2] === 'describe') groups.push({ indent, name: title.exec(line)?.[1] ?? '' })
  }
  return { tags, faults }
}

const nameOf = (lines: readonly string[], harnesses: ReadonlySet<string>, groups: readonly string[]): [string] | [undefined] => {
  const [first = ''] = lines
  const harness = harnessLine.exec(first)?.[1]?.toLowerCase()
  if (harness !== undefined) return harnesses.has(harness) ? [`harness ${harness}`] : [undefined]
  const opened = opening.exec(first)
  if (!opened || opened[4] !== undefined) return [undefined]
  const table = opened[3] !== undefined && !/\)\('/.test(first) ? lines.map((line) => endOfTable.exec(line)?.[1]).find((name) => name !== undefined) : /\)\('((?:[^'\\]|\\.)*)'/.exec(opened[3] === undefined ? '' : first)?.[1]
  const own = table ?? title.exec(first)?.slice(1).find((name) => name !== undefined)
  // A group whose sentence the tag stands above carries its own name alone.
  const indent = opened[1]?.length ?? 0
  return own === undefined ? [undefined] : [[...(indent === 0 ? [] : groups), own].filter(Boolean).join(' › ')]
}
