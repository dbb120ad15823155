import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerAddress

export interface OpenPdf {
  readonly pages: number
  draw(number: number, pixelsPerPoint: number): Promise<HTMLCanvasElement>
  close(): void
}

/** Opens a PDF for drawing only. The bytes are copied: the library hands them over to its worker. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    enableXfa: false,
    // The window's policy forbids eval, wasm and network; our own papers embed their fonts and need none of it.
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
  })
  const document = await task.promise
  return {
    pages: document.numPages,
    async draw(number, pixelsPerPoint) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: pixelsPerPoint })
      const canvas = window.document.createElement('canvas')
      canvas.width = Math.floor(viewport.width)
      canvas.height = Math.floor(viewport.height)
      await page.render({ canvas, viewport, annotationMode: 0 }).promise
      page.cleanup()
      return canvas
    },
    close: () => void task.destroy(),
  }
}
