/** Why a file is not taken in, as a sentence for the person who sent it. */
export class FileRefusal extends Error {}

export const refuseFile = (sentence: string): never => {
  throw new FileRefusal(sentence)
}
