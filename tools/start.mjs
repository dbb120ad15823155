import { spawn } from 'node:child_process'
import { afterSetUp } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'
import { say } from './set-up/say.mjs'

// npm start [-- --day YYYY-MM-DD] [--data DIR] [--people N] [--walkthrough]
const given = process.argv.slice(2)
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux'
const walks = given.includes('--walkthrough') || !hasDisplay
const rest = given.filter((word) => word !== '--walkthrough')

/** Runs on Node 24 and hands signals on, so that Ctrl+C ends everything this start began. */
function runOnNode24(script, args) {
  return new Promise((resolve) => {
    const child = spawn(node24, [script, ...args], { cwd: root, env: toolEnvironment(), stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

await afterSetUp('run', ({ electron }) => {
  if (!walks) return runOnNode24(at('main', 'training', 'supervisor.ts'), ['--electron', electron, ...rest])
  if (!hasDisplay) say('no display here: walking one applicant through the desk under Xvfb instead')
  return runOnNode24(at('tools', 'walkthrough', 'walkthrough.ts'), ['--electron', electron, ...rest])
})
