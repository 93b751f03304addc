/** A wrong call: the sentence goes to stderr and the exit code is 2. */
export class UsageError extends Error {}

export interface Arguments {
  readonly positional: readonly string[]
  /** The last one given. */
  option(name: string): string | undefined
  /** Every one given, in order. */
  all(name: string): readonly string[]
  flag(name: string): boolean
}

/** `--name value`, `--name=value` and bare flags; a name that the command does not know is refused. */
export function readArguments(args: readonly string[], options: readonly string[], flags: readonly string[]): Arguments {
  const positional: string[] = []
  const values = new Map<string, string[]>()
  const set = new Set<string>()
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (!arg.startsWith('--') || arg === '--') {
      if (arg !== '--') positional.push(arg)
      continue
    }
    const [name = '', ...rest] = arg.slice(2).split('=')
    if (flags.includes(name)) set.add(name)
    else if (options.includes(name)) {
      const value = rest.length > 0 ? rest.join('=') : args[(i += 1)]
      if (value === undefined) throw new UsageError(`--${name} 后面缺一个值`)
      values.set(name, [...(values.get(name) ?? []), value])
    } else throw new UsageError(`没有“--${name}”这个选项；可以用 ${[...options, ...flags].map((known) => `--${known}`).join('、')}`)
  }
  return { positional, option: (name) => values.get(name)?.at(-1), all: (name) => values.get(name) ?? [], flag: (name) => set.has(name) }
}

/** Today in Asia/Shanghai. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
