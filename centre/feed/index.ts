export { appendToFeed, type FeedContent } from './feed-store.ts'
export { registerFeed } from './register-feed.ts'
