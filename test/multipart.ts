/** A multipart body by hand, for tests that must also send it cut off in the middle. */
export const multipart = (bytes: Uint8Array, fileName: string, fields: Readonly<Record<string, string>>): { headers: Record<string, string>; payload: Buffer } => {
  const boundary = 'juying-test-boundary'
  const texts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(texts.join('') + file), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
