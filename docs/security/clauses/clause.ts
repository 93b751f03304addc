/**
 * One clause of a standard, in our own words. What meets it by a test is not written here: the tag above the test says so (`scripts/security-mapping.ts`). What is
 * written here is what no test can say, and each of these words is a confession as much as an answer.
 */
export interface Clause {
  /** As the standard numbers it: `8.1.4.1 a`. */
  id: string
  /** What it asks, in short. */
  says: string
  /** Where in the house it is met: a screen, a constraint, a file. */
  by?: string
  /** The page of docs/ that answers a clause which asks for something written. */
  paper?: string
  /** Built, and nothing would fail if it went. */
  untested?: string
  /** What the city that runs the house has to do. */
  operator?: string
  /** What only a certified product or a test by an institution can answer. */
  certified?: string
  /** Not there. */
  open?: string
  /** The thing that the clause speaks of is not in the house. */
  absent?: string
}

export interface Standard {
  /** How tags name it. */
  key: string
  /** The name of its page in docs/security/. */
  page: string
  title: string
  /** What of it is listed, and what not. */
  note: string
  clauses: readonly Clause[]
}
