/** The part of the OpenJPEG build that is used here; the package brings no types. */
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  interface J2kFrame {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
    readonly isSigned: boolean
  }
  interface J2kEncoder {
    getDecodedBuffer(frame: J2kFrame): Uint8Array
    setQuality(lossless: boolean, quality: number): void
    setCompressionRatio(layer: number, ratio: number): void
    encode(): void
    getEncodedBuffer(): Uint8Array
    delete(): void
  }
  interface J2kDecoder {
    getEncodedBuffer(length: number): Uint8Array
    decode(): void
    getFrameInfo(): J2kFrame
    getDecodedBuffer(): Uint8Array
    delete(): void
  }
  /** What the library says while it works; to the console unless it is taken. */
  interface Chatter {
    print(words: string): void
    printErr(words: string): void
  }
  const open: (
    chatter?: Chatter,
  ) => Promise<{ readonly J2KEncoder: new () => J2kEncoder; readonly J2KDecoder: new () => J2kDecoder }>
  export = open
}
