import * as z from 'zod/mini'

/** SHA-256 of the ciphertext, lower-case hex: the name of a blob everywhere. */
export const BlobName = z.string().check(z.regex(/^[0-9a-f]{64}$/))
export type BlobName = z.infer<typeof BlobName>
