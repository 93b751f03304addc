/**
 * Signs that a file is two things at once: one reader shows a picture, another unpacks an archive or runs a page. Each looks where that
 * other reader would look.
 */

/** A zip archive is read from its end: a directory record whose figures fit the file. */
export const endsAsZip = (bytes: Buffer): boolean => {
  for (let at = bytes.lastIndexOf('PK\u0005\u0006', bytes.length, 'latin1'); at >= 0 && at >= bytes.length - 22 - 65_535; at = at === 0 ? -1 : bytes.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length && bytes.readUInt32LE(at + 12) <= at) return true
  }
  return false
}

/** Readers of PDF accept its mark anywhere in the first kilobyte. */
export const beginsAsPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1100).includes('%PDF-', 0, 'latin1')

/** A page or a script within the part that a browser or a server looks at to guess. */
export const looksLikePage = (bytes: Buffer): boolean => /<(?:script|html|svg|iframe|!doctype|\?php)/i.test(bytes.subarray(0, 64 * 1024).toString('latin1'))
