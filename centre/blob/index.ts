export { type BlobFiles, blobFiles } from './blob-files.ts'
export { listWholeBlobs, referBlobs } from './blob-store.ts'
export { sweepParked } from './receive-blob.ts'
export { registerBlobs } from './register-blobs.ts'
