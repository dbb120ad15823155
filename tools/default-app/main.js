// Loader of the test runtime: packaged applications carry no default app, so `electron <folder>` needs this one.
// Top-level await holds back 'ready' until the application has registered its privileged scheme.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)
const args = process.argv.slice(1)
let target
for (let i = 0; i < args.length; i++) {
  if (args[i] === '-r' || args[i] === '--require') {
    i += 1
    require(path.resolve(args[i]))
    continue
  }
  if (!args[i].startsWith('-')) {
    target = path.resolve(args[i])
    break
  }
}
if (!target) {
  process.stderr.write('usage: electron [flags] <folder or file>\n')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true })
let entry = target
if (fs.statSync(target).isDirectory()) {
  const about = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'))
  app.setName(about.productName ?? about.name ?? 'app')
  if (about.version) app.setVersion(about.version)
  app.setAppPath(target)
  entry = path.join(target, about.main ?? 'index.js')
} else app.setAppPath(path.dirname(target))
try {
  await import(pathToFileURL(require.resolve(entry)).href)
} catch (fault) {
  process.stderr.write(`${fault?.stack ?? fault}\n`)
  process.exit(1)
}
