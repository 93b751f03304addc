import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { S3Place } from '../kernel/files/s3.ts'

/** A server that speaks S3 and checks signatures (V4), with one bucket under the given folder. Its one account is built in. */
export const startS3 = async (home: string): Promise<{ place: S3Place; folder: string; close(): Promise<void> }> => {
  const directory = join(home, 's3')
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false, configureBuckets: [{ name: 'juying-files' }] })
  const { port } = await server.run()
  return {
    place: { endpoint: `http://127.0.0.1:${port}`, bucket: 'juying-files', prefix: '', region: 'us-east-1', key: 'S3RVER', secret: 'S3RVER' },
    folder: join(directory, 'juying-files'),
    close: () => server.close(),
  }
}
