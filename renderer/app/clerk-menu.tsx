import { useNavigate } from '@tanstack/react-router'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Icon, useCommand } from '../kit/index.ts'
import { useAsk } from './ask.ts'
import { useLanguage } from './language.tsx'
import { useSignOut } from './leave-desk.ts'
import { useStation } from './station.tsx'
import { useText } from './text.ts'

/** Name and title of who sits here, and what concerns the person rather than the work. */
export function ClerkMenu() {
  const t = useText()
  const navigate = useNavigate()
  const { signedIn } = useStation()
  const { language, choose } = useLanguage()
  const { lock, signOut } = useSignOut()
  const toOther = (): void => choose(language === 'vi' ? 'en' : 'vi')
  const settings = (): void => void navigate({ to: '/settings' })
  useCommand({ id: 'language', words: t('menu.language'), run: toOther, alsoCalled: 'english tiếng việt language' })
  const fingers = (): void => void navigate({ to: '/sign-in-fingers' })
  const mayHaveFingers = useAsk('clerk-finger.state', {}).data?.policy !== 'off'
  useCommand({ id: 'settings', words: t('menu.settings'), run: settings })
  useCommand({ id: 'sign-in-fingers', words: t('clerk-finger.menu'), run: fingers })
  useCommand({ id: 'sign-out', words: t('menu.sign-out'), run: signOut })
  return (
    <MenuTrigger>
      <Button className="clerk">
        <Icon name="person" />
        <span className="clerk-name">{signedIn.displayName}</span>
        <span className="clerk-title">({signedIn.title})</span>
        <Icon name="down" />
      </Button>
      <Popover className="k-popover" placement="bottom end">
        <Menu className="k-menu" aria-label={t('menu.label')}>
          <MenuItem className="k-option" onAction={toOther}>
            {t('menu.language')}
          </MenuItem>
          <MenuItem className="k-option" onAction={settings}>
            {t('menu.settings')}
          </MenuItem>
          {mayHaveFingers ? (
            <MenuItem className="k-option" onAction={fingers}>
              {t('clerk-finger.menu')}
            </MenuItem>
          ) : null}
          <MenuItem className="k-option" onAction={lock}>
            {t('menu.lock')}
          </MenuItem>
          <MenuItem className="k-option" onAction={signOut}>
            {t('menu.sign-out')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
