import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { checkedName, type Blobs } from './blobs.ts'

export interface S3Place {
  /** https://s3.example.gov.cn, without the bucket. */
  endpoint: string
  bucket: string
  /** Put before every name: ‘’ or `juying/`. */
  prefix: string
  region: string
  key: string
  secret: string
}

/** An answer that did not come in this time will not come: the request of the user ends with a fault, not with silence. */
const patience = 30_000

/**
 * The same over the S3 protocol (path style, Signature V4; the body's SHA-256 is signed too). The store confirms a PUT when it is durable;
 * nothing is seen of one that breaks off.
 */
export const s3Blobs = ({ endpoint, bucket, prefix, region, key, secret }: S3Place): Blobs => {
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: 2 })
  const send = async (method: 'GET' | 'PUT' | 'DELETE', name: string, body?: Uint8Array): Promise<Response> => {
    const url = `${endpoint.replace(/\/$/, '')}/${bucket}/${prefix}${checkedName(name)}`
    const hash = createHash('sha256').update(body ?? '').digest('hex')
    return client.fetch(url, { method, ...(body ? { body: new Uint8Array(body) } : {}), headers: { 'x-amz-content-sha256': hash }, signal: AbortSignal.timeout(patience) })
  }
  const fault = async (verb: string, response: Response): Promise<never> => {
    // The code of the answer says what is wrong (NoSuchBucket, AccessDenied); it names neither people nor keys.
    const code = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? ''
    throw new Error(`file store: ${verb} answered ${response.status} ${code}`.trim())
  }
  return {
    write: async (name, bytes) => {
      const response = await send('PUT', name, bytes)
      if (!response.ok) await fault('PUT', response)
    },
    read: async (name) => {
      const response = await send('GET', name)
      if (response.ok) return Buffer.from(await response.arrayBuffer())
      const text = await response.clone().text()
      return response.status === 404 && !text.includes('NoSuchBucket') ? undefined : fault('GET', response)
    },
    remove: async (name) => {
      const response = await send('DELETE', name)
      if (!response.ok && response.status !== 404) await fault('DELETE', response)
    },
  }
}
