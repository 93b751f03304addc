import { readConfig } from '../../kernel/config.ts'
import { implementJob } from '../../kernel/jobs/declare.ts'
import { collectDeliveriesJob, readDeliveryJob } from './contract.ts'
import { collectFolder } from './folder.ts'
import { readDelivery } from './read-delivery.ts'

/** Both may run twice: a delivery goes on where it stopped, a file that was taken is known. */
export const feedJobs = [
  implementJob(readDeliveryJob, ({ database, today }, { deliveryId }) => readDelivery(database, today, deliveryId)),
  implementJob(
    collectDeliveriesJob,
    async ({ database, today }) => {
      await collectFolder(database, today, readConfig().feeds)
    },
    { cron: '*/5 * * * *' },
  ),
]
