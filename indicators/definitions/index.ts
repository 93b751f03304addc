import { isCounted, type CountDefinition, type FigureDefinition } from '../definition.ts'
import { caseDefinitions } from './cases.ts'
import { demandDefinitions } from './demand.ts'
import { employerDefinitions } from './employer.ts'
import { fundDefinitions } from './fund.ts'
import { importedDefinitions } from './imported.ts'
import { housingDefinitions } from './housing.ts'
import { introductionDefinitions } from './introduction.ts'
import { mechanismDefinitions } from './mechanism.ts'
import { platformDefinitions } from './platform.ts'
import { policyDefinitions } from './policy.ts'
import { recognitionDefinitions } from './recognition.ts'
import { storyDefinitions } from './stories.ts'
import { satisfactionDefinitions } from './satisfaction.ts'
import { serviceDefinitions } from './service.ts'
import { talentDefinitions } from './talent.ts'
import { trainingDefinitions } from './training.ts'

/** Every figure of the house. A new one is a new line in one of these files: docs/howto/add-an-indicator.md. */
export const definitions: readonly FigureDefinition[] = [...talentDefinitions, ...introductionDefinitions, ...platformDefinitions, ...employerDefinitions, ...demandDefinitions, ...fundDefinitions, ...caseDefinitions, ...trainingDefinitions, ...policyDefinitions, ...mechanismDefinitions, ...recognitionDefinitions, ...serviceDefinitions, ...satisfactionDefinitions, ...storyDefinitions, ...housingDefinitions, ...importedDefinitions]

const byId = new Map(definitions.map((definition) => [definition.id, definition]))
export const findDefinition = (id: string): FigureDefinition | undefined => byId.get(id)

/** The counted figures that a figure rests on: itself, or both sides of its line; none where the number comes from outside. */
export const countsOf = (definition: FigureDefinition): readonly CountDefinition[] => {
  if (definition.kind === 'imported') return []
  if (definition.kind !== 'ratio') return [definition]
  const sides = [definition.numerator, ...('figure' in definition.denominator ? [definition.denominator.figure] : [])]
  return sides.map((id) => {
    const side = byId.get(id)
    if (!side || !isCounted(side)) throw new Error(`${definition.id} rests on ${id}, which is not a counted figure`)
    return side
  })
}
