import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { declaredOnly } from './scripts/declared-only.ts'
import { phoneChunks } from './scripts/phone-chunks.ts'
import { lighterSchemas } from './vite.config.ts'

/** The portal's own app: the same sources, with Preact where they say React, laid beside the desks' app. The server says which address is whose (server/phone-page.ts). */
export default defineConfig({
  root: 'web',
  plugins: [react(), lighterSchemas(), declaredOnly()],
  resolve: {
    alias: [
      { find: /^react$/, replacement: join(import.meta.dirname, 'web/phone/react.ts') },
      { find: /^react-router$/, replacement: join(import.meta.dirname, 'web/phone/router.tsx') },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: false,
    // Read by the server alone, to name what a page needs at once.
    manifest: '.vite/phone.json',
    chunkSizeWarningLimit: 900,
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(import.meta.dirname, 'web/phone.html'), output: { codeSplitting: { groups: [{ name: phoneChunks(import.meta.dirname), includeDependenciesRecursively: false }] } } },
  },
})
