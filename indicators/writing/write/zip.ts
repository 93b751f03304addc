import { zipSync, type Zippable } from 'fflate'

/** Parts of a package as one file; the list of content types first, as readers expect it. */
export const zipped = (parts: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const names = [...parts.keys()].toSorted((a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml'))
  const files: Zippable = {}
  // One day for all, so that the same draft gives the same bytes.
  for (const name of names) files[name] = [parts.get(name) ?? new Uint8Array(), { level: 6, mtime: new Date('2020-01-01T00:00:00') }]
  return zipSync(files)
}
