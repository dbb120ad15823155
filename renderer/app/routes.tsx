import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { LostRoute } from './lost-route.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: LostRoute })
const at = <const P extends string>(path: P) => ({ getParentRoute: () => root, path })

/** Every place of the desk; screens are fetched when first gone to, the board at once. */
const routes = [
  createRoute({
    ...at('/'),
    component: lazyRouteComponent(() => import('../identity-card/board/index.ts'), 'BoardScreen'),
  }),
  createRoute({
    ...at('/list/$state'),
    component: lazyRouteComponent(() => import('../identity-card/board/index.ts'), 'StateListScreen'),
  }),
  createRoute({
    ...at('/application/$id'),
    component: lazyRouteComponent(() => import('./application-route.tsx'), 'ApplicationRoute'),
  }),
  createRoute({
    ...at('/review/$id'),
    component: lazyRouteComponent(() => import('../identity-card/review/index.ts'), 'ReviewRoute'),
  }),
  createRoute({
    ...at('/look-up'),
    component: lazyRouteComponent(() => import('../population/index.ts'), 'LookUpScreen'),
  }),
  createRoute({
    ...at('/devices'),
    component: lazyRouteComponent(() => import('../device/index.ts'), 'DeviceScreen'),
  }),
  createRoute({
    ...at('/devices/set-up'),
    component: lazyRouteComponent(() => import('../device/index.ts'), 'SetUpScreen'),
  }),
  createRoute({ ...at('/blanks'), component: lazyRouteComponent(() => import('../blank/index.ts'), 'BlankScreen') }),
  createRoute({ ...at('/line'), component: lazyRouteComponent(() => import('../line/index.ts'), 'LineScreen') }),
  createRoute({ ...at('/help'), component: lazyRouteComponent(() => import('../help/index.ts'), 'HelpScreen') }),
  createRoute({
    ...at('/settings'),
    component: lazyRouteComponent(() => import('../settings/index.ts'), 'SettingsScreen'),
  }),
  createRoute({
    ...at('/sign-in-fingers'),
    component: lazyRouteComponent(() => import('../clerk-finger/clerk-finger-screen.tsx'), 'ClerkFingerScreen'),
  }),
  createRoute({
    ...at('/not-here/$procedure'),
    component: lazyRouteComponent(() => import('./not-here.tsx'), 'NotHereScreen'),
  }),
] as const

/** The address lives in the hash: the window's scheme serves one page. */
export function makeRouter() {
  return createRouter({ routeTree: root.addChildren(routes), history: createHashHistory() })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
