import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const house = `http://127.0.0.1:${process.env['PORT'] ?? 8080}`

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    // The Chinese font is cut into a hundred small files, fetched as its characters occur; inlining them would defeat that.
    assetsInlineLimit: 0,
  },
  // The host stays the page's own: the house refuses what another site sends.
  server: { proxy: { '/api': { target: house, changeOrigin: false }, '/healthz': { target: house, changeOrigin: false } } },
})
