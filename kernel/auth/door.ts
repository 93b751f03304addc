import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { ErrorAnswer } from '../action.ts'
import type { Database } from '../db/database.ts'
import type { PlainDate } from '../types.ts'

/** What the routes before a verb share: the cookie, how they say no. */

export const sessionCookie = 'juying_session'

export interface AuthOptions {
  database: Database
  today: () => PlainDate
  demo: boolean
}

export const says = (reply: FastifyReply, status: number, answer: ErrorAnswer) => reply.status(status).send(answer)
export const invalid = (error: z.ZodError): ErrorAnswer => ({ kind: 'invalid', message: error.issues.map((issue) => issue.message).join('；') })
