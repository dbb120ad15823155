import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { useText } from '../../../app/index.ts'
import { Banner } from '../../../kit/index.ts'
import { valueWords } from '../words/value-words.ts'

/** Says which fields a code or a chip has filled, by their names. */
export function FilledBanner({ title, filled }: { title: string; filled: readonly string[] }) {
  const t = useText()
  const fields = filled.map((name) => t(`field.${name}`)).join(', ')
  return (
    <Banner tone="good" title={title}>
      {filled.length > 0
        ? t('application.code.filled', { count: filled.length, fields })
        : t('application.code.nothing-new')}
    </Banner>
  )
}

/** Fields that held something else already and kept it, each with both values. */
export function ConflictBanner({
  conflicts,
  sentence,
}: {
  conflicts: ReplyOf<'application.read-code' | 'application.read-chip'>['conflicts']
  sentence: 'application.code.conflict' | 'chip.conflict'
}) {
  const t = useText()
  if (conflicts.length === 0) return null
  return (
    <Banner tone="wait" title={t('application.code.conflicts')}>
      <ul className="a-conflicts">
        {conflicts.map((one) => (
          <li key={one.field}>
            {t(sentence, {
              field: t(`field.${one.field}`),
              standing: valueWords(one.field, one.standing),
              read: valueWords(one.field, one.read),
            })}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
