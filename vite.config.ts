import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

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
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 8080}`, '/healthz': `http://127.0.0.1:${process.env['PORT'] ?? 8080}` } },
})
