/** What is drawn late in a run leans towards the ways that nobody has gone yet; what is right or wrong of it stays the model's to say. */

/** Something that somebody does; `leads`: how the ways begin on which it may take whatever it is done to. */
export interface Act {
  (): Promise<void>
  leads?: readonly string[]
}
export const leading = (act: () => Promise<void>, ...leads: readonly string[]): Act => Object.assign(() => act(), { leads })

export class Aim {
  private ways: readonly string[] = []

  /** From now on these are sought; none: whatever comes. */
  seek(ways: readonly string[]): void {
    this.ways = ways
  }

  /** Whether somebody seeks a way that starts like this. */
  wants(start: string): boolean {
    return this.ways.some((way) => way.startsWith(start))
  }

  /** Half of the time one of those that lead where nobody has been, if there are such. */
  among(acts: readonly Act[], { act, edge }: { act: number; edge: number }): Act | undefined {
    const sought = this.ways.length && edge % 2 === 0 ? acts.filter(({ leads }) => leads?.some((start) => this.wants(start))) : []
    const list = sought.length ? sought : acts
    return list[act % Math.max(1, list.length)]
  }
}
