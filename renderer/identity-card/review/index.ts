export { ReviewRoute } from './review-route.tsx'
