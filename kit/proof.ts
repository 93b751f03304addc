/**
 * Proving once more who is there. Whatever the server answers with “prove yourself first” is asked here and then sent again with the same key,
 * so that every verb, export and page that asks again does so in one way. The dialog (ProofDialog) answers; without one the refusal stands.
 */
type Asker = () => Promise<boolean>

let asker: Asker | undefined

export const answerProofsBy = (ask: Asker): (() => void) => {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}

export const proofCodes: readonly string[] = ['secondFactorNeeded', 'stepUpNeeded']

/** True when he proved himself; false when he thought better of it or nobody is there to ask. */
export const askProof: Asker = () => asker?.() ?? Promise.resolve(false)
