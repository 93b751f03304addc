import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform, Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'

/** Counts and hashes what passes. */
export class Tap extends Transform {
  bytes = 0
  private readonly hash = createHash('sha256')

  override _transform(piece: Buffer, _: BufferEncoding, done: (error: null, piece: Buffer) => void): void {
    this.hash.update(piece)
    this.bytes += piece.length
    done(null, piece)
  }
  digest(): string {
    return this.hash.digest('hex')
  }
}

export interface Written {
  /** Of what was given, and of the packed file. */
  text: string
  bytes: number
  file: string
  packed: number
}

/** Packs a stream into a new file and sees to it that it is on the disk. */
export const writePacked = async (source: Readable, path: string): Promise<Written> => {
  const [text, file] = [new Tap(), new Tap()]
  await pipeline(source, text, createZstdCompress(), file, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return { text: text.digest(), bytes: text.bytes, file: file.digest(), packed: file.bytes }
}

export const hashOfFile = async (path: string): Promise<string> => {
  const tap = new Tap()
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), tap, nowhere())
  return tap.digest()
}

/** Takes everything and keeps nothing. */
export const nowhere = (): Writable => new Writable({ write: (_piece, _encoding, done) => done() })
