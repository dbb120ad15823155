import { useId } from 'react'
import { useIntl } from 'react-intl'
import { Button } from './button.tsx'

export interface ProgressProps {
  /** What is being done, in words that change with it. */
  readonly doing: string
  /** 0–1; left out while nobody can know. */
  readonly share?: number
  readonly onCancel?: () => void
}

/** Long work says what it does and can be cancelled. */
export function Progress({ doing, share, onCancel }: ProgressProps) {
  const intl = useIntl()
  const id = useId()
  const known = share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) }
  return (
    <div className="k-progress" data-unknown={share === undefined ? '' : undefined}>
      <span id={id} aria-live="polite">
        {doing}
      </span>
      {onCancel ? (
        <Button size="small" onPress={onCancel}>
          {intl.formatMessage({ id: 'kit.cancel' })}
        </Button>
      ) : (
        <span />
      )}
      <div className="k-bar" role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} {...known}>
        <div className="k-bar-fill" style={share === undefined ? {} : { width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
