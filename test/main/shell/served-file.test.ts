import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOwnContent, isOwnPage } from '../../../main/shell/own-page.ts'
import { CONTENT_SECURITY_POLICY, findServedFile, policyOf } from '../../../main/shell/served-file.ts'

const FOLDER = path.resolve('/srv/desk/window')

test('the root is the page itself, and assets are found with their media type', () => {
  expect(findServedFile('sobo://desk/', FOLDER)).toEqual({
    file: path.join(FOLDER, 'index.html'),
    mediaType: 'text/html; charset=utf-8',
  })
  expect(findServedFile('sobo://desk/assets/a-1.js?v=1#x', FOLDER)?.file).toBe(path.join(FOLDER, 'assets', 'a-1.js'))
})

test('a way out of the folder is no file, however it is written', () => {
  for (const way of [
    'sobo://desk/../secret.json',
    'sobo://desk/%2e%2e/secret.json',
    'sobo://desk/..%2fsecret.json',
    'sobo://desk/..%5csecret.json',
    'sobo://desk/assets/%2e%2e/%2e%2e/%2e%2e/etc/secret.json',
    'sobo://desk//etc/secret.json',
    'sobo://desk/c:%2fsecret.json',
    'sobo://desk/index.html%00.json',
    'sobo://desk/%',
    'sobo://desk@evil/index.html',
    'sobo://evil/index.html',
    'sobo://desk.evil/index.html',
    'https://desk/index.html',
    'file:///srv/desk/window/index.html',
    '',
  ]) {
    const found = findServedFile(way, FOLDER)
    expect(found === undefined || found.file.startsWith(FOLDER + path.sep), way).toBe(true)
  }
  expect(findServedFile('sobo://evil/index.html', FOLDER)).toBeUndefined()
})

test('whatever is asked, only a file below the folder of a kind we serve is ever named', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e',
    '%2e%2e',
    '/',
    '//',
    '%2f',
    '\\',
    '%5c',
    '%00',
    'assets',
    'a.js',
    'c:',
    '?',
    '#',
    '~',
    'é',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = findServedFile(`sobo://desk/${pieces.join('')}`, FOLDER)
      if (!found) return
      expect(path.relative(FOLDER, found.file).split(path.sep)[0]).not.toBe('..')
      expect(found.mediaType).not.toBe('')
    }),
  )
  fc.assert(fc.property(fc.string(), (url) => findServedFile(url, FOLDER) === undefined || isOwnPage(url)))
})

test('a file of a kind the windows do not use is not served', () => {
  expect(findServedFile('sobo://desk/station.db', FOLDER)).toBeUndefined()
  expect(findServedFile('sobo://desk/assets', FOLDER)).toBeUndefined()
})

test('only our own pages are ours, and own content is theirs or in memory', () => {
  expect(isOwnPage('sobo://desk/index.html#/board')).toBe(true)
  expect(isOwnPage('sobo://desk.evil/')).toBe(false)
  expect(isOwnPage('sobo://x@desk/')).toBe(false)
  expect(isOwnContent('blob:sobo://desk/3f0a')).toBe(true)
  expect(isOwnContent('blob:https://evil/3f0a')).toBe(false)
  expect(isOwnContent('data:image/png;base64,AA==')).toBe(true)
  expect(isOwnContent('ws://127.0.0.1/')).toBe(false)
})

test('the policy names no other origin and loosens nothing', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/)
})

test('one worker may compile WebAssembly, and no page, script or file of another name', () => {
  const served = (name: string) => policyOf(path.join(FOLDER, ...name.split('/')))
  expect(served('assets/face-worker-ByCx6wJn.js')).toBe(
    CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  )
  for (const name of [
    'index.html',
    'assets/index-Syt1Ogep.js',
    'assets/face-worker-a.js.html',
    'assets/my-face-worker-a.js',
    'face-worker-a.js',
    'face/tfjs-backend-wasm-simd.wasm',
  ])
    expect(served(name), name).toBe(CONTENT_SECURITY_POLICY)
  expect(CONTENT_SECURITY_POLICY).not.toContain('eval')
})
