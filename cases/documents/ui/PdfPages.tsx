import { useEffect, useRef, useState } from 'react'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Says } from '../../../kit/plain/Says.tsx'

/** A paper of a hundred pages is looked at from its beginning; the rest is in the file. */
const mostPages = 60

/**
 * A PDF drawn page by page by our own viewer: the browser's plug-in would not stand under the answer's sandbox, and phones have none. Script in
 * papers is never run; the tables and fonts that it needs come from the house.
 */
export const PdfPages = ({ url }: { url: string }) => {
  const [pdf, setPdf] = useState<PDFDocumentProxy>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    let close = () => {}
    const open = async () => {
      const { getDocument, GlobalWorkerOptions, version } = await import('pdfjs-dist')
      const files = `/assets/pdf-${version}/`
      GlobalWorkerOptions.workerSrc = `${files}build/pdf.worker.min.mjs`
      const loading = getDocument({ url, isEvalSupported: false, enableXfa: false, cMapUrl: `${files}cmaps/`, standardFontDataUrl: `${files}standard_fonts/`, wasmUrl: `${files}wasm/` })
      close = () => void loading.destroy()
      const opened = await loading.promise
      if (!gone) setPdf(opened)
    }
    open().catch(() => !gone && setFailed(true))
    return () => {
      gone = true
      close()
      setPdf(undefined)
    }
  }, [url])
  if (failed) return <Says tone="attention" title="这份 PDF 无法在页面里显示，请下载后查看。" />
  if (!pdf) return <output className="document-quiet">正在打开……</output>
  const pages = Array.from({ length: Math.min(pdf.numPages, mostPages) }, (_, at) => at + 1)
  return (
    <div className="document-pages">
      {pages.map((number) => (
        <PdfPage key={number} pdf={pdf} number={number} />
      ))}
      {pdf.numPages > mostPages ? <p className="document-quiet">共 {pdf.numPages} 页，这里显示前 {mostPages} 页，其余请下载后查看。</p> : null}
    </div>
  )
}

/** Drawn when it comes into sight, at the width that it has. */
const PdfPage = ({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    if (!node) return undefined
    let stop = () => {}
    const draw = async () => {
      const page = await pdf.getPage(number)
      const scale = ((node.clientWidth || 800) / page.getViewport({ scale: 1 }).width) * Math.min(2, window.devicePixelRatio)
      const viewport = page.getViewport({ scale })
      node.width = viewport.width
      node.height = viewport.height
      const task = page.render({ canvas: node, viewport })
      stop = () => task.cancel()
      await task.promise
    }
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watch.disconnect()
      // A page that was closed while it was drawn has nothing to report.
      draw().catch(() => {})
    })
    watch.observe(node)
    return () => {
      watch.disconnect()
      stop()
    }
  }, [pdf, number])
  return (
    <figure aria-label={`第 ${number} 页`}>
      <canvas ref={canvas} aria-hidden="true" />
    </figure>
  )
}
