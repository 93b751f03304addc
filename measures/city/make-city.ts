import { ReferenceCity, type City, type Vocabulary } from '../../policy/index.ts'

/** The engine that holds the city. */
export const makeCity = (vocabulary: Vocabulary, _threads: number): City => new ReferenceCity(vocabulary)
