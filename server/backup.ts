import { anchorFileOf } from '../kernel/audit/keep-anchors.ts'
import { takeBackup, type Taken } from '../kernel/backup/take.ts'
import type { Config } from '../kernel/config.ts'
import { storedName } from '../kernel/files/store.ts'
import { houseKeys, houseSealer } from '../kernel/seal/seal.ts'
import { version } from '../kernel/version.ts'
import { fileHashesText } from './sealed-columns.ts'

/** A backup of this house: what the kernel takes, and which files of the store somebody has registered. */
export const houseBackup = (administrator: { adminUrl: string; name: string }, config: Pick<Config, 'files' | 'anchors' | 'backups'>, { to = config.backups, keep, at }: { to?: string; keep?: number | undefined; at?: string } = {}): Promise<Taken> =>
  takeBackup({
    ...administrator,
    to,
    version,
    keys: houseKeys(),
    files: config.files,
    anchorFile: anchorFileOf(config),
    registered: async (client) => (await client.query<{ hash: string }>(fileHashesText)).rows.map(({ hash }) => storedName(houseSealer(), hash)),
    keep,
    ...(at === undefined ? {} : { at }),
  })
