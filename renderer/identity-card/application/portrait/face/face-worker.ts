import { type Config, Human } from '@vladmandic/human'
import { greyOf } from '../pixels.ts'
import { faceFigures } from './face-figures.ts'
import type { FaceAnswer, LookAtFace } from './face-messages.ts'

// A thread of the window: finds faces with a model that lies in the package. Its script alone may compile WebAssembly.

const LEAST_SCORE = 0.5
const off = { enabled: false } as const
const files = new URL('../face/', self.location.href).href

const config: Partial<Config> = {
  backend: 'wasm',
  wasmPath: files,
  modelBasePath: files,
  debug: false,
  cacheModels: false,
  cacheSensitivity: 0,
  filter: off,
  gesture: off,
  body: off,
  hand: off,
  object: off,
  segmentation: off,
  face: {
    enabled: true,
    detector: { rotation: false, maxDetected: 5, minConfidence: 0.2, return: false },
    mesh: { enabled: true },
    iris: { enabled: true },
    attention: off,
    emotion: off,
    description: off,
    antispoof: off,
    liveness: off,
  },
}

/** Asked for first: the library waits for ever, or tries other ways, where one of them is missing. */
const NEEDED = ['tfjs-backend-wasm-simd.wasm', 'blazeface.json', 'facemesh.json', 'iris.json'] as const

const say = (answer: FaceAnswer) => self.postMessage(answer)
const model = new Human(config)

async function look({ id, data, width, height }: LookAtFace): Promise<void> {
  const picture = new ImageData(data, width, height)
  const result = await model.detect(picture)
  if (result.error) throw new Error(result.error)
  const faces = result.face
    .filter((face) => face.score >= LEAST_SCORE)
    .map(({ mesh, rotation }) => ({
      mesh: mesh.map(([x, y]) => [x, y] as const),
      ...(rotation?.angle ?? { yaw: 0, pitch: 0, roll: 0 }),
    }))
  say({ kind: 'seen', id, figures: faceFigures(faces, greyOf(picture)) })
}

const unavailable = (cause: unknown) =>
  say({ kind: 'unavailable', why: cause instanceof Error ? cause.message : String(cause) })

self.addEventListener('message', (event: MessageEvent<LookAtFace>) => {
  look(event.data).catch(unavailable)
})
async function load(): Promise<void> {
  for (const name of NEEDED) {
    const reply = await fetch(new URL(name, files))
    if (!reply.ok) throw new Error(`${name} is not there`)
    await reply.arrayBuffer()
  }
  await model.load()
  const loaded = model.models.loaded()
  if (!loaded.includes('blazeface') || !loaded.includes('facemesh'))
    throw new Error('the models of the face did not load')
  say({ kind: 'ready' })
}

load().catch(unavailable)
