import { caseHandlers, caseJobs, caseStreams, handOverCases } from '../cases/index.ts'
import { fundHandlers } from '../fund/actions.ts'
import { commitAward, takePlace } from '../fund/index.ts'
import { fundJobs } from '../fund/jobs.ts'
import { fundStreams } from '../fund/streams.ts'
import { accessHandlers } from '../kernel/access/actions.ts'
import { alarmHandlers, alarmJobs } from '../kernel/audit/alarms/actions.ts'
import { auditHandlers, auditJobs } from '../kernel/audit/actions.ts'
import { exportHandlers, exportJobs } from '../kernel/exports/actions.ts'
import type { Handler } from '../kernel/implement.ts'
import { deputyHandlers } from '../kernel/office/deputy-actions.ts'
import { officeHandlers } from '../kernel/office/actions.ts'
import { houseHandlers } from '../kernel/office/house-actions.ts'
import { viewHandlers } from '../kernel/views/actions.ts'
import type { JobHandler } from '../kernel/jobs/declare.ts'
import { assess, findEditionInForce, getEdition, householdHandlers, measureHandlers, measureJobs, papersFor, pathFor, planDecided, problemOfRecord, publicMeasureHandlers, recordableFacts, termsOf } from '../measures/index.ts'
import { labHandlers, labStreams, rowsExportable } from '../measures/lab/index.ts'
import { indicatorHandlers } from '../indicators/actions.ts'
import { programmeHandlers } from '../indicators/programme/actions.ts'
import { diagnosisHandlers } from '../indicators/diagnosis/actions.ts'
import { snapshotHandlers } from '../indicators/snapshot/actions.ts'
import { replyHandlers } from '../indicators/replies/actions.ts'
import { replyStreams } from '../indicators/replies/streams.ts'
import { useHandlers } from '../indicators/uses/actions.ts'
import { writingHandlers } from '../indicators/writing/actions.ts'
import { writingStreams } from '../indicators/writing/streams.ts'
import { clerkHandlers } from '../modules/clerks/actions.ts'
import { clerkRoutes } from '../modules/clerks/door.ts'
import { clerkJobs } from '../modules/clerks/jobs.ts'
import { proofRoute } from '../modules/clerks/proof.ts'
import { demandHandlers } from '../modules/demand/actions.ts'
import { demandJobs } from '../modules/demand/jobs.ts'
import { deliveryHandlers } from '../modules/delivery/actions.ts'
import { deliveryJobs } from '../modules/delivery/jobs.ts'
import { housingHandlers } from '../modules/housing/actions.ts'
import { housingJobs } from '../modules/housing/jobs.ts'
import { messageHandlers } from '../modules/messages/actions.ts'
import { messageJobs } from '../modules/messages/jobs.ts'
import { recognitionHandlers } from '../modules/recognition/handlers.ts'
import { recognitionJobs } from '../modules/recognition/jobs.ts'
import { satisfactionHandlers } from '../modules/satisfaction/actions.ts'
import { satisfactionJobs } from '../modules/satisfaction/jobs.ts'
import { serviceHandlers } from '../modules/service/actions.ts'
import { handOverServed } from '../modules/service/assign-actions.ts'
import { serviceJobs } from '../modules/service/jobs.ts'
import { storyHandlers } from '../modules/stories/actions.ts'
import { storyJobs } from '../modules/stories/jobs.ts'
import { subscriptionHandlers } from '../modules/subscriptions/actions.ts'
import { subscriptionJobs } from '../modules/subscriptions/jobs.ts'
import { subscriptionRoutes } from '../modules/subscriptions/routes.ts'
import { trainingHandlers } from '../modules/training/actions.ts'
import { trainingJobs } from '../modules/training/jobs.ts'
import { portalHandlers } from '../portal/queries.ts'
import { talentAccessHandlers } from '../registry/access/actions.ts'
import { registryHandlers } from '../registry/actions.ts'
import { byHandHandlers } from '../registry/by-hand/actions.ts'
import { correctionHandlers } from '../registry/corrections/actions.ts'
import { duplicateHandlers } from '../registry/duplicates/actions.ts'
import { duplicateJobs } from '../registry/duplicates/jobs.ts'
import { documentHandlers } from '../registry/documents/actions.ts'
import { exchangeHandlers } from '../registry/exchange/actions.ts'
import { feedHandlers } from '../registry/feeds/actions.ts'
import { feedJobs } from '../registry/feeds/jobs.ts'
import { feedRoutes } from '../registry/feeds/routes.ts'
import { importHandlers } from '../registry/import/actions.ts'
import { platformHandlers } from '../registry/platforms/actions.ts'
import { importJobs } from '../registry/import/jobs.ts'
import { movementHandlers } from '../registry/movements/actions.ts'
import { listingHandlers } from '../registry/listings/actions.ts'
import { importRoutes } from '../registry/import/routes.ts'
import { statisticHandlers } from '../registry/statistics/actions.ts'
import type { StreamRoutes } from './app.ts'
import { personalDataHandlers } from './personal-data/actions.ts'
import { retentionJobs } from './personal-data/retention/actions.ts'
import { exportablesOf, listExport } from './list-export.ts'
import { streamLabels } from './stream-labels.ts'

const desks = { measures: { getEdition, findEditionInForce, assess, pathFor, papersFor, planDecided, termsOf }, fund: { commitAward, takePlace }, vocabulary: { recordableFacts, problemOfRecord } }

/** Composition only: what the house consists of. No rules. */
export const handlers: readonly Handler[] = [
  ...viewHandlers,
  ...accessHandlers,
  ...alarmHandlers,
  ...personalDataHandlers(() => handlers.map(({ declaration }) => declaration)),
  ...auditHandlers(() => ({ ...streamLabels, ...Object.fromEntries(handlers.map(({ declaration: { name, label } }) => [name, label])) })),
  ...exportHandlers(() => [...exportablesOf(handlers), rowsExportable]),
  ...officeHandlers(() => handlers.map(({ declaration }) => declaration)),
  ...deputyHandlers([handOverCases, handOverServed]),
  ...houseHandlers(() => ({ 'kernel.event': '转告各模块的事件', ...Object.fromEntries(jobs.map(({ name, label }) => [name, label])) })),
  ...registryHandlers(desks.vocabulary),
  ...talentAccessHandlers,
  ...importHandlers,
  ...feedHandlers,
  ...documentHandlers,
  ...exchangeHandlers,
  ...duplicateHandlers,
  ...correctionHandlers,
  ...byHandHandlers,
  ...platformHandlers,
  ...movementHandlers,
  ...listingHandlers,
  ...statisticHandlers,
  ...measureHandlers,
  ...householdHandlers,
  ...publicMeasureHandlers,
  ...labHandlers,
  ...fundHandlers,
  ...caseHandlers(desks),
  ...trainingHandlers,
  ...clerkHandlers,
  ...demandHandlers,
  ...recognitionHandlers,
  ...messageHandlers,
  ...deliveryHandlers(desks),
  ...satisfactionHandlers,
  ...storyHandlers,
  ...subscriptionHandlers,
  ...serviceHandlers,
  ...housingHandlers,
  ...indicatorHandlers,
  ...programmeHandlers,
  ...diagnosisHandlers,
  ...snapshotHandlers,
  ...useHandlers,
  ...replyHandlers,
  ...writingHandlers,
  ...portalHandlers,
]
export const jobs: readonly JobHandler[] = [...auditJobs, ...importJobs, ...duplicateJobs, ...measureJobs, ...fundJobs, ...caseJobs, ...trainingJobs, ...clerkJobs, ...demandJobs, ...recognitionJobs, ...feedJobs, ...alarmJobs, ...messageJobs, ...deliveryJobs(desks), ...retentionJobs, ...exportJobs, ...serviceJobs, ...satisfactionJobs, ...storyJobs, ...subscriptionJobs, ...housingJobs]
export const streams: readonly StreamRoutes[] = [listExport, importRoutes, fundStreams, ...caseStreams, labStreams, writingStreams, replyStreams, feedRoutes, clerkRoutes, proofRoute, subscriptionRoutes]
