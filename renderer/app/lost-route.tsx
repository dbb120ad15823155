import { useNavigate } from '@tanstack/react-router'
import { Banner, Button } from '../kit/index.ts'
import { useText } from './text.ts'

/** An address that leads nowhere, e.g. kept from an older version. */
export function LostRoute() {
  const t = useText()
  const navigate = useNavigate()
  return (
    <div className="page">
      <Banner tone="wait">{t('lost.body')}</Banner>
      <div className="row">
        <Button kind="main" onPress={() => void navigate({ to: '/' })}>
          {t('screen-failed.leave')}
        </Button>
      </div>
    </div>
  )
}
