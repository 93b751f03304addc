import { z } from 'zod'
import { isToken, openToken, sealToken } from '../kernel/seal/token.ts'
import type { Assessment } from '../measures/types.ts'
import { Answers } from './answers.ts'
import { AssessmentField } from './assessment.ts'

/** How an assessment and the answers that it rests on are kept with their case; what pages read of them (assessment.ts) brings no keys along. */

/** Sealed whole for its case: pay stands in it as a fact, in words, and in how far one was from a threshold. */
export const writeAssessment = (caseId: string, assessment: Assessment): string => JSON.stringify(sealToken('assessment', caseId, z.encode(AssessmentField, assessment)))
export const readAssessment = (caseId: string, stored: unknown): Assessment => AssessmentField.parse(openToken(String(stored), { what: 'assessment', row: caseId }))

/** What somebody declares of himself may be his pay. */
export const writeAnswers = (caseId: string, answers: Answers): string => JSON.stringify(Object.keys(answers).length ? sealToken('answers', caseId, answers) : {})
export const readAnswers = (caseId: string, stored: unknown): Answers => Answers.parse(isToken(stored) ? openToken(stored, { what: 'answers', row: caseId }) : stored)
