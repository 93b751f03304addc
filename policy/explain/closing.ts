import type { Day } from '../language/day.ts'
import type { Edition } from '../measure/edition.ts'
import { Subject } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { runOf, surroundings } from './judge.ts'
import { lastDay } from './nearest.ts'

/**
 * The last day on which anybody may claim: the end of the application window that is open on that day, or of the document's validity, whichever
 * comes first. Undefined when it is not open, or when nothing closes it within ten years.
 */
export function closingDay(edition: Edition, on: Day, vocabulary: Vocabulary): Day | undefined {
  const at = surroundings(new Subject({}, vocabulary), on, undefined)
  const rules = edition.implied.map(({ expr }) => expr)
  if (!rules.every((rule) => runOf(rule)(at) === true)) return undefined
  return lastDay({ all: rules, ways: [] }, at, vocabulary)?.day
}
