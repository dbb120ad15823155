/** Port: prints a finished paper. Throws `DeviceError`; returns only when the paper is out (or its file durable). */
export interface PaperPrinter {
  readonly name: string
  /** `name` becomes part of the job's name: it carries nothing of the person. */
  print(job: { readonly name: string; readonly pdf: Uint8Array }): Promise<void>
}
