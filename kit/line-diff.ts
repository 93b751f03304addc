/** One line of a comparison: on both sides, only in the old, only in the new. */
export interface DiffLine {
  kind: 'same' | 'old' | 'new'
  text: string
}

/**
 * Lines of two texts beside one another, by their longest common subsequence. What is equal at both ends is set aside first: of a text of
 * hundreds of lines a change touches a few.
 */
export const lineDiff = (before: string, after: string): DiffLine[] => {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  return [...a.slice(0, head).map(same), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...a.slice(a.length - tail).map(same)]
}

/** Longest middle that is compared line by line; beyond it, all old and then all new. */
const longest = 2000

const middle = (a: readonly string[], b: readonly string[]): DiffLine[] => {
  const whole = (): DiffLine[] => [...a.map((text): DiffLine => ({ kind: 'old', text })), ...b.map((text): DiffLine => ({ kind: 'new', text }))]
  if (a.length === 0 || b.length === 0 || a.length > longest || b.length > longest) return whole()
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) lines.push({ kind: 'old', text: a[i++] ?? '' })
    else lines.push({ kind: 'new', text: b[j++] ?? '' })
  }
  return lines
}

/** Only what differs, with the lines around it; `gap` where lines were left out before this one. */
export const changedLines = (lines: readonly DiffLine[], around = 1): (DiffLine & { gap: boolean })[] => {
  const shown = lines.map((_, index) => lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'))
  return lines.flatMap((line, index) => (shown[index] ? [{ ...line, gap: index > 0 && !shown[index - 1] }] : []))
}
