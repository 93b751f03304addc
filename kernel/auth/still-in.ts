import { SignInNeeded } from '../errors.ts'

/** Looked at again after so long at most: whoever leaves his office gets no further row. */
const lookAgainMs = 1000

/** Hands rows on for as long as whoever asked for them is still in his office; ends with `SignInNeeded` where he no longer is. */
export async function* whileIn<T>(stillIn: () => Promise<boolean>, rows: AsyncIterable<T>): AsyncGenerator<T> {
  let looked = performance.now()
  for await (const row of rows) {
    if (performance.now() - looked >= lookAgainMs) {
      if (!(await stillIn())) throw new SignInNeeded()
      looked = performance.now()
    }
    yield row
  }
  // The end of the file is what makes it one: not given to who left meanwhile.
  if (!(await stillIn())) throw new SignInNeeded()
}
