// Generated from the migrated database by `npm run db:types`; do not edit.
import type { ColumnType } from 'kysely'
import type { Fen, Instant, PlainDate } from '../kernel/types.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface CasesAppeal {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  round: ColumnType<number, number, number>
  stage: ColumnType<number, number, number>
  placeCode: ColumnType<string, string, string>
  department: ColumnType<string, string, string>
  officeName: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  lodgedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  finding: ColumnType<string | null, string | null | undefined, string | null>
  settledOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  settledByName: ColumnType<string | null, string | null | undefined, string | null>
}

interface CasesArchive {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  closedAt: ColumnType<Instant, string, string>
  hash: ColumnType<string, string, string>
  bytes: ColumnType<bigint, bigint, bigint>
  manifestHash: ColumnType<string, string, string>
  parts: ColumnType<number, number, number>
  madeOn: ColumnType<PlainDate, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface CasesBodyDecision {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  round: ColumnType<number, number, number>
  body: ColumnType<string, string, string>
  minutesNumber: ColumnType<string, string, string>
  metOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  recordedOn: ColumnType<PlainDate, string, string>
  recordedBy: ColumnType<string, string, string>
  recordedByName: ColumnType<string, string, string>
}

interface CasesBulkLine {
  bulkRunId: ColumnType<string, string, string>
  stepId: ColumnType<string, string, string>
  caseId: ColumnType<string, string, string>
  done: ColumnType<boolean, boolean, boolean>
  why: ColumnType<string, string, string>
}

interface CasesBulkRun {
  id: ColumnType<string, string | undefined, string>
  verb: ColumnType<string, string, string>
  runOn: ColumnType<PlainDate, string, string>
  runAt: ColumnType<Instant, string | undefined, string>
  runBy: ColumnType<string, string, string>
  runByName: ColumnType<string, string, string>
  done: ColumnType<number, number, number>
  leftOut: ColumnType<number, number, number>
}

interface CasesCase {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  edition: ColumnType<number, number, number>
  title: ColumnType<string, string, string>
  documentNumber: ColumnType<string, string, string>
  clause: ColumnType<string, string, string>
  subjectKind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  applicantId: ColumnType<string | null, string | null | undefined, string | null>
  applicantRole: ColumnType<string, string, string>
  holderName: ColumnType<string, string, string>
  holderPinyin: ColumnType<string, string | undefined, string>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  state: ColumnType<string, string, string>
  stateBefore: ColumnType<string, string | undefined, string>
  round: ColumnType<number, number | undefined, number>
  answers: ColumnType<Json, string | undefined, string>
  assessment: ColumnType<Json, string, string>
  green: ColumnType<boolean, boolean, boolean>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  lacking: ColumnType<string[], string[] | undefined, string[]>
  closedBecause: ColumnType<string | null, string | null | undefined, string | null>
  submittedOn: ColumnType<PlainDate, string, string>
  submittedAt: ColumnType<Instant, string | undefined, string>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  supplementDueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  suspendedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  suspendedBecause: ColumnType<string | null, string | null | undefined, string | null>
  words: ColumnType<string | null, string | null | undefined, string | null>
}

interface CasesCaseDocument {
  caseId: ColumnType<string, string, string>
  documentId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  throughEmployerId: ColumnType<string | null, string | null | undefined, string | null>
  attachedDuring: ColumnType<string, string, string>
  attachedBy: ColumnType<string, string, string>
  attachedByName: ColumnType<string, string, string>
  attachedOn: ColumnType<PlainDate, string, string>
  attachedAt: ColumnType<Instant, string | undefined, string>
}

interface CasesCasePaper {
  caseId: ColumnType<string, string, string>
  no: ColumnType<number, number, number>
  name: ColumnType<string, string, string>
  kinds: ColumnType<string[], string[], string[]>
  needed: ColumnType<boolean, boolean, boolean>
  why: ColumnType<string, string, string>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface CasesDelegation {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  stepId: ColumnType<string, string, string>
  delegatedOn: ColumnType<PlainDate, string, string>
  delegatedBy: ColumnType<string, string, string>
  delegatedByName: ColumnType<string, string, string>
  toId: ColumnType<string, string, string>
  toName: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
}

interface CasesDocument {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  throughEmployerId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string, string, string>
  fileName: ColumnType<string, string, string>
  type: ColumnType<string, string, string>
  bytes: ColumnType<bigint, bigint, bigint>
  hash: ColumnType<string, string, string>
  uploadedBy: ColumnType<string, string, string>
  uploadedByName: ColumnType<string, string, string>
  uploadedOn: ColumnType<PlainDate, string, string>
  uploadedAt: ColumnType<Instant, string | undefined, string>
  validUntil: ColumnType<PlainDate | null, string | null | undefined, string | null>
  replacedBy: ColumnType<string | null, string | null | undefined, string | null>
  windowPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  windowName: ColumnType<string | null, string | null | undefined, string | null>
}

interface CasesEvent {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  happenedOn: ColumnType<PlainDate, string, string>
  at: ColumnType<Instant, string | undefined, string>
  byOffice: ColumnType<string, string, string>
  byAccount: ColumnType<string | null, string | null | undefined, string | null>
  byName: ColumnType<string | null, string | null | undefined, string | null>
  says: ColumnType<string, string, string>
}

interface CasesExpertOpinion {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  round: ColumnType<number, number, number>
  expert: ColumnType<string, string, string>
  score: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  opinion: ColumnType<string, string, string>
  givenOn: ColumnType<PlainDate, string, string>
  recordedBy: ColumnType<string, string, string>
  recordedByName: ColumnType<string, string, string>
}

interface CasesInquiryNote {
  id: ColumnType<string, string | undefined, string>
  objectionId: ColumnType<string, string, string>
  caseId: ColumnType<string, string, string>
  notedOn: ColumnType<PlainDate, string, string>
  notedBy: ColumnType<string, string, string>
  notedByName: ColumnType<string, string, string>
  note: ColumnType<string, string, string>
}

interface CasesNotice {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  stepId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  number: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  documentNumber: ColumnType<string, string, string>
  maskedName: ColumnType<string, string, string>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  officeName: ColumnType<string, string, string>
  fromOn: ColumnType<PlainDate, string, string>
  toOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
}

interface CasesObjection {
  id: ColumnType<string, string | undefined, string>
  noticeId: ColumnType<string, string, string>
  caseId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  receipt: ColumnType<string, string, string>
  objectorName: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string, string, string>
  lodgedOn: ColumnType<PlainDate, string, string>
  lodgedAt: ColumnType<Instant, string | undefined, string>
  state: ColumnType<string, string | undefined, string>
  finding: ColumnType<string | null, string | null | undefined, string | null>
  settledOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  inquirerId: ColumnType<string | null, string | null | undefined, string | null>
  inquirerName: ColumnType<string | null, string | null | undefined, string | null>
  assignedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface CasesReminder {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  stepId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string, string, string>
  audience: ColumnType<string, string, string>
  officeLevel: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  department: ColumnType<string | null, string | null | undefined, string | null>
  dueOn: ColumnType<PlainDate, string, string>
  toldOn: ColumnType<PlainDate, string, string>
  says: ColumnType<string, string, string>
}

interface CasesStep {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  round: ColumnType<number, number, number>
  stage: ColumnType<number, number, number>
  no: ColumnType<number, number, number>
  name: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  officeLevel: ColumnType<string, string, string>
  department: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  officeName: ColumnType<string, string, string>
  workingDays: ColumnType<number, number, number>
  state: ColumnType<string, string, string>
  stateBefore: ColumnType<string, string | undefined, string>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  dueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  pausedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedByName: ColumnType<string | null, string | null | undefined, string | null>
  opinion: ColumnType<string | null, string | null | undefined, string | null>
  needs: ColumnType<string, string | undefined, string>
  askedByStep: ColumnType<string | null, string | null | undefined, string | null>
  question: ColumnType<string | null, string | null | undefined, string | null>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  holderName: ColumnType<string | null, string | null | undefined, string | null>
  heldOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  heldBecause: ColumnType<string | null, string | null | undefined, string | null>
  decidedBehalf: ColumnType<string | null, string | null | undefined, string | null>
}

interface CasesStepTransition {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
}

interface CasesTransition {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
  verbs: ColumnType<string[], string[], string[]>
}

interface ClerksEntryRequest {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  post: ColumnType<string, string, string>
  phoneIndex: ColumnType<Buffer, Buffer, Buffer>
  phoneSealed: ColumnType<Buffer, Buffer, Buffer>
  phoneHint: ColumnType<string, string, string>
  proofName: ColumnType<string, string, string>
  proofType: ColumnType<string, string, string>
  proofSealed: ColumnType<Buffer, Buffer, Buffer>
  askedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedByName: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  dutyId: ColumnType<string | null, string | null | undefined, string | null>
}

interface ClerksInvitation {
  id: ColumnType<string, string | undefined, string>
  employerId: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  phoneIndex: ColumnType<Buffer, Buffer, Buffer>
  phoneSealed: ColumnType<Buffer, Buffer, Buffer>
  phoneHint: ColumnType<string, string, string>
  grade: ColumnType<string, string, string>
  invitedBy: ColumnType<string, string, string>
  invitedByName: ColumnType<string, string, string>
  invitedAt: ColumnType<Instant, string | undefined, string>
  expiresAt: ColumnType<Instant, string | undefined, string>
  state: ColumnType<string, string | undefined, string>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  dutyId: ColumnType<string | null, string | null | undefined, string | null>
}

interface DeliveryConsent {
  id: ColumnType<string, string | undefined, string>
  deliveryId: ColumnType<string, string, string>
  claimantKind: ColumnType<string, string, string>
  claimantId: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  version: ColumnType<string, string, string>
  accountId: ColumnType<string, string, string>
  at: ColumnType<Instant, string | undefined, string>
}

interface DeliveryDelivery {
  id: ColumnType<string, string | undefined, string>
  measure: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  subjectKind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  claimantKind: ColumnType<string, string, string>
  claimantId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  period: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  stateBefore: ColumnType<string, string | undefined, string>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  expectedOn: ColumnType<PlainDate, string, string>
  confirmBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
  foundOn: ColumnType<PlainDate, string, string>
  toldOn: ColumnType<PlainDate, string, string>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  confirmedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  accountFailedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
  offered: ColumnType<Json | null, string | null | undefined, string | null>
  offeredHash: ColumnType<string | null, string | null | undefined, string | null>
  tier: ColumnType<string | null, string | null | undefined, string | null>
  tierReasons: ColumnType<string[], string[] | undefined, string[]>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface DeliveryWay {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
}

interface DemandCatalogue {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  year: ColumnType<number, number, number>
  state: ColumnType<string, string | undefined, string>
  weightingId: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  madeBy: ColumnType<string, string, string>
  checkedBy: ColumnType<string | null, string | null | undefined, string | null>
  checkerPerson: ColumnType<string | null, string | null | undefined, string | null>
  checkedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  publishedBy: ColumnType<string | null, string | null | undefined, string | null>
  publisherPerson: ColumnType<string | null, string | null | undefined, string | null>
  publishedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface DemandCatalogueItem {
  id: ColumnType<string, string | undefined, string>
  catalogueId: ColumnType<string, string, string>
  industry: ColumnType<string, string, string>
  occupation: ColumnType<string, string, string>
  titles: ColumnType<string, string, string>
  posts: ColumnType<number, number, number>
  wanted: ColumnType<number, number, number>
  hired: ColumnType<number, number, number>
  people: ColumnType<number, number, number>
  openDays: ColumnType<number, number, number>
  score: ColumnType<string, string, string>
  degree: ColumnType<string, string, string>
  struckBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface DemandHire {
  id: ColumnType<string, string | undefined, string>
  postId: ColumnType<string, string, string>
  introductionId: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  hiredOn: ColumnType<PlainDate, string, string>
  recordedBy: ColumnType<string, string, string>
  recordedOn: ColumnType<PlainDate, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface DemandPost {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  occupation: ColumnType<string, string, string>
  industryCode: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  education: ColumnType<string | null, string | null | undefined, string | null>
  skill: ColumnType<string | null, string | null | undefined, string | null>
  class: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  wanted: ColumnType<number, number, number>
  hired: ColumnType<number, number | undefined, number>
  payFromFen: ColumnType<Fen, bigint, bigint>
  payToFen: ColumnType<Fen, bigint, bigint>
  duties: ColumnType<string, string | undefined, string>
  startsOn: ColumnType<PlainDate, string, string>
  endsOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  note: ColumnType<string | null, string | null | undefined, string | null>
  postedBy: ColumnType<string, string, string>
  postedOn: ColumnType<PlainDate, string, string>
  checkedBy: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface DemandWeighting {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  unfilledWeight: ColumnType<number, number, number>
  scarcityWeight: ColumnType<number, number, number>
  daysWeight: ColumnType<number, number, number>
  daysFull: ColumnType<number, number, number>
  scarceFrom: ColumnType<number, number, number>
  urgentFrom: ColumnType<number, number, number>
  leastWanted: ColumnType<number, number, number>
  document: ColumnType<string, string, string>
  setBy: ColumnType<string | null, string | null | undefined, string | null>
  setOn: ColumnType<PlainDate, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface FundAdjustment {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  toLineId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  document: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  askedBy: ColumnType<string | null, string | null | undefined, string | null>
  askerPerson: ColumnType<string | null, string | null | undefined, string | null>
  askedAt: ColumnType<Instant, string | undefined, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  deciderPerson: ColumnType<string | null, string | null | undefined, string | null>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  declineReason: ColumnType<string | null, string | null | undefined, string | null>
  postingId: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundAward {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  caseNumber: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  payeeName: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  decidedOn: ColumnType<PlainDate, string, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen, bigint, bigint>
  cityShareFen: ColumnType<Fen, bigint, bigint>
  countyShareFen: ColumnType<Fen, bigint, bigint>
  onceKey: ColumnType<string | null, string | null | undefined, string | null>
  groupCode: ColumnType<string | null, string | null | undefined, string | null>
  period: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  appliedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  facts: ColumnType<Json | null, string | null | undefined, string | null>
  answers: ColumnType<Json, string | undefined, string>
  planned: ColumnType<Json | null, string | null | undefined, string | null>
  fullFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  takenOff: ColumnType<Json, string | undefined, string>
  documentNumber: ColumnType<string | null, string | null | undefined, string | null>
  clause: ColumnType<string | null, string | null | undefined, string | null>
  signBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
  signedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  agreementDocument: ColumnType<string | null, string | null | undefined, string | null>
  grossedUpFen: ColumnType<Fen, bigint | undefined, bigint>
  way: ColumnType<string, string | undefined, string>
  outside: ColumnType<Json, string | undefined, string>
  outsideFen: ColumnType<Fen, bigint | undefined, bigint>
}

interface FundAwardCheck {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  instalmentId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  outcome: ColumnType<string, string, string>
  effect: ColumnType<string, string, string>
  findings: ColumnType<Json, string, string>
  askedAt: ColumnType<Instant, string | undefined, string>
}

interface FundAwardEvent {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  happenedOn: ColumnType<PlainDate, string, string>
  says: ColumnType<string, string, string>
  document: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  changedFen: ColumnType<Fen, bigint | undefined, bigint>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface FundAwardKey {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  scope: ColumnType<string, string, string>
  keyKind: ColumnType<string, string, string>
  keyValue: ColumnType<string, string, string>
  period: ColumnType<string, string, string>
  live: ColumnType<boolean, boolean | undefined, boolean>
}

interface FundAwardPayee {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  subjectKind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface FundBan {
  id: ColumnType<string, string | undefined, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  holderName: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  period: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  breachId: ColumnType<string | null, string | null | undefined, string | null>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  liftedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  liftReason: ColumnType<string | null, string | null | undefined, string | null>
  liftedBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundBankReturn {
  id: ColumnType<string, string | undefined, string>
  batchId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  bankDate: ColumnType<PlainDate, string, string>
  checksum: ColumnType<string, string, string>
  paidItems: ColumnType<number, number, number>
  paidFen: ColumnType<Fen, bigint, bigint>
  failedItems: ColumnType<number, number, number>
  failedFen: ColumnType<Fen, bigint, bigint>
  takenBy: ColumnType<string | null, string | null | undefined, string | null>
  takenAt: ColumnType<Instant, string | undefined, string>
  takenOn: ColumnType<PlainDate, string | undefined, string>
}

interface FundBankReturnLine {
  itemId: ColumnType<string, string, string>
  returnId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  result: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  bankSerial: ColumnType<string, string, string>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reasonCode: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundBatch {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  dueBy: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  items: ColumnType<number, number, number>
  totalFen: ColumnType<Fen, bigint, bigint>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  makerPerson: ColumnType<string | null, string | null | undefined, string | null>
  madeAt: ColumnType<Instant, string | undefined, string>
  checkedBy: ColumnType<string | null, string | null | undefined, string | null>
  checkerPerson: ColumnType<string | null, string | null | undefined, string | null>
  releasedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  releasedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  fileChecksum: ColumnType<string | null, string | null | undefined, string | null>
  dissolvedReason: ColumnType<string | null, string | null | undefined, string | null>
  datedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  taxFen: ColumnType<Fen, bigint | undefined, bigint>
}

interface FundBatchItem {
  id: ColumnType<string, string | undefined, string>
  batchId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  seq: ColumnType<number, number, number>
  instalmentId: ColumnType<string, string, string>
  accountId: ColumnType<string, string, string>
  attempt: ColumnType<number, number, number>
  amountFen: ColumnType<Fen, bigint, bigint>
  state: ColumnType<string, string | undefined, string>
  taxFen: ColumnType<Fen, bigint | undefined, bigint>
  taxRemittanceId: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundBreach {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  obligationId: ColumnType<string, string, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  ground: ColumnType<string, string, string>
  evidence: ColumnType<string, string, string>
  happenedOn: ColumnType<PlainDate, string, string>
  noticedOn: ColumnType<PlainDate, string, string>
  statementBy: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  proposal: ColumnType<string | null, string | null | undefined, string | null>
  proposedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  proposalNote: ColumnType<string | null, string | null | undefined, string | null>
  proposedBy: ColumnType<string | null, string | null | undefined, string | null>
  proposerPerson: ColumnType<string | null, string | null | undefined, string | null>
  decisionNote: ColumnType<string | null, string | null | undefined, string | null>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  deciderPerson: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface FundBreachStatement {
  id: ColumnType<string, string | undefined, string>
  breachId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  text: ColumnType<string, string, string>
  givenOn: ColumnType<PlainDate, string, string>
  givenBy: ColumnType<string | null, string | null | undefined, string | null>
  givenAt: ColumnType<Instant, string | undefined, string>
}

interface FundBreachTransition {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
  says: ColumnType<string, string, string>
}

interface FundBudgetLine {
  id: ColumnType<string, string | undefined, string>
  fundId: ColumnType<string, string, string>
  code: ColumnType<string, string, string>
  year: ColumnType<number, number, number>
  title: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  appropriatedFen: ColumnType<Fen, bigint | undefined, bigint>
  reservedFen: ColumnType<Fen, bigint | undefined, bigint>
  committedFen: ColumnType<Fen, bigint | undefined, bigint>
  inTransitFen: ColumnType<Fen, bigint | undefined, bigint>
  paidFen: ColumnType<Fen, bigint | undefined, bigint>
  createdAt: ColumnType<Instant, string | undefined, string>
  frozenFen: ColumnType<Fen, bigint | undefined, bigint>
  receivableFen: ColumnType<Fen, bigint | undefined, bigint>
  recoveredFen: ColumnType<Fen, bigint | undefined, bigint>
  writtenOffFen: ColumnType<Fen, bigint | undefined, bigint>
  state: ColumnType<string, string | undefined, string>
  availableFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  withheldFen: ColumnType<Fen, bigint | undefined, bigint>
}

interface FundClaim {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  breachId: ColumnType<string, string, string>
  awardId: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  decidedOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  recoveredFen: ColumnType<Fen, bigint | undefined, bigint>
  setOffFen: ColumnType<Fen, bigint | undefined, bigint>
  writtenOffFen: ColumnType<Fen, bigint | undefined, bigint>
  outstandingFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  planVersion: ColumnType<number, number | undefined, number>
}

interface FundDeclaredPayment {
  id: ColumnType<string, string | undefined, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  holderName: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  scheme: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  paidOn: ColumnType<PlainDate, string, string>
  document: ColumnType<string, string, string>
  declaredBy: ColumnType<string | null, string | null | undefined, string | null>
  declaredAt: ColumnType<Instant, string | undefined, string>
  withdrawnReason: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundEntry {
  id: ColumnType<string, string | undefined, string>
  postingId: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  account: ColumnType<string, string, string>
  debitFen: ColumnType<Fen, bigint | undefined, bigint>
  creditFen: ColumnType<Fen, bigint | undefined, bigint>
}

interface FundInquiry {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  itemId: ColumnType<string, string, string>
  batchId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  returnId: ColumnType<string | null, string | null | undefined, string | null>
  reportedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  bankSerial: ColumnType<string | null, string | null | undefined, string | null>
  openedOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  answer: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  answeredBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundInstalment {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  lineId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  no: ColumnType<number, number, number>
  dueOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  condition: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string, string>
  attempts: ColumnType<number, number | undefined, number>
  lastFailure: ColumnType<string | null, string | null | undefined, string | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  checkedBy: ColumnType<string | null, string | null | undefined, string | null>
  checkNote: ColumnType<string | null, string | null | undefined, string | null>
  changedAt: ColumnType<Instant, string | undefined, string>
  milestone: ColumnType<boolean, boolean | undefined, boolean>
  reachedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  splitFrom: ColumnType<string | null, string | null | undefined, string | null>
  taxRate: ColumnType<string | null, string | null | undefined, string | null>
  taxItem: ColumnType<string | null, string | null | undefined, string | null>
  taxFen: ColumnType<Fen, bigint | undefined, bigint>
  netFen: ColumnType<Fen, bigint | undefined, bigint>
  payeeRole: ColumnType<string | null, string | null | undefined, string | null>
  payeeId: ColumnType<string | null, string | null | undefined, string | null>
  payer: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundInstalmentTransition {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
  says: ColumnType<string, string, string>
}

interface FundMatchProof {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  receivedOn: ColumnType<PlainDate, string, string>
  document: ColumnType<string, string, string>
  recordedBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundObligation {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  serveFrom: ColumnType<PlainDate, string, string>
  serveTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lockTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  breach: ColumnType<string, string, string>
  unpaid: ColumnType<string, string, string>
  banMonths: ColumnType<number | null, number | null | undefined, number | null>
  banFor: ColumnType<string[], string[] | undefined, string[]>
  says: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string | undefined, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface FundPayeeAccount {
  id: ColumnType<string, string | undefined, string>
  holderKind: ColumnType<string, string, string>
  holderId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  bank: ColumnType<string, string, string>
  numberSealed: ColumnType<Buffer, Buffer, Buffer>
  numberHint: ColumnType<string, string, string>
  document: ColumnType<string | null, string | null | undefined, string | null>
  givenBy: ColumnType<string | null, string | null | undefined, string | null>
  givenAt: ColumnType<Instant, string | undefined, string>
  rejectedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rejectedReason: ColumnType<string | null, string | null | undefined, string | null>
  replacedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  numberIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

interface FundPayeeChange {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  subjectKind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  says: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  askedBy: ColumnType<string | null, string | null | undefined, string | null>
  askerPerson: ColumnType<string | null, string | null | undefined, string | null>
  askedOn: ColumnType<PlainDate, string, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  deciderPerson: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  declineReason: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundPosting {
  id: ColumnType<string, string | undefined, string>
  seq: ColumnType<bigint, bigint | undefined, bigint>
  kind: ColumnType<string, string, string>
  day: ColumnType<PlainDate, string, string>
  at: ColumnType<Instant, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  instalmentId: ColumnType<string | null, string | null | undefined, string | null>
  batchId: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  says: ColumnType<string, string, string>
  corrects: ColumnType<string | null, string | null | undefined, string | null>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundQuota {
  id: ColumnType<string, string | undefined, string>
  measure: ColumnType<string, string, string>
  period: ColumnType<string, string, string>
  places: ColumnType<number, number, number>
  taken: ColumnType<number, number | undefined, number>
}

interface FundQuotaPlace {
  caseId: ColumnType<string, string, string>
  quotaId: ColumnType<string, string, string>
  givenOn: ColumnType<PlainDate, string, string>
  releasedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface FundReminder {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  about: ColumnType<string, string, string>
  day: ColumnType<PlainDate, string, string>
  says: ColumnType<string, string, string>
}

interface FundRepayment {
  id: ColumnType<string, string | undefined, string>
  claimId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  receivedOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  bankSerial: ColumnType<string, string, string>
  recordedBy: ColumnType<string | null, string | null | undefined, string | null>
  recordedAt: ColumnType<Instant, string | undefined, string>
}

interface FundRepaymentTerm {
  id: ColumnType<string, string | undefined, string>
  claimId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  version: ColumnType<number, number, number>
  no: ColumnType<number, number, number>
  dueOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
}

interface FundReturnCorrection {
  id: ColumnType<string, string | undefined, string>
  itemId: ColumnType<string, string, string>
  no: ColumnType<number, number, number>
  inquiryId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  result: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  bankSerial: ColumnType<string, string, string>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  correctedOn: ColumnType<PlainDate, string, string>
  correctedBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundSetOff {
  id: ColumnType<string, string | undefined, string>
  claimId: ColumnType<string, string, string>
  instalmentId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  document: ColumnType<string, string, string>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  madeOn: ColumnType<PlainDate, string, string>
  makerPerson: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundSetOffUndone {
  setOffId: ColumnType<string, string, string>
  claimId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  document: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  undoneBy: ColumnType<string | null, string | null | undefined, string | null>
  undonePerson: ColumnType<string | null, string | null | undefined, string | null>
  undoneOn: ColumnType<PlainDate, string, string>
}

interface FundSettlement {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  cityCode: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  fromOn: ColumnType<PlainDate, string, string>
  toOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  items: ColumnType<number, number, number>
  countyOwesFen: ColumnType<Fen, bigint, bigint>
  cityOwesFen: ColumnType<Fen, bigint, bigint>
  drawnBy: ColumnType<string | null, string | null | undefined, string | null>
  drawerPerson: ColumnType<string | null, string | null | undefined, string | null>
  drawnAt: ColumnType<Instant, string | undefined, string>
  document: ColumnType<string | null, string | null | undefined, string | null>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  deciderPerson: ColumnType<string | null, string | null | undefined, string | null>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  declineReason: ColumnType<string | null, string | null | undefined, string | null>
  postingId: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundSettlementItem {
  id: ColumnType<string, string | undefined, string>
  settlementId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  instalmentId: ColumnType<string, string, string>
  payerLineId: ColumnType<string, string, string>
  owedBy: ColumnType<string, string, string>
  paidOn: ColumnType<PlainDate, string, string>
  paidFen: ColumnType<Fen, bigint, bigint>
  amountFen: ColumnType<Fen, bigint, bigint>
  alive: ColumnType<boolean, boolean | undefined, boolean>
  reverses: ColumnType<boolean, boolean | undefined, boolean>
  claimId: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundSheet {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  fundId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  fromOn: ColumnType<PlainDate, string, string>
  toOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  content: ColumnType<string, string, string>
  differsFen: ColumnType<Fen, bigint, bigint>
  preparedBy: ColumnType<string | null, string | null | undefined, string | null>
  preparerPerson: ColumnType<string | null, string | null | undefined, string | null>
  preparerName: ColumnType<string, string, string>
  preparedAt: ColumnType<Instant, string | undefined, string>
  signedBy: ColumnType<string | null, string | null | undefined, string | null>
  signerPerson: ColumnType<string | null, string | null | undefined, string | null>
  signerName: ColumnType<string | null, string | null | undefined, string | null>
  signedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  previousSeal: ColumnType<string | null, string | null | undefined, string | null>
  seal: ColumnType<string | null, string | null | undefined, string | null>
  returnReason: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundSpecialFund {
  id: ColumnType<string, string | undefined, string>
  year: ColumnType<number, number, number>
  placeCode: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  promisedFloorFen: ColumnType<Fen, bigint, bigint>
  floorDocument: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface FundStage {
  id: ColumnType<string, string | undefined, string>
  awardId: ColumnType<string, string, string>
  instalmentId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  no: ColumnType<number, number, number>
  title: ColumnType<string, string, string>
  matchFen: ColumnType<Fen, bigint, bigint>
  state: ColumnType<string, string | undefined, string>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  instalmentNo: ColumnType<number, number, number>
}

interface FundStageOpinion {
  id: ColumnType<string, string | undefined, string>
  stageId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  expertId: ColumnType<string, string, string>
  expertName: ColumnType<string, string, string>
  score: ColumnType<number, number, number>
  opinion: ColumnType<string, string, string>
  givenOn: ColumnType<PlainDate, string, string>
  document: ColumnType<string, string, string>
  recordedBy: ColumnType<string | null, string | null | undefined, string | null>
  recorderPerson: ColumnType<string | null, string | null | undefined, string | null>
}

interface FundTaxRemittance {
  id: ColumnType<string, string | undefined, string>
  batchId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  items: ColumnType<number, number, number>
  paidOn: ColumnType<PlainDate, string, string>
  document: ColumnType<string, string, string>
  postingId: ColumnType<string, string, string>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  madeOn: ColumnType<PlainDate, string, string>
}

interface FundUsageWarning {
  id: ColumnType<string, string | undefined, string>
  lineId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  threshold: ColumnType<number, number, number>
  usedFen: ColumnType<Fen, bigint, bigint>
  appropriatedFen: ColumnType<Fen, bigint, bigint>
  warnedOn: ColumnType<PlainDate, string, string>
  easedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface FundWriteOff {
  id: ColumnType<string, string | undefined, string>
  claimId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  grounds: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  proposedBy: ColumnType<string | null, string | null | undefined, string | null>
  proposerPerson: ColumnType<string | null, string | null | undefined, string | null>
  firstBy: ColumnType<string | null, string | null | undefined, string | null>
  firstPerson: ColumnType<string | null, string | null | undefined, string | null>
  secondBy: ColumnType<string | null, string | null | undefined, string | null>
  secondPerson: ColumnType<string | null, string | null | undefined, string | null>
  refusedReason: ColumnType<string | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface HousingApplication {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  family: ColumnType<number, number, number>
  wantedPlace: ColumnType<string | null, string | null | undefined, string | null>
  mostArea: ColumnType<string, string, string>
  basis: ColumnType<string, string, string>
  state: ColumnType<string, string, string>
  stateBefore: ColumnType<string, string | undefined, string>
  appliedOn: ColumnType<PlainDate, string, string>
  drawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  turn: ColumnType<number | null, number | null | undefined, number | null>
  misses: ColumnType<number, number | undefined, number>
  housedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface HousingBuilding {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  address: ColumnType<string, string, string>
  operator: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  floorArea: ColumnType<string, string, string>
  openedOn: ColumnType<PlainDate, string, string>
  keptBy: ColumnType<string, string, string>
  keptAt: ColumnType<Instant, string | undefined, string>
}

interface HousingDraw {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  appliedUntil: ColumnType<PlainDate, string, string>
  witnessSource: ColumnType<string, string, string>
  commitment: ColumnType<string, string, string>
  openedOn: ColumnType<PlainDate, string, string>
  openedBy: ColumnType<string, string, string>
  witness: ColumnType<string | null, string | null | undefined, string | null>
  seed: ColumnType<string | null, string | null | undefined, string | null>
  drawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  drawnBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface HousingDrawEntry {
  drawId: ColumnType<string, string, string>
  turn: ColumnType<number, number, number>
  number: ColumnType<string, string, string>
}

interface HousingDrawSeed {
  drawId: ColumnType<string, string, string>
  seed: ColumnType<string, string, string>
}

interface HousingEvent {
  id: ColumnType<string, string | undefined, string>
  applicationId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  byName: ColumnType<string, string, string>
  onDay: ColumnType<PlainDate, string, string>
  words: ColumnType<string, string | undefined, string>
}

interface HousingLettable {
  unitId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  span: ColumnType<string, string, string>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
  keptBy: ColumnType<string, string, string>
  endedBy: ColumnType<string | null, string | null | undefined, string | null>
  keptAt: ColumnType<Instant, string | undefined, string>
}

interface HousingOffer {
  id: ColumnType<string, string | undefined, string>
  applicationId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  unitId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  offeredOn: ColumnType<PlainDate, string, string>
  answerBy: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  madeBy: ColumnType<string, string, string>
}

interface HousingRent {
  tenancyId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  amountFen: ColumnType<Fen, bigint, bigint>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  notedBy: ColumnType<string | null, string | null | undefined, string | null>
  notedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface HousingRule {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  way: ColumnType<string, string, string>
  value: ColumnType<string, string, string>
  mostArea: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  madeBy: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface HousingTenancy {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  applicationId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  unitId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  span: ColumnType<string, string, string>
  leftBecause: ColumnType<string | null, string | null | undefined, string | null>
  keptBy: ColumnType<string, string, string>
  leftBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface HousingTerm {
  id: ColumnType<string, string | undefined, string>
  tenancyId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  span: ColumnType<string, string, string>
  rentFen: ColumnType<Fen, bigint, bigint>
  people: ColumnType<number, number, number>
  remindedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  madeBy: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface HousingTerms {
  one: ColumnType<boolean, boolean | undefined, boolean>
  answerDays: ColumnType<number, number, number>
  mostMisses: ColumnType<number, number, number>
  termMonths: ColumnType<number, number, number>
  document: ColumnType<string, string, string>
  setBy: ColumnType<string | null, string | null | undefined, string | null>
  setAt: ColumnType<Instant, string | undefined, string>
}

interface HousingUnit {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  buildingId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  room: ColumnType<string, string, string>
  bedrooms: ColumnType<number, number, number>
  area: ColumnType<string, string, string>
  rentFen: ColumnType<Fen, bigint, bigint>
  keptBy: ColumnType<string, string, string>
  keptAt: ColumnType<Instant, string | undefined, string>
}

interface HousingWay {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
}

interface IndicatorsFigureUse {
  id: ColumnType<string, string | undefined, string>
  figure: ColumnType<string, string, string>
  bindingId: ColumnType<string, string, string>
  bindingTitle: ColumnType<string, string, string>
  edition: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  periodFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  periodTo: ColumnType<PlainDate, string, string>
  sinceFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  sinceOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate, string, string>
  value: ColumnType<string, string, string>
  unit: ColumnType<string, string, string>
  written: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  readerPlace: ColumnType<string, string, string>
  usedBy: ColumnType<string, string, string>
  usedByName: ColumnType<string, string, string>
  usedOn: ColumnType<PlainDate, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface IndicatorsSnapshot {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  period: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  figures: ColumnType<number, number, number>
  madeBy: ColumnType<string | null, string | null | undefined, string | null>
  madeByName: ColumnType<string, string, string>
  makerPerson: ColumnType<string | null, string | null | undefined, string | null>
  madeAt: ColumnType<Instant, string | undefined, string>
  checkedByName: ColumnType<string | null, string | null | undefined, string | null>
  checkedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  signedBy: ColumnType<string | null, string | null | undefined, string | null>
  signedByName: ColumnType<string | null, string | null | undefined, string | null>
  signerPerson: ColumnType<string | null, string | null | undefined, string | null>
  signedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  withoutBelow: ColumnType<string | null, string | null | undefined, string | null>
  seal: ColumnType<string | null, string | null | undefined, string | null>
  withdrawnBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface IndicatorsSnapshotFigure {
  snapshotId: ColumnType<string, string, string>
  figure: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  edition: ColumnType<string, string, string>
  value: ColumnType<string | null, string | null | undefined, string | null>
  because: ColumnType<string | null, string | null | undefined, string | null>
  numerator: ColumnType<string | null, string | null | undefined, string | null>
  denominator: ColumnType<string | null, string | null | undefined, string | null>
  basis: ColumnType<string | null, string | null | undefined, string | null>
}

interface IndicatorsSnapshotFinding {
  snapshotId: ColumnType<string, string, string>
  no: ColumnType<number, number, number>
  kind: ColumnType<string, string, string>
  figure: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  says: ColumnType<string, string, string>
  explained: ColumnType<string | null, string | null | undefined, string | null>
  explainedByName: ColumnType<string | null, string | null | undefined, string | null>
}

interface IndicatorsTarget {
  id: ColumnType<string, string | undefined, string>
  figure: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  year: ColumnType<number, number, number>
  value: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  setBy: ColumnType<string | null, string | null | undefined, string | null>
  setAt: ColumnType<Instant, string | undefined, string>
}

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
  oidcSubject: ColumnType<string | null, string | null | undefined, string | null>
  passwordAt: ColumnType<Instant | null, string | null | undefined, string | null>
  identityIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  changeId: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelAccountPhone {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  phoneIndex: ColumnType<Buffer, Buffer, Buffer>
  phoneSealed: ColumnType<Buffer, Buffer, Buffer>
  createdAt: ColumnType<Instant, string | undefined, string>
  confirmedAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelAccountReset {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  what: ColumnType<string, string, string>
  ground: ColumnType<string, string, string>
  askedBy: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  confirmedBy: ColumnType<string | null, string | null | undefined, string | null>
  confirmedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  codeHash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  expiresAt: ColumnType<Instant | null, string | null | undefined, string | null>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  withdrawnAt: ColumnType<Instant | null, string | null | undefined, string | null>
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
  shard: ColumnType<number | null, number | null | undefined, number | null>
  no: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  mac: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

interface KernelAuditHead {
  shard: ColumnType<number, number, number>
  no: ColumnType<bigint, bigint | undefined, bigint>
  mac: ColumnType<Buffer, Buffer, Buffer>
}

interface KernelAuditVerdict {
  id: ColumnType<string, string | undefined, string>
  at: ColumnType<Instant, string | undefined, string>
  rows: ColumnType<bigint, bigint, bigint>
  anchors: ColumnType<bigint, bigint, bigint>
  milliseconds: ColumnType<number, number, number>
  findings: ColumnType<Json, string, string>
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

interface KernelDeputation {
  dutyId: ColumnType<string, string, string>
  principalId: ColumnType<string, string, string>
  principalName: ColumnType<string, string, string>
  deputyId: ColumnType<string, string, string>
  deputyName: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  fromDay: ColumnType<PlainDate, string, string>
  toDay: ColumnType<PlainDate, string, string>
  reason: ColumnType<string, string, string>
  namedAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  endedByName: ColumnType<string | null, string | null | undefined, string | null>
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
  changeId: ColumnType<string | null, string | null | undefined, string | null>
  deputises: ColumnType<string | null, string | null | undefined, string | null>
  restsOn: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  grade: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelDutyChange {
  id: ColumnType<string, string | undefined, string>
  kind: ColumnType<string, string, string>
  accountId: ColumnType<string | null, string | null | undefined, string | null>
  dutyId: ColumnType<string | null, string | null | undefined, string | null>
  login: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string, string, string>
  identityIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  role: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  department: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  document: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  proposedBy: ColumnType<string, string, string>
  proposedByName: ColumnType<string, string, string>
  proposedAt: ColumnType<Instant, string | undefined, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedByName: ColumnType<string | null, string | null | undefined, string | null>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelErasure {
  id: ColumnType<string, string | undefined, string>
  step: ColumnType<string, string, string>
  label: ColumnType<string, string, string>
  law: ColumnType<string, string, string>
  years: ColumnType<number, number, number>
  ranOn: ColumnType<PlainDate, string, string>
  erased: ColumnType<number, number, number>
  erasedAt: ColumnType<Instant, string | undefined, string>
}

interface KernelExportFetch {
  id: ColumnType<string, string | undefined, string>
  exportId: ColumnType<string, string, string>
  accountId: ColumnType<string, string, string>
  requestId: ColumnType<string, string, string>
  begunAt: ColumnType<Instant, string | undefined, string>
  keepUntil: ColumnType<PlainDate, string, string>
  finishedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  rows: ColumnType<number | null, number | null | undefined, number | null>
  sha256: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

interface KernelExportRule {
  id: ColumnType<string, string | undefined, string>
  rowsFree: ColumnType<number, number, number>
  days: ColumnType<number, number, number>
  fetches: ColumnType<number, number, number>
  keepDays: ColumnType<number, number, number>
  document: ColumnType<string, string, string>
  setBy: ColumnType<string | null, string | null | undefined, string | null>
  setByName: ColumnType<string, string, string>
  setAt: ColumnType<Instant, string | undefined, string>
}

interface KernelIdempotency {
  key: ColumnType<string, string, string>
  accountId: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  bodyHash: ColumnType<Buffer, Buffer, Buffer>
  answer: ColumnType<Json | null, string | null | undefined, string | null>
  at: ColumnType<Instant, string | undefined, string>
  requestId: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelJobRetry {
  id: ColumnType<string, string | undefined, string>
  job: ColumnType<string, string, string>
  task: ColumnType<string, string, string>
  byAccount: ColumnType<string, string, string>
  at: ColumnType<Instant, string | undefined, string>
}

interface KernelKnownDevice {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  tokenHash: ColumnType<Buffer, Buffer, Buffer>
  createdAt: ColumnType<Instant, string | undefined, string>
  usedAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelListExport {
  id: ColumnType<string, string, string>
  number: ColumnType<string, string, string>
  mark: ColumnType<bigint, bigint, bigint>
  list: ColumnType<string, string, string>
  listLabel: ColumnType<string, string, string>
  filtersSealed: ColumnType<Buffer, Buffer, Buffer>
  heads: ColumnType<string[], string[], string[]>
  purpose: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  serves: ColumnType<string | null, string | null | undefined, string | null>
  accountId: ColumnType<string, string, string>
  accountName: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  office: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  desk: ColumnType<string, string, string>
  rowsAsked: ColumnType<number, number, number>
  fetches: ColumnType<number, number, number>
  keepDays: ColumnType<number, number, number>
  days: ColumnType<number, number, number>
  state: ColumnType<string, string, string>
  askedAt: ColumnType<Instant, string | undefined, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedByName: ColumnType<string | null, string | null | undefined, string | null>
  decidedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  decision: ColumnType<string | null, string | null | undefined, string | null>
  fetchUntil: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface KernelMessage {
  id: ColumnType<string, string | undefined, string>
  key: ColumnType<string, string, string>
  recipientKind: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  topic: ColumnType<string, string, string>
  link: ColumnType<string, string, string>
  toldOn: ColumnType<PlainDate, string, string>
  toldAt: ColumnType<Instant, string | undefined, string>
  readAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelMessageCarried {
  messageId: ColumnType<string, string, string>
  channel: ColumnType<string, string, string>
  sendingId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
}

interface KernelMessageChoice {
  recipientKind: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  topic: ColumnType<string, string, string>
  channel: ColumnType<string, string, string>
  wanted: ColumnType<boolean, boolean, boolean>
  chosenAt: ColumnType<Instant, string | undefined, string>
}

interface KernelMessageMailbox {
  id: ColumnType<string, string | undefined, string>
  recipientKind: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  emailSealed: ColumnType<Buffer, Buffer, Buffer>
  emailHint: ColumnType<string, string, string>
  codeHash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  codeUntil: ColumnType<Instant | null, string | null | undefined, string | null>
  guesses: ColumnType<number, number | undefined, number>
  askedAt: ColumnType<Instant, string | undefined, string>
  confirmedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelMessageSending {
  id: ColumnType<string, string | undefined, string>
  channel: ColumnType<string, string, string>
  recipientKind: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  bundle: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string | undefined, string>
  notBefore: ColumnType<Instant, string, string>
  attempts: ColumnType<number, number | undefined, number>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  triedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  sentAt: ColumnType<Instant | null, string | null | undefined, string | null>
  sentOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface KernelMessageText {
  messageId: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  body: ColumnType<string, string, string>
  short: ColumnType<string, string, string>
}

interface KernelPasskey {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  credentialId: ColumnType<string, string, string>
  publicKey: ColumnType<Buffer, Buffer, Buffer>
  counter: ColumnType<bigint, bigint, bigint>
  transports: ColumnType<string[], string[] | undefined, string[]>
  name: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  removedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelPhoneCode {
  id: ColumnType<string, string | undefined, string>
  phoneIndex: ColumnType<Buffer, Buffer, Buffer>
  source: ColumnType<string, string, string>
  codeHash: ColumnType<Buffer, Buffer, Buffer>
  sentAt: ColumnType<Instant, string | undefined, string>
  expiresAt: ColumnType<Instant, string, string>
  guesses: ColumnType<number, number | undefined, number>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelPlace {
  code: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  parentCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string, string, string>
}

interface KernelRecoveryCode {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  codeHash: ColumnType<Buffer, Buffer, Buffer>
  createdAt: ColumnType<Instant, string | undefined, string>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelRevealAlarm {
  id: ColumnType<string, string | undefined, string>
  day: ColumnType<PlainDate, string, string>
  accountId: ColumnType<string, string, string>
  accountName: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  count: ColumnType<number, number, number>
  raisedAt: ColumnType<Instant, string | undefined, string>
  acknowledgedBy: ColumnType<string | null, string | null | undefined, string | null>
  acknowledgedByName: ColumnType<string | null, string | null | undefined, string | null>
  acknowledgedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  finding: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelSavedView {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  list: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  filters: ColumnType<Json, string, string>
}

interface KernelSecondFactor {
  accountId: ColumnType<string, string, string>
  secretSealed: ColumnType<Buffer, Buffer, Buffer>
  askedAt: ColumnType<Instant, string | undefined, string>
  confirmedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  lastStep: ColumnType<bigint, bigint | undefined, bigint>
}

interface KernelSecondFactorAttempt {
  id: ColumnType<string, string | undefined, string>
  accountId: ColumnType<string, string, string>
  at: ColumnType<Instant, string | undefined, string>
  succeeded: ColumnType<boolean, boolean, boolean>
}

interface KernelSession {
  tokenHash: ColumnType<Buffer, Buffer, Buffer>
  accountId: ColumnType<string, string, string>
  dutyId: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  seenAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  steppedUpAt: ColumnType<Instant | null, string | null | undefined, string | null>
  id: ColumnType<string, string | undefined, string>
  way: ColumnType<string, string | undefined, string>
  factor: ColumnType<string | null, string | null | undefined, string | null>
  factorAt: ColumnType<Instant | null, string | null | undefined, string | null>
  asksFactor: ColumnType<boolean, boolean | undefined, boolean>
  device: ColumnType<string, string | undefined, string>
  place: ColumnType<string, string | undefined, string>
  previousHash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  rotatedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
  oidcSid: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelSetUp {
  single: ColumnType<boolean, boolean | undefined, boolean>
  codeHash: ColumnType<Buffer, Buffer, Buffer>
  madeAt: ColumnType<Instant, string | undefined, string>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface KernelSignInAttempt {
  id: ColumnType<string, string | undefined, string>
  login: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  at: ColumnType<Instant, string | undefined, string>
  succeeded: ColumnType<boolean, boolean, boolean>
  knownDevice: ColumnType<string | null, string | null | undefined, string | null>
}

interface KernelSubjectChange {
  id: ColumnType<bigint, bigint | undefined, bigint>
  kind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  changedAt: ColumnType<Instant, string | undefined, string>
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

interface KernelTicket {
  id: ColumnType<string, string | undefined, string>
  kind: ColumnType<string, string, string>
  tokenHash: ColumnType<Buffer, Buffer, Buffer>
  accountId: ColumnType<string | null, string | null | undefined, string | null>
  payload: ColumnType<Json, string | undefined, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  expiresAt: ColumnType<Instant, string, string>
  usedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface MeasuresDraft {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  baseEditionId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  version: ColumnType<number, number | undefined, number>
  text: ColumnType<string, string, string>
  savedBy: ColumnType<string, string, string>
  savedByName: ColumnType<string, string, string>
  savedAt: ColumnType<Instant, string | undefined, string>
  submittedBy: ColumnType<string | null, string | null | undefined, string | null>
  submittedByName: ColumnType<string | null, string | null | undefined, string | null>
  submitterPerson: ColumnType<string | null, string | null | undefined, string | null>
  submittedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  reviewedBy: ColumnType<string | null, string | null | undefined, string | null>
  reviewedByName: ColumnType<string | null, string | null | undefined, string | null>
  reviewerPerson: ColumnType<string | null, string | null | undefined, string | null>
  reviewedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  reviewWords: ColumnType<string | null, string | null | undefined, string | null>
  publishedEditionId: ColumnType<string | null, string | null | undefined, string | null>
  publishedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  openedAt: ColumnType<Instant, string | undefined, string>
}

interface MeasuresDraftVersion {
  draftId: ColumnType<string, string, string>
  version: ColumnType<number, number, number>
  text: ColumnType<string, string, string>
  savedBy: ColumnType<string, string, string>
  savedByName: ColumnType<string, string, string>
  writerPerson: ColumnType<string, string, string>
  savedAt: ColumnType<Instant, string | undefined, string>
}

interface MeasuresEdition {
  id: ColumnType<string, string | undefined, string>
  measure: ColumnType<string, string, string>
  edition: ColumnType<number, number, number>
  title: ColumnType<string, string, string>
  documentNumber: ColumnType<string, string, string>
  documentTitle: ColumnType<string, string | undefined, string>
  clause: ColumnType<string, string | undefined, string>
  stage: ColumnType<string, string, string>
  subjectKind: ColumnType<string, string, string>
  gives: ColumnType<string, string, string>
  delivery: ColumnType<string, string, string>
  budget: ColumnType<string | null, string | null | undefined, string | null>
  exclusiveGroup: ColumnType<string | null, string | null | undefined, string | null>
  repeatable: ColumnType<boolean, boolean | undefined, boolean>
  cityShareBp: ColumnType<number, number | undefined, number>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  path: ColumnType<Json, string, string>
  text: ColumnType<string, string, string>
  hash: ColumnType<string, string, string>
  publishedAt: ColumnType<Instant, string | undefined, string>
  classLevel: ColumnType<string | null, string | null | undefined, string | null>
  classScheme: ColumnType<string | null, string | null | undefined, string | null>
}

interface MeasuresEntitlement {
  subjectKind: ColumnType<string, string, string>
  subjectId: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  foundOn: ColumnType<PlainDate, string, string>
  runId: ColumnType<string, string, string>
  grantedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  decision: ColumnType<string, string | undefined, string>
}

interface MeasuresFactLayout {
  hash: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  facts: ColumnType<string[], string[], string[]>
  laidOutOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface MeasuresMatchCount {
  runId: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  eligible: ColumnType<number, number, number>
  unknown: ColumnType<number, number, number>
  ineligible: ColumnType<number, number, number>
  amountFen: ColumnType<Fen, bigint, bigint>
}

interface MeasuresMatchRun {
  id: ColumnType<string, string | undefined, string>
  taskId: ColumnType<string, string, string>
  onDate: ColumnType<PlainDate, string, string>
  subjects: ColumnType<number, number, number>
  measures: ColumnType<number, number, number>
  eligible: ColumnType<number, number, number>
  unknown: ColumnType<number, number, number>
  amountFen: ColumnType<Fen, bigint, bigint>
  milliseconds: ColumnType<number, number, number>
  endedAt: ColumnType<Instant, string | undefined, string>
}

interface MeasuresScenario {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  measureTitle: ColumnType<string, string, string>
  draftId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  onDate: ColumnType<PlainDate, string, string>
  subjects: ColumnType<number, number, number>
  question: ColumnType<Json, string, string>
  answer: ColumnType<Json, string, string>
  madeBy: ColumnType<string, string, string>
  madeByName: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface MeasuresSubjectFact {
  subjectId: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  layout: ColumnType<string, string, string>
  facts: ColumnType<string, string, string>
  derivedOn: ColumnType<PlainDate, string, string>
  version: ColumnType<bigint, bigint, bigint>
  packedSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  packing: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

interface MeasuresVocabulary {
  hash: ColumnType<string, string, string>
  text: ColumnType<string, string, string>
  installedAt: ColumnType<Instant, string | undefined, string>
  current: ColumnType<boolean, boolean | undefined, boolean>
  baseHash: ColumnType<string | null, string | null | undefined, string | null>
}

interface MeasuresVocabularyChange {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  fact: ColumnType<string, string, string>
  text: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  proposedBy: ColumnType<string, string, string>
  proposedByName: ColumnType<string, string, string>
  proposerPerson: ColumnType<string, string, string>
  proposedAt: ColumnType<Instant, string | undefined, string>
  reviewedBy: ColumnType<string | null, string | null | undefined, string | null>
  reviewedByName: ColumnType<string | null, string | null | undefined, string | null>
  reviewerPerson: ColumnType<string | null, string | null | undefined, string | null>
  reviewedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  reviewWords: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubAward {
  id: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  caseNumber: ColumnType<string | null, string | null | undefined, string | null>
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  holderKind: ColumnType<string | null, string | null | undefined, string | null>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  lineCode: ColumnType<string | null, string | null | undefined, string | null>
  lineYear: ColumnType<number | null, number | null | undefined, number | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  cityShareFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  countyShareFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  paidFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  groupCode: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  standingFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  signBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
  signedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubBudgetLineBalance {
  id: ColumnType<string | null, string | null | undefined, string | null>
  fundId: ColumnType<string | null, string | null | undefined, string | null>
  fundTitle: ColumnType<string | null, string | null | undefined, string | null>
  promisedFloorFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  code: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  appropriatedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  frozenFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  reservedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  committedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  inTransitFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  withheldFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  paidFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  receivableFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  recoveredFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  writtenOffFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  availableFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubCase {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<number | null, number | null | undefined, number | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  documentNumber: ColumnType<string | null, string | null | undefined, string | null>
  clause: ColumnType<string | null, string | null | undefined, string | null>
  subjectKind: ColumnType<string | null, string | null | undefined, string | null>
  subjectId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  holderName: ColumnType<string | null, string | null | undefined, string | null>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  round: ColumnType<number | null, number | null | undefined, number | null>
  green: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  applicantRole: ColumnType<string | null, string | null | undefined, string | null>
  submittedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedBecause: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  supplementDueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubCaseSatisfaction {
  id: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  officeName: ColumnType<string | null, string | null | undefined, string | null>
  cause: ColumnType<string | null, string | null | undefined, string | null>
  askedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  rating: ColumnType<number | null, number | null | undefined, number | null>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  respondedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubCaseStepDuration {
  id: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  casePlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  round: ColumnType<number | null, number | null | undefined, number | null>
  stage: ColumnType<number | null, number | null | undefined, number | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  officeLevel: ColumnType<string | null, string | null | undefined, string | null>
  department: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  officeName: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  workingDays: ColumnType<number | null, number | null | undefined, number | null>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  dueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  days: ColumnType<number | null, number | null | undefined, number | null>
  late: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
}

interface PubDataStanding {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubDeclaredPayment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  holderKind: ColumnType<string | null, string | null | undefined, string | null>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  scheme: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubDelivery {
  id: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  subjectKind: ColumnType<string | null, string | null | undefined, string | null>
  subjectId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  period: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  foundOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  toldOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  confirmedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  tier: ColumnType<string | null, string | null | undefined, string | null>
  confirmBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubDemandHire {
  id: ColumnType<string | null, string | null | undefined, string | null>
  postId: ColumnType<string | null, string | null | undefined, string | null>
  introductionId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  hiredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  recordedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubDemandPost {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  occupation: ColumnType<string | null, string | null | undefined, string | null>
  industryCode: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  education: ColumnType<string | null, string | null | undefined, string | null>
  skill: ColumnType<string | null, string | null | undefined, string | null>
  class: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  wanted: ColumnType<number | null, number | null | undefined, number | null>
  hired: ColumnType<number | null, number | null | undefined, number | null>
  payFromFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  payToFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  postedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endsOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubDemandSeat {
  id: ColumnType<string | null, string | null | undefined, string | null>
  postId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  n: ColumnType<number | null, number | null | undefined, number | null>
  vacantFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  vacantUntil: ColumnType<PlainDate | null, string | null | undefined, string | null>
  hiredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubEmployer {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  initials: ColumnType<string | null, string | null | undefined, string | null>
  creditCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  ownership: ColumnType<string | null, string | null | undefined, string | null>
  industryCode: ColumnType<string | null, string | null | undefined, string | null>
  industrySection: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  size: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  taxPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  foundedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  staffCount: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface PubEmployerEvidence {
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubEmployerFact {
  id: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  fact: ColumnType<string | null, string | null | undefined, string | null>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubEmployerList {
  id: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  list: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  inForce: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubEmployerProfile {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  ownership: ColumnType<string | null, string | null | undefined, string | null>
  industrySection: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  size: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  taxPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  foundedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  staffCount: ColumnType<number | null, number | null | undefined, number | null>
  talents: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  introducedTotal: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  introducedThisYear: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  introducedLastYear: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  platformLevel: ColumnType<string | null, string | null | undefined, string | null>
  platformKinds: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  lists: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  facts: ColumnType<Json | null, string | null | undefined, string | null>
}

interface PubEntitlement {
  subjectKind: ColumnType<string | null, string | null | undefined, string | null>
  subjectId: ColumnType<string | null, string | null | undefined, string | null>
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  stage: ColumnType<string | null, string | null | undefined, string | null>
  gives: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  foundOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  grantedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  decision: ColumnType<string | null, string | null | undefined, string | null>
  classLevel: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubHousingApplication {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  family: ColumnType<number | null, number | null | undefined, number | null>
  wantedPlace: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  appliedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  drawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  turn: ColumnType<number | null, number | null | undefined, number | null>
  housedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubHousingBuilding {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  address: ColumnType<string | null, string | null | undefined, string | null>
  operator: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  floorArea: ColumnType<string | null, string | null | undefined, string | null>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubHousingLettable {
  unitId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubHousingRule {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  way: ColumnType<string | null, string | null | undefined, string | null>
  value: ColumnType<string | null, string | null | undefined, string | null>
  mostArea: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubHousingTenancy {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  applicationId: ColumnType<string | null, string | null | undefined, string | null>
  unitId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
  leftBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubHousingTerm {
  id: ColumnType<string | null, string | null | undefined, string | null>
  tenancyId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rentFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  people: ColumnType<number | null, number | null | undefined, number | null>
}

interface PubHousingUnit {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  buildingId: ColumnType<string | null, string | null | undefined, string | null>
  buildingName: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  room: ColumnType<string | null, string | null | undefined, string | null>
  bedrooms: ColumnType<number | null, number | null | undefined, number | null>
  area: ColumnType<string | null, string | null | undefined, string | null>
  rentFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubImportRunning {
  number: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface PubIndicatorTarget {
  figure: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  value: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubInnovationPlatform {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  certifier: ColumnType<string | null, string | null | undefined, string | null>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  levelRank: ColumnType<number | null, number | null | undefined, number | null>
  inForce: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubInstalment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  holderKind: ColumnType<string | null, string | null | undefined, string | null>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  no: ColumnType<number | null, number | null | undefined, number | null>
  dueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  taxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  netFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  milestone: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
}

interface PubKnownEmployer {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubKnownPerson {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  corps: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  birthDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant | null, string | null | undefined, string | null>
  survivorId: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubKnownPersonClass {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  scheme: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  revokedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubKnownPersonDegree {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  educationRank: ColumnType<number | null, number | null | undefined, number | null>
}

interface PubKnownPersonDeparture {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  departedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  destination: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubKnownPersonEmployment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  mode: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubKnownPersonIntroduction {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  mode: ColumnType<string | null, string | null | undefined, string | null>
  channel: ColumnType<string | null, string | null | undefined, string | null>
  origin: ColumnType<string | null, string | null | undefined, string | null>
  introducedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubMatchCount {
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  stage: ColumnType<string | null, string | null | undefined, string | null>
  onDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  eligible: ColumnType<number | null, number | null | undefined, number | null>
  unknown: ColumnType<number | null, number | null | undefined, number | null>
  ineligible: ColumnType<number | null, number | null | undefined, number | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubMeasureEdition {
  id: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<number | null, number | null | undefined, number | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  documentNumber: ColumnType<string | null, string | null | undefined, string | null>
  documentTitle: ColumnType<string | null, string | null | undefined, string | null>
  clause: ColumnType<string | null, string | null | undefined, string | null>
  stage: ColumnType<string | null, string | null | undefined, string | null>
  subjectKind: ColumnType<string | null, string | null | undefined, string | null>
  gives: ColumnType<string | null, string | null | undefined, string | null>
  delivery: ColumnType<string | null, string | null | undefined, string | null>
  budget: ColumnType<string | null, string | null | undefined, string | null>
  cityShareBp: ColumnType<number | null, number | null | undefined, number | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  inForce: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  classScheme: ColumnType<string | null, string | null | undefined, string | null>
  classLevel: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubObligation {
  id: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  holderKind: ColumnType<string | null, string | null | undefined, string | null>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  serveFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  serveTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lockTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  breach: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPaidItem {
  id: ColumnType<string | null, string | null | undefined, string | null>
  batchId: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPayment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  lineCode: ColumnType<string | null, string | null | undefined, string | null>
  lineYear: ColumnType<number | null, number | null | undefined, number | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  paidOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  taxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  netFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubPaymentBatch {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  items: ColumnType<number | null, number | null | undefined, number | null>
  madeAt: ColumnType<Instant | null, string | null | undefined, string | null>
  releasedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  totalFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  planFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  fileFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  pagePaidFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  returnedPaidItems: ColumnType<number | null, number | null | undefined, number | null>
  returnedPaidFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  returnedFailedItems: ColumnType<number | null, number | null | undefined, number | null>
  returnedFailedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  ledgerReleaseFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  ledgerPayFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  ledgerBounceFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  sentItems: ColumnType<number | null, number | null | undefined, number | null>
  sentFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  taxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  planTaxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  paidTaxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  remittedTaxFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  ledgerWithheldFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  ledgerRemittedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubPerson {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  pinyin: ColumnType<string | null, string | null | undefined, string | null>
  initials: ColumnType<string | null, string | null | undefined, string | null>
  sex: ColumnType<string | null, string | null | undefined, string | null>
  birthDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  nationality: ColumnType<string | null, string | null | undefined, string | null>
  documentType: ColumnType<string | null, string | null | undefined, string | null>
  documentHint: ColumnType<string | null, string | null | undefined, string | null>
  phoneHint: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  corps: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant | null, string | null | undefined, string | null>
  updatedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  survivorId: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonAppraisal {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  result: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonCheck {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  subject: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubPersonClass {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  scheme: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  basis: ColumnType<string | null, string | null | undefined, string | null>
  recognisedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  revokedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  inForce: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonContest {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  award: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  heldOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonDegree {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  education: ColumnType<string | null, string | null | undefined, string | null>
  degree: ColumnType<string | null, string | null | undefined, string | null>
  fullTime: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  school: ColumnType<string | null, string | null | undefined, string | null>
  country: ColumnType<string | null, string | null | undefined, string | null>
  major: ColumnType<string | null, string | null | undefined, string | null>
  graduatedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  educationRank: ColumnType<number | null, number | null | undefined, number | null>
  degreeRank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonDeparture {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  departedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  destination: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonDocument {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  documentType: ColumnType<string | null, string | null | undefined, string | null>
  documentHint: ColumnType<string | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonEmployment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  post: ColumnType<string | null, string | null | undefined, string | null>
  postKind: ColumnType<string | null, string | null | undefined, string | null>
  mode: ColumnType<string | null, string | null | undefined, string | null>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  contractFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  contractTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  openEnded: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  contractYears: ColumnType<string | null, string | null | undefined, string | null>
  monthlyPaySealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonEvidence {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonFact {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  fact: ColumnType<string | null, string | null | undefined, string | null>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonHonour {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  awardedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  levelRank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonHouseholdMember {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  relation: ColumnType<string | null, string | null | undefined, string | null>
  memberId: ColumnType<string | null, string | null | undefined, string | null>
  birthDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonHouseholdRegistration {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  inCity: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  registeredIn: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonHousing {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  homesInCity: ColumnType<number | null, number | null | undefined, number | null>
  lastTransferOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  boughtOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rents: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  monthlyRentSealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonIdentity {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  survivorId: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonInsurance {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  inCity: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  firstMonth: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lastMonth: ColumnType<PlainDate | null, string | null | undefined, string | null>
  months: ColumnType<number | null, number | null | undefined, number | null>
  backPaid: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  baseSealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonInsuranceMonth {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  inCity: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  month: ColumnType<PlainDate | null, string | null | undefined, string | null>
  backPaid: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  baseSealed: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonInsuranceRun {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  firstMonth: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lastMonth: ColumnType<PlainDate | null, string | null | undefined, string | null>
  months: ColumnType<number | null, number | null | undefined, number | null>
}

interface PubPersonIntroduction {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  mode: ColumnType<string | null, string | null | undefined, string | null>
  channel: ColumnType<string | null, string | null | undefined, string | null>
  introducedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  origin: ColumnType<string | null, string | null | undefined, string | null>
  contractYears: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonPartTimePost {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  organisation: ColumnType<string | null, string | null | undefined, string | null>
  post: ColumnType<string | null, string | null | undefined, string | null>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonPatent {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  status: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  appliedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  grantedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonProfile {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  sex: ColumnType<string | null, string | null | undefined, string | null>
  birthDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  nationality: ColumnType<string | null, string | null | undefined, string | null>
  documentType: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  corps: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  employerKind: ColumnType<string | null, string | null | undefined, string | null>
  employerOwnership: ColumnType<string | null, string | null | undefined, string | null>
  industrySection: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  employerSize: ColumnType<string | null, string | null | undefined, string | null>
  employerPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  employerTaxPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  education: ColumnType<string | null, string | null | undefined, string | null>
  fullTime: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  school: ColumnType<string | null, string | null | undefined, string | null>
  schoolCountry: ColumnType<string | null, string | null | undefined, string | null>
  major: ColumnType<string | null, string | null | undefined, string | null>
  graduatedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  degree: ColumnType<string | null, string | null | undefined, string | null>
  titleLevel: ColumnType<string | null, string | null | undefined, string | null>
  titleObtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  skillLevel: ColumnType<string | null, string | null | undefined, string | null>
  skillObtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  classScheme: ColumnType<string | null, string | null | undefined, string | null>
  classEdition: ColumnType<string | null, string | null | undefined, string | null>
  classLevel: ColumnType<string | null, string | null | undefined, string | null>
  classRecognisedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  classValidTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  firstIntroducedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lastIntroducedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  introductionMode: ColumnType<string | null, string | null | undefined, string | null>
  introductionChannel: ColumnType<string | null, string | null | undefined, string | null>
  origin: ColumnType<string | null, string | null | undefined, string | null>
  departedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  hasLeft: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  employedSince: ColumnType<PlainDate | null, string | null | undefined, string | null>
  employmentMode: ColumnType<string | null, string | null | undefined, string | null>
  post: ColumnType<string | null, string | null | undefined, string | null>
  postKind: ColumnType<string | null, string | null | undefined, string | null>
  contractFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  contractTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  openEnded: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  contractYears: ColumnType<string | null, string | null | undefined, string | null>
  monthlyPaySealed: ColumnType<string | null, string | null | undefined, string | null>
  firstInsuredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lastInsuredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  insuredTotalMonths: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  insuredRunFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  insuredRunThrough: ColumnType<PlainDate | null, string | null | undefined, string | null>
  insuredConsecutiveMonths: ColumnType<number | null, number | null | undefined, number | null>
  hukouInCity: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  hukouPlace: ColumnType<string | null, string | null | undefined, string | null>
  hukouSince: ColumnType<PlainDate | null, string | null | undefined, string | null>
  homesInCity: ColumnType<number | null, number | null | undefined, number | null>
  homeLastTransferOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  homeBoughtOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rents: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  monthlyRentSealed: ColumnType<string | null, string | null | undefined, string | null>
  appraisalYear: ColumnType<number | null, number | null | undefined, number | null>
  appraisal: ColumnType<string | null, string | null | undefined, string | null>
  honourLevel: ColumnType<string | null, string | null | undefined, string | null>
  honourAwardedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  checked: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  facts: ColumnType<Json | null, string | null | undefined, string | null>
}

interface PubPersonProject {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  grantor: ColumnType<string | null, string | null | undefined, string | null>
  role: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonSkill {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  occupation: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  issuerKind: ColumnType<string | null, string | null | undefined, string | null>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  obtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  levelRank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonTerm {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  term: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPersonTitle {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  series: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  specialty: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  obtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  levelRank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPlatformPerson {
  id: ColumnType<string | null, string | null | undefined, string | null>
  platformId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  role: ColumnType<string | null, string | null | undefined, string | null>
  joinedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  leftOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  platform: ColumnType<string | null, string | null | undefined, string | null>
  platformKind: ColumnType<string | null, string | null | undefined, string | null>
  platformLevel: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubPublicNotice {
  id: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  documentNumber: ColumnType<string | null, string | null | undefined, string | null>
  maskedName: ColumnType<string | null, string | null | undefined, string | null>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  officeName: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  fromOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  toOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubRecognition {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  classId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  editionId: ColumnType<string | null, string | null | undefined, string | null>
  scheme: ColumnType<string | null, string | null | undefined, string | null>
  catalogueEdition: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  road: ColumnType<string | null, string | null | undefined, string | null>
  entries: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubRecognitionRecheck {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  classId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  scheme: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  cause: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  openedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  dueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
  outcomeLevel: ColumnType<string | null, string | null | undefined, string | null>
  outcomeClassId: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubRecordConfidence {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  record: ColumnType<string | null, string | null | undefined, string | null>
  rowId: ColumnType<string | null, string | null | undefined, string | null>
  class: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
  halfLifeMonths: ColumnType<number | null, number | null | undefined, number | null>
  agreeing: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  contradicting: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
  ageMonths: ColumnType<number | null, number | null | undefined, number | null>
  score: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubRecovery {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  awardId: ColumnType<string | null, string | null | undefined, string | null>
  measure: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  ground: ColumnType<string | null, string | null | undefined, string | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  recoveredFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  setOffFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  writtenOffFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  outstandingFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubSchoolList {
  list: ColumnType<string | null, string | null | undefined, string | null>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  school: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubServiceAssignment {
  id: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  specialistId: ColumnType<string | null, string | null | undefined, string | null>
  specialistName: ColumnType<string | null, string | null | undefined, string | null>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  until: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubServicePromise {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  contactMonths: ColumnType<number | null, number | null | undefined, number | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubServiceRequest {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  kindLabel: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  askedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  dueOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lateOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rating: ColumnType<number | null, number | null | undefined, number | null>
  ratedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubShortageCatalogue {
  id: ColumnType<string | null, string | null | undefined, string | null>
  catalogueId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  publishedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  inForce: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  industry: ColumnType<string | null, string | null | undefined, string | null>
  occupation: ColumnType<string | null, string | null | undefined, string | null>
  titles: ColumnType<string | null, string | null | undefined, string | null>
  posts: ColumnType<number | null, number | null | undefined, number | null>
  wanted: ColumnType<number | null, number | null | undefined, number | null>
  hired: ColumnType<number | null, number | null | undefined, number | null>
  people: ColumnType<number | null, number | null | undefined, number | null>
  openDays: ColumnType<number | null, number | null | undefined, number | null>
  score: ColumnType<string | null, string | null | undefined, string | null>
  degree: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubSignedSheet {
  id: ColumnType<string | null, string | null | undefined, string | null>
  fundId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  fromOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  toOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubSpecialFund {
  id: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  promisedFloorFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  floorDocument: ColumnType<string | null, string | null | undefined, string | null>
  appropriatedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  belowFloorFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
}

interface PubStatistic {
  id: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  value: ColumnType<string | null, string | null | undefined, string | null>
  unit: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  page: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubStory {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  about: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  industry: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string | null, string | null | undefined, string | null>
  publishedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface PubTeam {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  field: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  foundedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubTeamEvidence {
  teamId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubTeamMember {
  id: ColumnType<string | null, string | null | undefined, string | null>
  teamId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  role: ColumnType<string | null, string | null | undefined, string | null>
  joinedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  leftOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate | null, string | null | undefined, string | null>
  verification: ColumnType<string | null, string | null | undefined, string | null>
}

interface PubTeamProfile {
  id: ColumnType<string | null, string | null | undefined, string | null>
  number: ColumnType<string | null, string | null | undefined, string | null>
  name: ColumnType<string | null, string | null | undefined, string | null>
  field: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  foundedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  active: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  employerName: ColumnType<string | null, string | null | undefined, string | null>
  employerKind: ColumnType<string | null, string | null | undefined, string | null>
  employerIndustry: ColumnType<string | null, string | null | undefined, string | null>
  employerPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  employerTaxPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  leaderId: ColumnType<string | null, string | null | undefined, string | null>
  leaderClass: ColumnType<string | null, string | null | undefined, string | null>
  leaderEmployedHere: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  members: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
  coreMembers: ColumnType<bigint | null, bigint | null | undefined, bigint | null>
}

interface PubTrainingRecord {
  personId: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  hours: ColumnType<number | null, number | null | undefined, number | null>
  professionalHours: ColumnType<number | null, number | null | undefined, number | null>
  requiredHours: ColumnType<number | null, number | null | undefined, number | null>
  requiredProfessionalHours: ColumnType<number | null, number | null | undefined, number | null>
  fulfilled: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
}

interface PubUsageWarning {
  id: ColumnType<string | null, string | null | undefined, string | null>
  lineId: ColumnType<string | null, string | null | undefined, string | null>
  lineCode: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number | null, number | null | undefined, number | null>
  placeCode: ColumnType<string | null, string | null | undefined, string | null>
  countyCode: ColumnType<string | null, string | null | undefined, string | null>
  threshold: ColumnType<number | null, number | null | undefined, number | null>
  usedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  appropriatedFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  warnedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  easedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RecognitionBodyDecision {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  body: ColumnType<string, string, string>
  document: ColumnType<string, string, string>
  metOn: ColumnType<PlainDate, string, string>
  reason: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  proposedBy: ColumnType<string, string, string>
  proposerPerson: ColumnType<string, string, string>
  proposedAt: ColumnType<Instant, string | undefined, string>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  settlerPerson: ColumnType<string | null, string | null | undefined, string | null>
  settledOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  settledNote: ColumnType<string | null, string | null | undefined, string | null>
}

interface RecognitionRecheck {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  classId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  scheme: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  cause: ColumnType<string, string, string>
  finding: ColumnType<string, string, string>
  openedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  hearBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
  statement: ColumnType<string | null, string | null | undefined, string | null>
  statedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  formerState: ColumnType<string | null, string | null | undefined, string | null>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
  outcomeLevel: ColumnType<string | null, string | null | undefined, string | null>
  outcomeValidTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  outcomeClassId: ColumnType<string | null, string | null | undefined, string | null>
  outcomeReason: ColumnType<string | null, string | null | undefined, string | null>
  document: ColumnType<string | null, string | null | undefined, string | null>
  proposedBy: ColumnType<string | null, string | null | undefined, string | null>
  proposerPerson: ColumnType<string | null, string | null | undefined, string | null>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  settlerPerson: ColumnType<string | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  settledNote: ColumnType<string | null, string | null | undefined, string | null>
}

interface RecognitionRecognition {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  caseId: ColumnType<string, string, string>
  classId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  measure: ColumnType<string, string, string>
  editionId: ColumnType<string, string, string>
  scheme: ColumnType<string, string, string>
  catalogueEdition: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  road: ColumnType<string, string, string>
  entries: ColumnType<string[], string[], string[]>
  document: ColumnType<string, string, string>
  decidedOn: ColumnType<PlainDate, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate, string, string>
  outcome: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface RegistryAppraisal {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  year: ColumnType<number, number, number>
  result: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryContest {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  edition: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string, string, string>
  award: ColumnType<string, string, string>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  heldOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryCorrection {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  record: ColumnType<string, string, string>
  rowId: ColumnType<string, string, string>
  department: ColumnType<string, string, string>
  factText: ColumnType<string, string, string>
  was: ColumnType<string, string, string>
  says: ColumnType<string, string, string>
  evidence: ColumnType<string, string, string>
  askedBy: ColumnType<string, string, string>
  askedRole: ColumnType<string, string, string>
  askedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryDataRequest {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  says: ColumnType<string, string | undefined, string>
  askedBy: ColumnType<string, string, string>
  askedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
  erased: ColumnType<Json, string | undefined, string>
  kept: ColumnType<Json, string | undefined, string>
  decidedBy: ColumnType<string | null, string | null | undefined, string | null>
  decidedByName: ColumnType<string | null, string | null | undefined, string | null>
  decidedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryDataStanding {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  requestId: ColumnType<string, string, string>
  since: ColumnType<PlainDate, string, string>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryDegree {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  education: ColumnType<string | null, string | null | undefined, string | null>
  degree: ColumnType<string | null, string | null | undefined, string | null>
  fullTime: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  school: ColumnType<string | null, string | null | undefined, string | null>
  country: ColumnType<string, string | undefined, string>
  major: ColumnType<string | null, string | null | undefined, string | null>
  graduatedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  certifiedAbroad: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryDeparture {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  departedOn: ColumnType<PlainDate, string, string>
  reason: ColumnType<string, string, string>
  destination: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryDuplicatePair {
  id: ColumnType<string, string | undefined, string>
  oneId: ColumnType<string, string, string>
  otherId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  score: ColumnType<number, number, number>
  reasons: ColumnType<Json, string, string>
  state: ColumnType<string, string | undefined, string>
  foundOn: ColumnType<PlainDate, string, string>
  settledOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  note: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryEmployer {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  name: ColumnType<string, string, string>
  initials: ColumnType<string, string | undefined, string>
  creditCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  ownership: ColumnType<string | null, string | null | undefined, string | null>
  industryCode: ColumnType<string | null, string | null | undefined, string | null>
  industrySection: ColumnType<string | null, string | null | undefined, string | null>
  keyIndustry: ColumnType<string | null, string | null | undefined, string | null>
  size: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  taxPlaceCode: ColumnType<string | null, string | null | undefined, string | null>
  foundedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  staffCount: ColumnType<number | null, number | null | undefined, number | null>
  contactName: ColumnType<string | null, string | null | undefined, string | null>
  phoneSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  phoneHint: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  updatedAt: ColumnType<Instant, string | undefined, string>
}

interface RegistryEmployerFact {
  id: ColumnType<string, string | undefined, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  fact: ColumnType<string, string, string>
  value: ColumnType<Json, string, string>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryEmployerList {
  id: ColumnType<string, string | undefined, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  list: ColumnType<string, string, string>
  edition: ColumnType<string, string, string>
  issuer: ColumnType<string, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
}

interface RegistryEmployment {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  post: ColumnType<string | null, string | null | undefined, string | null>
  postKind: ColumnType<string | null, string | null | undefined, string | null>
  mode: ColumnType<string, string, string>
  startedOn: ColumnType<PlainDate, string, string>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  contractFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  contractTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  openEnded: ColumnType<boolean, boolean | undefined, boolean>
  monthlyPaySealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryFeedChange {
  id: ColumnType<string, string | undefined, string>
  deliveryId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  record: ColumnType<string, string, string>
  rowId: ColumnType<string, string, string>
  before: ColumnType<Json | null, string | null | undefined, string | null>
  undone: ColumnType<boolean, boolean | undefined, boolean>
}

interface RegistryFeedDelivery {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  sourceId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  channel: ColumnType<string, string, string>
  fileName: ColumnType<string, string, string>
  fileBytes: ColumnType<number, number, number>
  fileSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  contentHash: ColumnType<Buffer, Buffer, Buffer>
  idempotencyKey: ColumnType<string | null, string | null | undefined, string | null>
  asOf: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string, string>
  readRows: ColumnType<number, number | undefined, number>
  newRows: ColumnType<number, number | undefined, number>
  changedRows: ColumnType<number, number | undefined, number>
  unchangedRows: ColumnType<number, number | undefined, number>
  quarantinedRows: ColumnType<number, number | undefined, number>
  before: ColumnType<Json | null, string | null | undefined, string | null>
  after: ColumnType<Json | null, string | null | undefined, string | null>
  message: ColumnType<string | null, string | null | undefined, string | null>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface RegistryFeedDue {
  deliveryId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  due: ColumnType<string[], string[], string[]>
}

interface RegistryFeedKey {
  id: ColumnType<string, string | undefined, string>
  sourceId: ColumnType<string, string, string>
  keyHash: ColumnType<Buffer, Buffer, Buffer>
  hint: ColumnType<string, string, string>
  issuedBy: ColumnType<string, string, string>
  issuedAt: ColumnType<Instant, string | undefined, string>
  revokedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  lastUsedAt: ColumnType<Instant | null, string | null | undefined, string | null>
  minuteAt: ColumnType<Instant | null, string | null | undefined, string | null>
  minuteCalls: ColumnType<number, number | undefined, number>
}

interface RegistryFeedRecord {
  kind: ColumnType<string, string, string>
  record: ColumnType<string, string, string>
  fact: ColumnType<string, string | undefined, string>
}

interface RegistryFeedRow {
  id: ColumnType<string, string | undefined, string>
  deliveryId: ColumnType<string, string, string>
  sourceId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  rowNumber: ColumnType<number, number, number>
  rowHash: ColumnType<Buffer, Buffer, Buffer>
  reason: ColumnType<string, string, string>
  problems: ColumnType<Json, string, string>
  sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  state: ColumnType<string, string, string>
  outcome: ColumnType<string | null, string | null | undefined, string | null>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  settledOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryFeedSource {
  id: ColumnType<string, string | undefined, string>
  code: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  mapping: ColumnType<Json, string, string>
  everyDays: ColumnType<number, number, number>
  openedOn: ColumnType<PlainDate, string, string>
  updatedAt: ColumnType<Instant, string | undefined, string>
}

interface RegistryFormerFact {
  id: ColumnType<string, string | undefined, string>
  correctionId: ColumnType<string | null, string | null | undefined, string | null>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  record: ColumnType<string, string, string>
  rowId: ColumnType<string, string, string>
  said: ColumnType<Json, string, string>
  knownFrom: ColumnType<Instant, string, string>
  knownTo: ColumnType<Instant, string | undefined, string>
  act: ColumnType<string, string | undefined, string>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  changedBy: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryHonour {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  awardedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryHouseholdMember {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  relation: ColumnType<string, string, string>
  memberId: ColumnType<string | null, string | null | undefined, string | null>
  birthDate: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryHouseholdRegistration {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  inCity: ColumnType<boolean, boolean, boolean>
  registeredIn: ColumnType<string, string, string>
  since: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryHousing {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  homesInCity: ColumnType<number, number, number>
  lastTransferOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  boughtOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rents: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  monthlyRentSealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryImportBatch {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  fileName: ColumnType<string, string, string>
  fileBytes: ColumnType<number, number, number>
  fileSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  source: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string, string>
  doneRows: ColumnType<number, number | undefined, number>
  totalRows: ColumnType<number | null, number | null | undefined, number | null>
  newRows: ColumnType<number, number | undefined, number>
  knownRows: ColumnType<number, number | undefined, number>
  wrongRows: ColumnType<number, number | undefined, number>
  message: ColumnType<string | null, string | null | undefined, string | null>
  createdBy: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
  endedAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface RegistryImportRow {
  batchId: ColumnType<string, string, string>
  rowNumber: ColumnType<number, number, number>
  outcome: ColumnType<string, string, string>
  sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  problems: ColumnType<Json, string | undefined, string>
  documentIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  personId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryInnovationPlatform {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  name: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  certifier: ColumnType<string, string, string>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  rectifyBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryInsurance {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  kind: ColumnType<string, string, string>
  inCity: ColumnType<boolean, boolean | undefined, boolean>
  months: ColumnType<string, string, string>
  backPaid: ColumnType<boolean, boolean | undefined, boolean>
  baseSealed: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryIntroduction {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  mode: ColumnType<string, string, string>
  channel: ColumnType<string, string, string>
  introducedOn: ColumnType<PlainDate, string, string>
  origin: ColumnType<string | null, string | null | undefined, string | null>
  contractYears: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryMergeMoved {
  mergeId: ColumnType<string, string, string>
  record: ColumnType<string, string, string>
  rowId: ColumnType<string, string, string>
}

interface RegistryMovementReport {
  id: ColumnType<string, string | undefined, string>
  kind: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  happenedOn: ColumnType<PlainDate, string, string>
  mode: ColumnType<string | null, string | null | undefined, string | null>
  programme: ColumnType<string | null, string | null | undefined, string | null>
  channel: ColumnType<string | null, string | null | undefined, string | null>
  origin: ColumnType<string | null, string | null | undefined, string | null>
  contract: ColumnType<string | null, string | null | undefined, string | null>
  contractYears: ColumnType<string | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  destination: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string | undefined, string>
  insuredFrom: ColumnType<PlainDate | null, string | null | undefined, string | null>
  recordId: ColumnType<string | null, string | null | undefined, string | null>
  reportedBy: ColumnType<string, string, string>
  reporterPerson: ColumnType<string, string, string>
  reportedAt: ColumnType<Instant, string | undefined, string>
  checkedBy: ColumnType<string | null, string | null | undefined, string | null>
  checkerPerson: ColumnType<string | null, string | null | undefined, string | null>
  checkedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  note: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryPartTimePost {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  organisation: ColumnType<string, string, string>
  post: ColumnType<string, string, string>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryPatent {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  number: ColumnType<string, string, string>
  status: ColumnType<string, string, string>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  appliedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  grantedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryPerson {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  name: ColumnType<string, string, string>
  pinyin: ColumnType<string, string | undefined, string>
  initials: ColumnType<string, string | undefined, string>
  sex: ColumnType<string, string, string>
  birthDate: ColumnType<PlainDate, string, string>
  nationality: ColumnType<string, string | undefined, string>
  documentType: ColumnType<string, string, string>
  documentSealed: ColumnType<Buffer, Buffer, Buffer>
  documentIndex: ColumnType<Buffer, Buffer, Buffer>
  documentHint: ColumnType<string, string, string>
  phoneSealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  phoneIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  phoneHint: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  corps: ColumnType<string[], string[] | undefined, string[]>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  createdAt: ColumnType<Instant, string | undefined, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  updatedAt: ColumnType<Instant, string | undefined, string>
  survivorId: ColumnType<string | null, string | null | undefined, string | null>
  pseudonymOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryPersonDocument {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  documentType: ColumnType<string, string, string>
  documentSealed: ColumnType<Buffer, Buffer, Buffer>
  documentIndex: ColumnType<Buffer, Buffer, Buffer>
  documentHint: ColumnType<string, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
}

interface RegistryPersonFact {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  fact: ColumnType<string, string, string>
  value: ColumnType<Json, string, string>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  deliveryId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryPersonMerge {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  survivorId: ColumnType<string, string, string>
  mergedId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  reason: ColumnType<string, string, string>
  taken: ColumnType<string[], string[], string[]>
  before: ColumnType<Json, string, string>
  after: ColumnType<Json | null, string | null | undefined, string | null>
  mergedOn: ColumnType<PlainDate, string, string>
  mergedBy: ColumnType<string | null, string | null | undefined, string | null>
  mergedAt: ColumnType<Instant, string | undefined, string>
  separatedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  separatedBy: ColumnType<string | null, string | null | undefined, string | null>
  separateReason: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryPersonTerm {
  personId: ColumnType<string, string, string>
  term: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  countyCode: ColumnType<string, string | undefined, string>
}

interface RegistryPlatformEvent {
  id: ColumnType<string, string | undefined, string>
  platformId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  happenedOn: ColumnType<PlainDate, string, string>
  document: ColumnType<string, string, string>
  year: ColumnType<number | null, number | null | undefined, number | null>
  result: ColumnType<string | null, string | null | undefined, string | null>
  rectifyBy: ColumnType<PlainDate | null, string | null | undefined, string | null>
  level: ColumnType<string | null, string | null | undefined, string | null>
  certifier: ColumnType<string | null, string | null | undefined, string | null>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  reason: ColumnType<string | null, string | null | undefined, string | null>
  state: ColumnType<string, string | undefined, string>
  proposedBy: ColumnType<string, string, string>
  proposerPerson: ColumnType<string, string, string>
  proposedAt: ColumnType<Instant, string | undefined, string>
  settledBy: ColumnType<string | null, string | null | undefined, string | null>
  settlerPerson: ColumnType<string | null, string | null | undefined, string | null>
  settledAt: ColumnType<Instant | null, string | null | undefined, string | null>
  settledNote: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryPlatformPerson {
  id: ColumnType<string, string | undefined, string>
  platformId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  joinedOn: ColumnType<PlainDate, string, string>
  leftOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
}

interface RegistryPlatformTeam {
  id: ColumnType<string, string | undefined, string>
  platformId: ColumnType<string, string, string>
  teamId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  joinedOn: ColumnType<PlainDate, string, string>
  leftOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
}

interface RegistryProject {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  number: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string, string, string>
  grantor: ColumnType<string | null, string | null | undefined, string | null>
  role: ColumnType<string, string, string>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  amountFen: ColumnType<Fen | null, bigint | null | undefined, bigint | null>
  startedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  createdBy: ColumnType<string | null, string | null | undefined, string | null>
  withdrawnOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface RegistryRecordCheck {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  subject: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistrySchoolList {
  list: ColumnType<string, string, string>
  edition: ColumnType<string, string, string>
  school: ColumnType<string, string, string>
  rank: ColumnType<number | null, number | null | undefined, number | null>
  source: ColumnType<string, string, string>
}

interface RegistrySkill {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  occupation: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  issuerKind: ColumnType<string | null, string | null | undefined, string | null>
  certificateNumber: ColumnType<string | null, string | null | undefined, string | null>
  obtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
  system: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryStatistic {
  placeCode: ColumnType<string, string, string>
  year: ColumnType<number, number, number>
  kind: ColumnType<string, string, string>
  value: ColumnType<string, string, string>
  unit: ColumnType<string, string, string>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  id: ColumnType<string, string | undefined, string>
  document: ColumnType<string | null, string | null | undefined, string | null>
  page: ColumnType<string | null, string | null | undefined, string | null>
  enteredBy: ColumnType<string | null, string | null | undefined, string | null>
  enteredAt: ColumnType<Instant, string | undefined, string>
  withdrawnAt: ColumnType<Instant | null, string | null | undefined, string | null>
  withdrawnBy: ColumnType<string | null, string | null | undefined, string | null>
  withdrawalReason: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistrySuperseded {
  id: ColumnType<string, string | undefined, string>
  kind: ColumnType<string, string, string>
  rowId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  facts: ColumnType<Json, string, string>
  knownUntil: ColumnType<Instant, string | undefined, string>
}

interface RegistryTalentClass {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  scheme: ColumnType<string, string, string>
  edition: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  issuer: ColumnType<string, string, string>
  basis: ColumnType<string | null, string | null | undefined, string | null>
  recognisedOn: ColumnType<PlainDate, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  revokedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryTeam {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string | undefined, string>
  name: ColumnType<string, string, string>
  field: ColumnType<string, string, string>
  employerId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  foundedOn: ColumnType<PlainDate, string, string>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
}

interface RegistryTeamMember {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  teamId: ColumnType<string, string, string>
  role: ColumnType<string, string, string>
  joinedOn: ColumnType<PlainDate, string, string>
  leftOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface RegistryTitle {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  series: ColumnType<string | null, string | null | undefined, string | null>
  level: ColumnType<string, string, string>
  name: ColumnType<string | null, string | null | undefined, string | null>
  specialty: ColumnType<string | null, string | null | undefined, string | null>
  issuer: ColumnType<string | null, string | null | undefined, string | null>
  obtainedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  source: ColumnType<string, string, string>
  asOf: ColumnType<PlainDate, string, string>
  verification: ColumnType<string, string, string>
  importBatchId: ColumnType<string | null, string | null | undefined, string | null>
}

interface SatisfactionSurvey {
  id: ColumnType<string, string | undefined, string>
  caseId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  cause: ColumnType<string, string, string>
  askedOn: ColumnType<PlainDate, string, string>
  until: ColumnType<PlainDate, string, string>
  state: ColumnType<string, string | undefined, string>
  rating: ColumnType<number | null, number | null | undefined, number | null>
  words: ColumnType<string, string | undefined, string>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  response: ColumnType<string | null, string | null | undefined, string | null>
  respondedBy: ColumnType<string | null, string | null | undefined, string | null>
  respondedByName: ColumnType<string | null, string | null | undefined, string | null>
  respondedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface ServiceAssignment {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  specialistId: ColumnType<string, string, string>
  span: ColumnType<string, string, string>
  how: ColumnType<string, string, string>
  assignedBy: ColumnType<string | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface ServiceContact {
  id: ColumnType<string, string | undefined, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  specialistId: ColumnType<string, string, string>
  specialistName: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  onDay: ColumnType<PlainDate, string, string>
  words: ColumnType<string, string, string>
  nextOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface ServicePromise {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  level: ColumnType<string, string, string>
  contactMonths: ColumnType<number, number, number>
  document: ColumnType<string, string, string>
  validFrom: ColumnType<PlainDate, string, string>
  validTo: ColumnType<PlainDate | null, string | null | undefined, string | null>
  madeBy: ColumnType<string, string, string>
  madeAt: ColumnType<Instant, string | undefined, string>
}

interface ServiceRequest {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  state: ColumnType<string, string, string>
  stateBefore: ColumnType<string, string | undefined, string>
  holderId: ColumnType<string | null, string | null | undefined, string | null>
  byPhone: ColumnType<boolean, boolean, boolean>
  askedOn: ColumnType<PlainDate, string, string>
  dueOn: ColumnType<PlainDate, string, string>
  answeredOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  lateOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  closedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  rating: ColumnType<number | null, number | null | undefined, number | null>
  ratedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface ServiceRequestEvent {
  id: ColumnType<string, string | undefined, string>
  requestId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
  byName: ColumnType<string, string, string>
  onDay: ColumnType<PlainDate, string, string>
  words: ColumnType<string, string | undefined, string>
}

interface ServiceRequestKind {
  kind: ColumnType<string, string, string>
  label: ColumnType<string, string, string>
  turn: ColumnType<number, number, number>
  workingDays: ColumnType<number, number, number>
  document: ColumnType<string, string, string>
  setBy: ColumnType<string | null, string | null | undefined, string | null>
  setAt: ColumnType<Instant, string | undefined, string>
}

interface ServiceSpecialist {
  accountId: ColumnType<string, string, string>
  name: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  officePhone: ColumnType<string, string, string>
  most: ColumnType<number, number, number>
  keptBy: ColumnType<string, string, string>
  keptAt: ColumnType<Instant, string | undefined, string>
}

interface ServiceWay {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
  verb: ColumnType<string, string, string>
}

interface ServiceWish {
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  askedOn: ColumnType<PlainDate, string, string>
}

interface StoriesConsent {
  id: ColumnType<string, string | undefined, string>
  storyId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  placeCode: ColumnType<string, string, string>
  version: ColumnType<number, number, number>
  says: ColumnType<string, string, string>
  words: ColumnType<string, string | undefined, string>
  saidBy: ColumnType<string, string, string>
  saidOn: ColumnType<PlainDate, string, string>
  saidAt: ColumnType<Instant, string | undefined, string>
}

interface StoriesStory {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  employerId: ColumnType<string | null, string | null | undefined, string | null>
  about: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  industry: ColumnType<string | null, string | null | undefined, string | null>
  title: ColumnType<string, string, string>
  lead: ColumnType<string, string, string>
  body: ColumnType<string, string, string>
  classSaid: ColumnType<string | null, string | null | undefined, string | null>
  measureSaid: ColumnType<string | null, string | null | undefined, string | null>
  caseId: ColumnType<string | null, string | null | undefined, string | null>
  version: ColumnType<number, number | undefined, number>
  agreedVersion: ColumnType<number | null, number | null | undefined, number | null>
  state: ColumnType<string, string | undefined, string>
  stateBefore: ColumnType<string, string | undefined, string>
  writtenBy: ColumnType<string, string, string>
  writtenOn: ColumnType<PlainDate, string, string>
  publishedBy: ColumnType<string | null, string | null | undefined, string | null>
  publishedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
  endedBecause: ColumnType<string | null, string | null | undefined, string | null>
}

interface StoriesWay {
  fromState: ColumnType<string, string, string>
  toState: ColumnType<string, string, string>
}

interface SubscriptionsMail {
  id: ColumnType<string, string | undefined, string>
  emailSealed: ColumnType<Buffer, Buffer, Buffer>
  emailIndex: ColumnType<Buffer, Buffer, Buffer>
  situation: ColumnType<Json, string, string>
  confirmHash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  stopHash: ColumnType<Buffer, Buffer, Buffer>
  sourceIndex: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  askedAt: ColumnType<Instant, string | undefined, string>
  confirmedOn: ColumnType<PlainDate | null, string | null | undefined, string | null>
}

interface SubscriptionsMailTold {
  emailIndex: ColumnType<Buffer, Buffer, Buffer>
  key: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  link: ColumnType<string, string, string>
  queuedOn: ColumnType<PlainDate, string, string>
  attempts: ColumnType<number, number | undefined, number>
  sentAt: ColumnType<Instant | null, string | null | undefined, string | null>
}

interface SubscriptionsSubscription {
  id: ColumnType<string, string | undefined, string>
  recipientKind: ColumnType<string, string, string>
  recipientId: ColumnType<string, string, string>
  personId: ColumnType<string | null, string | null | undefined, string | null>
  situation: ColumnType<Json, string, string>
  madeOn: ColumnType<PlainDate, string, string>
}

interface TrainingAttendance {
  enrolmentId: ColumnType<string, string, string>
  sessionId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  recordedBy: ColumnType<string, string, string>
  recordedAt: ColumnType<Instant, string | undefined, string>
}

interface TrainingCertificate {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  year: ColumnType<number, number, number>
  hours: ColumnType<number, number, number>
  professionalHours: ColumnType<number, number, number>
  issuedOn: ColumnType<PlainDate, string, string>
}

interface TrainingCourse {
  id: ColumnType<string, string | undefined, string>
  number: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  kind: ColumnType<string, string, string>
  organiser: ColumnType<string, string, string>
  summary: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  seats: ColumnType<number, number, number>
  taken: ColumnType<number, number | undefined, number>
  enrolBy: ColumnType<PlainDate, string, string>
  createdBy: ColumnType<string, string, string>
  createdAt: ColumnType<Instant, string | undefined, string>
}

interface TrainingCourseState {
  state: ColumnType<string, string, string>
}

interface TrainingEnrolment {
  id: ColumnType<string, string | undefined, string>
  courseId: ColumnType<string, string, string>
  personId: ColumnType<string, string, string>
  placeCode: ColumnType<string, string, string>
  state: ColumnType<string, string | undefined, string>
  enrolledAt: ColumnType<Instant, string | undefined, string>
}

interface TrainingRequirement {
  year: ColumnType<number, number, number>
  hours: ColumnType<number, number, number>
  professionalHours: ColumnType<number, number, number>
  source: ColumnType<string, string, string>
}

interface TrainingSession {
  id: ColumnType<string, string | undefined, string>
  courseId: ColumnType<string, string, string>
  heldOn: ColumnType<PlainDate, string, string>
  startsAt: ColumnType<string, string, string>
  venue: ColumnType<string, string, string>
  hours: ColumnType<number, number, number>
}

interface WritingConfirmation {
  id: ColumnType<string, string | undefined, string>
  placeCode: ColumnType<string, string, string>
  context: ColumnType<string, string, string>
  bindingId: ColumnType<string, string, string>
  title: ColumnType<string, string, string>
  confirmedBy: ColumnType<string | null, string | null | undefined, string | null>
  confirmedByName: ColumnType<string, string, string>
  confirmedOn: ColumnType<PlainDate, string, string>
  confirmedAt: ColumnType<Instant, string | undefined, string>
}

export interface DB {
  'cases.appeal': CasesAppeal
  'cases.archive': CasesArchive
  'cases.bodyDecision': CasesBodyDecision
  'cases.bulkLine': CasesBulkLine
  'cases.bulkRun': CasesBulkRun
  'cases.case': CasesCase
  'cases.caseDocument': CasesCaseDocument
  'cases.casePaper': CasesCasePaper
  'cases.delegation': CasesDelegation
  'cases.document': CasesDocument
  'cases.event': CasesEvent
  'cases.expertOpinion': CasesExpertOpinion
  'cases.inquiryNote': CasesInquiryNote
  'cases.notice': CasesNotice
  'cases.objection': CasesObjection
  'cases.reminder': CasesReminder
  'cases.step': CasesStep
  'cases.stepTransition': CasesStepTransition
  'cases.transition': CasesTransition
  'clerks.entryRequest': ClerksEntryRequest
  'clerks.invitation': ClerksInvitation
  'delivery.consent': DeliveryConsent
  'delivery.delivery': DeliveryDelivery
  'delivery.way': DeliveryWay
  'demand.catalogue': DemandCatalogue
  'demand.catalogueItem': DemandCatalogueItem
  'demand.hire': DemandHire
  'demand.post': DemandPost
  'demand.weighting': DemandWeighting
  'fund.adjustment': FundAdjustment
  'fund.award': FundAward
  'fund.awardCheck': FundAwardCheck
  'fund.awardEvent': FundAwardEvent
  'fund.awardKey': FundAwardKey
  'fund.awardPayee': FundAwardPayee
  'fund.ban': FundBan
  'fund.bankReturn': FundBankReturn
  'fund.bankReturnLine': FundBankReturnLine
  'fund.batch': FundBatch
  'fund.batchItem': FundBatchItem
  'fund.breach': FundBreach
  'fund.breachStatement': FundBreachStatement
  'fund.breachTransition': FundBreachTransition
  'fund.budgetLine': FundBudgetLine
  'fund.claim': FundClaim
  'fund.declaredPayment': FundDeclaredPayment
  'fund.entry': FundEntry
  'fund.inquiry': FundInquiry
  'fund.instalment': FundInstalment
  'fund.instalmentTransition': FundInstalmentTransition
  'fund.matchProof': FundMatchProof
  'fund.obligation': FundObligation
  'fund.payeeAccount': FundPayeeAccount
  'fund.payeeChange': FundPayeeChange
  'fund.posting': FundPosting
  'fund.quota': FundQuota
  'fund.quotaPlace': FundQuotaPlace
  'fund.reminder': FundReminder
  'fund.repayment': FundRepayment
  'fund.repaymentTerm': FundRepaymentTerm
  'fund.returnCorrection': FundReturnCorrection
  'fund.setOff': FundSetOff
  'fund.setOffUndone': FundSetOffUndone
  'fund.settlement': FundSettlement
  'fund.settlementItem': FundSettlementItem
  'fund.sheet': FundSheet
  'fund.specialFund': FundSpecialFund
  'fund.stage': FundStage
  'fund.stageOpinion': FundStageOpinion
  'fund.taxRemittance': FundTaxRemittance
  'fund.usageWarning': FundUsageWarning
  'fund.writeOff': FundWriteOff
  'housing.application': HousingApplication
  'housing.building': HousingBuilding
  'housing.draw': HousingDraw
  'housing.drawEntry': HousingDrawEntry
  'housing.drawSeed': HousingDrawSeed
  'housing.event': HousingEvent
  'housing.lettable': HousingLettable
  'housing.offer': HousingOffer
  'housing.rent': HousingRent
  'housing.rule': HousingRule
  'housing.tenancy': HousingTenancy
  'housing.term': HousingTerm
  'housing.terms': HousingTerms
  'housing.unit': HousingUnit
  'housing.way': HousingWay
  'indicators.figureUse': IndicatorsFigureUse
  'indicators.snapshot': IndicatorsSnapshot
  'indicators.snapshotFigure': IndicatorsSnapshotFigure
  'indicators.snapshotFinding': IndicatorsSnapshotFinding
  'indicators.target': IndicatorsTarget
  'kernel.account': KernelAccount
  'kernel.accountPhone': KernelAccountPhone
  'kernel.accountReset': KernelAccountReset
  'kernel.audit': KernelAudit
  'kernel.auditHead': KernelAuditHead
  'kernel.auditVerdict': KernelAuditVerdict
  'kernel.counter': KernelCounter
  'kernel.department': KernelDepartment
  'kernel.deputation': KernelDeputation
  'kernel.duty': KernelDuty
  'kernel.dutyChange': KernelDutyChange
  'kernel.erasure': KernelErasure
  'kernel.exportFetch': KernelExportFetch
  'kernel.exportRule': KernelExportRule
  'kernel.idempotency': KernelIdempotency
  'kernel.jobRetry': KernelJobRetry
  'kernel.knownDevice': KernelKnownDevice
  'kernel.listExport': KernelListExport
  'kernel.message': KernelMessage
  'kernel.messageCarried': KernelMessageCarried
  'kernel.messageChoice': KernelMessageChoice
  'kernel.messageMailbox': KernelMessageMailbox
  'kernel.messageSending': KernelMessageSending
  'kernel.messageText': KernelMessageText
  'kernel.passkey': KernelPasskey
  'kernel.phoneCode': KernelPhoneCode
  'kernel.place': KernelPlace
  'kernel.recoveryCode': KernelRecoveryCode
  'kernel.revealAlarm': KernelRevealAlarm
  'kernel.savedView': KernelSavedView
  'kernel.secondFactor': KernelSecondFactor
  'kernel.secondFactorAttempt': KernelSecondFactorAttempt
  'kernel.session': KernelSession
  'kernel.setUp': KernelSetUp
  'kernel.signInAttempt': KernelSignInAttempt
  'kernel.subjectChange': KernelSubjectChange
  'kernel.task': KernelTask
  'kernel.ticket': KernelTicket
  'measures.draft': MeasuresDraft
  'measures.draftVersion': MeasuresDraftVersion
  'measures.edition': MeasuresEdition
  'measures.entitlement': MeasuresEntitlement
  'measures.factLayout': MeasuresFactLayout
  'measures.matchCount': MeasuresMatchCount
  'measures.matchRun': MeasuresMatchRun
  'measures.scenario': MeasuresScenario
  'measures.subjectFact': MeasuresSubjectFact
  'measures.vocabulary': MeasuresVocabulary
  'measures.vocabularyChange': MeasuresVocabularyChange
  'pub.award': PubAward
  'pub.budgetLineBalance': PubBudgetLineBalance
  'pub.case': PubCase
  'pub.caseSatisfaction': PubCaseSatisfaction
  'pub.caseStepDuration': PubCaseStepDuration
  'pub.dataStanding': PubDataStanding
  'pub.declaredPayment': PubDeclaredPayment
  'pub.delivery': PubDelivery
  'pub.demandHire': PubDemandHire
  'pub.demandPost': PubDemandPost
  'pub.demandSeat': PubDemandSeat
  'pub.employer': PubEmployer
  'pub.employerEvidence': PubEmployerEvidence
  'pub.employerFact': PubEmployerFact
  'pub.employerList': PubEmployerList
  'pub.employerProfile': PubEmployerProfile
  'pub.entitlement': PubEntitlement
  'pub.housingApplication': PubHousingApplication
  'pub.housingBuilding': PubHousingBuilding
  'pub.housingLettable': PubHousingLettable
  'pub.housingRule': PubHousingRule
  'pub.housingTenancy': PubHousingTenancy
  'pub.housingTerm': PubHousingTerm
  'pub.housingUnit': PubHousingUnit
  'pub.importRunning': PubImportRunning
  'pub.indicatorTarget': PubIndicatorTarget
  'pub.innovationPlatform': PubInnovationPlatform
  'pub.instalment': PubInstalment
  'pub.knownEmployer': PubKnownEmployer
  'pub.knownPerson': PubKnownPerson
  'pub.knownPersonClass': PubKnownPersonClass
  'pub.knownPersonDegree': PubKnownPersonDegree
  'pub.knownPersonDeparture': PubKnownPersonDeparture
  'pub.knownPersonEmployment': PubKnownPersonEmployment
  'pub.knownPersonIntroduction': PubKnownPersonIntroduction
  'pub.matchCount': PubMatchCount
  'pub.measureEdition': PubMeasureEdition
  'pub.obligation': PubObligation
  'pub.paidItem': PubPaidItem
  'pub.payment': PubPayment
  'pub.paymentBatch': PubPaymentBatch
  'pub.person': PubPerson
  'pub.personAppraisal': PubPersonAppraisal
  'pub.personCheck': PubPersonCheck
  'pub.personClass': PubPersonClass
  'pub.personContest': PubPersonContest
  'pub.personDegree': PubPersonDegree
  'pub.personDeparture': PubPersonDeparture
  'pub.personDocument': PubPersonDocument
  'pub.personEmployment': PubPersonEmployment
  'pub.personEvidence': PubPersonEvidence
  'pub.personFact': PubPersonFact
  'pub.personHonour': PubPersonHonour
  'pub.personHouseholdMember': PubPersonHouseholdMember
  'pub.personHouseholdRegistration': PubPersonHouseholdRegistration
  'pub.personHousing': PubPersonHousing
  'pub.personIdentity': PubPersonIdentity
  'pub.personInsurance': PubPersonInsurance
  'pub.personInsuranceMonth': PubPersonInsuranceMonth
  'pub.personInsuranceRun': PubPersonInsuranceRun
  'pub.personIntroduction': PubPersonIntroduction
  'pub.personPartTimePost': PubPersonPartTimePost
  'pub.personPatent': PubPersonPatent
  'pub.personProfile': PubPersonProfile
  'pub.personProject': PubPersonProject
  'pub.personSkill': PubPersonSkill
  'pub.personTerm': PubPersonTerm
  'pub.personTitle': PubPersonTitle
  'pub.platformPerson': PubPlatformPerson
  'pub.publicNotice': PubPublicNotice
  'pub.recognition': PubRecognition
  'pub.recognitionRecheck': PubRecognitionRecheck
  'pub.recordConfidence': PubRecordConfidence
  'pub.recovery': PubRecovery
  'pub.schoolList': PubSchoolList
  'pub.serviceAssignment': PubServiceAssignment
  'pub.servicePromise': PubServicePromise
  'pub.serviceRequest': PubServiceRequest
  'pub.shortageCatalogue': PubShortageCatalogue
  'pub.signedSheet': PubSignedSheet
  'pub.specialFund': PubSpecialFund
  'pub.statistic': PubStatistic
  'pub.story': PubStory
  'pub.team': PubTeam
  'pub.teamEvidence': PubTeamEvidence
  'pub.teamMember': PubTeamMember
  'pub.teamProfile': PubTeamProfile
  'pub.trainingRecord': PubTrainingRecord
  'pub.usageWarning': PubUsageWarning
  'recognition.bodyDecision': RecognitionBodyDecision
  'recognition.recheck': RecognitionRecheck
  'recognition.recognition': RecognitionRecognition
  'registry.appraisal': RegistryAppraisal
  'registry.contest': RegistryContest
  'registry.correction': RegistryCorrection
  'registry.dataRequest': RegistryDataRequest
  'registry.dataStanding': RegistryDataStanding
  'registry.degree': RegistryDegree
  'registry.departure': RegistryDeparture
  'registry.duplicatePair': RegistryDuplicatePair
  'registry.employer': RegistryEmployer
  'registry.employerFact': RegistryEmployerFact
  'registry.employerList': RegistryEmployerList
  'registry.employment': RegistryEmployment
  'registry.feedChange': RegistryFeedChange
  'registry.feedDelivery': RegistryFeedDelivery
  'registry.feedDue': RegistryFeedDue
  'registry.feedKey': RegistryFeedKey
  'registry.feedRecord': RegistryFeedRecord
  'registry.feedRow': RegistryFeedRow
  'registry.feedSource': RegistryFeedSource
  'registry.formerFact': RegistryFormerFact
  'registry.honour': RegistryHonour
  'registry.householdMember': RegistryHouseholdMember
  'registry.householdRegistration': RegistryHouseholdRegistration
  'registry.housing': RegistryHousing
  'registry.importBatch': RegistryImportBatch
  'registry.importRow': RegistryImportRow
  'registry.innovationPlatform': RegistryInnovationPlatform
  'registry.insurance': RegistryInsurance
  'registry.introduction': RegistryIntroduction
  'registry.mergeMoved': RegistryMergeMoved
  'registry.movementReport': RegistryMovementReport
  'registry.partTimePost': RegistryPartTimePost
  'registry.patent': RegistryPatent
  'registry.person': RegistryPerson
  'registry.personDocument': RegistryPersonDocument
  'registry.personFact': RegistryPersonFact
  'registry.personMerge': RegistryPersonMerge
  'registry.personTerm': RegistryPersonTerm
  'registry.platformEvent': RegistryPlatformEvent
  'registry.platformPerson': RegistryPlatformPerson
  'registry.platformTeam': RegistryPlatformTeam
  'registry.project': RegistryProject
  'registry.recordCheck': RegistryRecordCheck
  'registry.schoolList': RegistrySchoolList
  'registry.skill': RegistrySkill
  'registry.statistic': RegistryStatistic
  'registry.superseded': RegistrySuperseded
  'registry.talentClass': RegistryTalentClass
  'registry.team': RegistryTeam
  'registry.teamMember': RegistryTeamMember
  'registry.title': RegistryTitle
  'satisfaction.survey': SatisfactionSurvey
  'service.assignment': ServiceAssignment
  'service.contact': ServiceContact
  'service.promise': ServicePromise
  'service.request': ServiceRequest
  'service.requestEvent': ServiceRequestEvent
  'service.requestKind': ServiceRequestKind
  'service.specialist': ServiceSpecialist
  'service.way': ServiceWay
  'service.wish': ServiceWish
  'stories.consent': StoriesConsent
  'stories.story': StoriesStory
  'stories.way': StoriesWay
  'subscriptions.mail': SubscriptionsMail
  'subscriptions.mailTold': SubscriptionsMailTold
  'subscriptions.subscription': SubscriptionsSubscription
  'training.attendance': TrainingAttendance
  'training.certificate': TrainingCertificate
  'training.course': TrainingCourse
  'training.courseState': TrainingCourseState
  'training.enrolment': TrainingEnrolment
  'training.requirement': TrainingRequirement
  'training.session': TrainingSession
  'writing.confirmation': WritingConfirmation
}
