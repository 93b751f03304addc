import { textOf, wordsOf, type Frame } from './frame.ts'

export interface ReadPlace {
  code: string
  certainty: number
  why: string
}

/** The place that a clause speaks of: said in it, earlier in the sentence or the line, in the title, or one's own. */
export const placeOf = (frame: Frame): ReadPlace => {
  const { scope, lexicon, document } = frame
  const named = (code: string) => lexicon.places.find((place) => place.code === code)?.name ?? code
  const within = (code: string, certainty: number): ReadPlace => (code.startsWith(scope) ? { code, certainty, why: code === scope ? '' : named(code) } : { code, certainty: 0.1, why: `${named(code)}不在您的辖区内` })
  for (const [at, tokens] of [frame.own, frame.heads, ...frame.far].entries()) {
    const said = wordsOf(tokens).flatMap(({ place }) => (place === undefined ? [] : [place])).at(-1)
    if (said !== undefined) return within(said, at <= 1 ? 1 : 0.97)
    if (/(?:全|我|本)(?:县|区)/.test(textOf(tokens))) return document.place === undefined && scope.length < 6 ? { code: scope, certainty: 0.4, why: '不知是哪个县区' } : within(document.place ?? scope, 0.97)
  }
  for (const tokens of frame.before) {
    const all = wordsOf(tokens).flatMap(({ place }) => (place === undefined ? [] : [place]))
    const said = all.at(-1)
    // A sentence that went through several places is over; the next one speaks of the whole again.
    if (new Set(all).size > 2) break
    // A county’s paper that compares itself with the city speaks of itself again.
    if (said === scope && document.place !== undefined) break
    if (said !== undefined) return within(said, said === scope ? 0.98 : 0.9)
  }
  return document.place === undefined ? { code: scope, certainty: 1, why: '' } : within(document.place, 0.96)
}
