// Generated from the migrated database by `npm run db:types`; do not edit.
import type { ColumnType } from 'kysely'
import type { Instant, PlainDate } from '../kernel/types.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface KernelAccount {
  id: ColumnType<string, string | undefined, string>
  login: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  passwordHash: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  disabledAt: ColumnType<Instant | null, string | null | undefined, string | null>
  demo: ColumnType<boolean, boolean | undefined, boolean>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface KernelAudit {
  seq: ColumnType<bigint, bigint | undefined, bigint>
  at: ColumnType<Instant, string | undefined, string>
  requestId: ColumnType<string, string, string>
  accountId: ColumnType<string | null, string | null | undefined, string | null>
  accountName: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  outcome: ColumnType<string, string, string>
  code: ColumnType<string | null, string | null | undefined, string | null>
  subject: ColumnType<Json, string | undefined, string>
}

interface KernelCounter {
  name: ColumnType<string, string, string>
  value: ColumnType<bigint, bigint, bigint>
}

interface KernelDepartment {
  code: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  shortName: ColumnType<string, string, string>
}

interface KernelDuty {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  department: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string, string, string>
  validFrom: ColumnType<PlainDate, string | undefined, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface KernelIdempotency {
  key: ColumnType<string, string, string>
  accountId: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  bodyHash: ColumnType<Buffer, Buffer, Buffer>
  answer: ColumnType<Json | null, string | null | undefined, string | null>
  at: ColumnType<Instant, string | undefined, string>
}

interface KernelPlace {
  code: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  parentCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string, string, string>
}

interface KernelSavedView {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  list: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  filters: ColumnType<Json, string, string>
}

interface KernelSession {
  tokenHash: ColumnType<Buffer, Buffer, Buffer>
  accountId: ColumnType<string, string, string>
  dutyId: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  seenAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelSignInAttempt {
  id: ColumnType<string, string | undefined, string>
  login: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  at: ColumnType<Instant, string | undefined, string>
  succeeded: ColumnType<boolean, boolean, boolean>
}

interface KernelTask {
  id: ColumnType<string, string | undefined, string>
  name: ColumnType<string, string, string>
  label: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  done: ColumnType<bigint, bigint | undefined, bigint>
  total: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  result: ColumnType<Json | null, string | null | undefined, string | null>
  error: ColumnType<string | null, string | null | undefined, string | null>
  startedBy: ColumnType<string | null, string | null | undefined, string | null>
  cancelAsked: ColumnType<boolean, boolean | undefined, boolean>
  createdAt: ColumnType<Instant, string | undefined, string>
  startedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

export interface DB {
  'kernel.account': KernelAccount
  'kernel.audit': KernelAudit
  'kernel.counter': KernelCounter
  'kernel.department': KernelDepartment
  'kernel.duty': KernelDuty
  'kernel.idempotency': KernelIdempotency
  'kernel.place': KernelPlace
  'kernel.savedView': KernelSavedView
  'kernel.session': KernelSession
  'kernel.signInAttempt': KernelSignInAttempt
  'kernel.task': KernelTask
}
