export { type BlobFiles, blobFiles } from './blob-files.ts'
export { listWholeBlobs } from './blob-store.ts'
export { registerBlobs } from './register-blobs.ts'
