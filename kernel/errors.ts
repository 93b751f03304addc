/** The ways in which the house says no; everything else that is thrown is a fault. */

/** A declared no of the procedure: 409, in the words of the contract. */
export class Refusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
/** The permission check says no: 403, without a word about what is there. */
export class Denied extends Error {}
/** No such thing, or not yours: 404 either way. */
export class Missing extends Error {}
/** Not signed in, for a verb that needs somebody: 401. */
export class SignInNeeded extends Error {}
/** The same idempotency key was used before with another body: 422. */
export class KeyReused extends Error {}

/** The input does not fit its schema: 400, field by field. */
export class InvalidInput extends Error {
  readonly issues: { path: string; message: string }[]
  constructor(issues: { path: string; message: string }[]) {
    super(issues.map((issue) => (issue.path ? `${issue.path}：${issue.message}` : issue.message)).join('；'))
    this.issues = issues
  }
}
