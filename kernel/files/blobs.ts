/** Where sealed files lie: named bytes, written once, read whole. A disk by default, an S3-compatible store by configuration. */
export interface Blobs {
  /** All or nothing: a reader sees the whole of it or nothing, after a crash too. Writing the same name again is harmless. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined when there is nothing of that name. */
  read(name: string): Promise<Buffer | undefined>
  /** Nothing of that name is no error. */
  remove(name: string): Promise<void>
}

/** Names are 64 hexadecimal digits; whatever else is a fault of the caller, never a path. */
export const checkedName = (name: string): string => {
  if (!/^[0-9a-f]{64}$/.test(name)) throw new RangeError('a file of the store is named by 64 hexadecimal digits')
  return name
}
