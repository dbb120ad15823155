import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextFieldName } from '../../../../../domain/identity-card/application.ts'
import { withText } from '../../../../../renderer/identity-card/application/saving/edit-form.ts'
import { viewOf } from '../synthetic-view.ts'
import { SlowCore } from './slow-core.ts'

const names = ['fullName', 'phone', 'otherName'] as const satisfies readonly TextFieldName[]
type Step =
  | { readonly do: 'type'; readonly name: TextFieldName; readonly text: string }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'answer' | 'capture' | 'fail' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('type' as const), name: fc.constantFrom(...names), text: fc.string({ maxLength: 5 }) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 600 }) }),
  fc.record({ do: fc.constantFrom('answer' as const, 'answer' as const, 'capture' as const, 'fail' as const) }),
)

test('at no moment is "saved" said of a text the core does not hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const core = new SlowCore()
      const lies: string[] = []
      core.keeper.listen(() => {
        const { saving, form } = core.keeper.snapshot()
        if (saving.state !== 'saved') return
        for (const name of names)
          if ((core.form.fields[name]?.text ?? '') !== (form.fields[name]?.text ?? '')) lies.push(name)
      })
      for (const one of steps) {
        if (one.do === 'type') core.keeper.edit((form) => withText(form, one.name, one.text))
        else if (one.do === 'pass') await core.pass(one.ms)
        else if (one.do === 'answer') await core.answerOne()
        else if (one.do === 'fail') core.failures.push('core-restarting')
        else {
          core.moveOn()
          core.keeper.takeIn(viewOf(core.version, structuredClone(core.form)))
        }
      }
      await core.rest()
      expect(lies).toEqual([])
      expect(core.keeper.snapshot().saving.state).toBe('saved')
    }),
    { numRuns: 150 },
  )
})
