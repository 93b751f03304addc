import { unzipSync } from 'fflate'
import type { Scanner } from './scan.ts'
import type { Secret } from './secrets.ts'

export interface Hit {
  place: string
  secret: Secret['name']
  encoding: string
}

/** Collects what was found where, each once. */
export interface Finder {
  look(place: string, bytes: Uint8Array): void
  stream(place: string): { push(piece: Uint8Array): void; end(): void }
  hits(): Hit[]
  /** Bytes looked at. */
  looked(): number
}

export const finderOf = (scanner: Scanner): Finder => {
  const hits = new Map<string, Hit>()
  let looked = 0
  const add = (place: string, found: ReturnType<Scanner['scan']>): void => {
    for (const { secret, encoding } of found) hits.set(`${place}|${secret}|${encoding}`, { place, secret, encoding })
  }
  return {
    look: (place, bytes) => {
      looked += bytes.length
      add(place, scanner.scan(bytes))
    },
    stream: (place) => {
      const stream = scanner.stream()
      return {
        push: (piece) => {
          looked += piece.length
          stream.push(piece)
        },
        end: () => add(place, stream.found),
      }
    },
    hits: () => [...hits.values()].toSorted((a, b) => a.place.localeCompare(b.place)),
    looked: () => looked,
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** A file as it lies there and, where it is a package (Excel, Word, an archive), its parts unpacked. */
export const scanFile = (finder: Finder, place: string, bytes: Uint8Array): void => {
  finder.look(place, bytes)
  if (isZip(bytes)) for (const [name, part] of Object.entries(unzipSync(bytes))) scanFile(finder, `${place} › ${name}`, part)
}
