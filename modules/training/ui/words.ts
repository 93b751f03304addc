import type { Tone } from '../../../kit/StateTag.tsx'
import type { CourseState } from '../contract.ts'

export const courseTones: Record<CourseState, Tone> = { draft: 'quiet', open: 'active', closed: 'waiting', held: 'good', cancelled: 'bad' }
