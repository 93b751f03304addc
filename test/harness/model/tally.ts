/** How often each answer was given and each transition was gone. */
export class Tally {
  commands = 0
  private readonly answers = new Map<string, number>()
  private readonly moves = new Map<string, number>()

  answered(verb: string, what: string): void {
    const key = `${verb} ${what}`
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1)
  }

  moved(kind: string, from: string, to: string): void {
    const key = `${kind} ${from}→${to}`
    this.moves.set(key, (this.moves.get(key) ?? 0) + 1)
  }

  get transitions(): Record<string, number> {
    return Object.fromEntries([...this.moves].toSorted())
  }

  /** Everything that was answered with a no, by verb and reason. */
  get guards(): Record<string, number> {
    return Object.fromEntries([...this.answers].filter(([key]) => !key.endsWith(' done')).toSorted())
  }

  get done(): Record<string, number> {
    return Object.fromEntries([...this.answers].filter(([key]) => key.endsWith(' done')).map(([key, count]): [string, number] => [key.slice(0, -5), count]).toSorted())
  }
}
