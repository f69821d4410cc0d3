export const dynamic = 'force-dynamic'

// Whoever sees this answer has come through everything that stands before the server.
export function GET(): Response {
  return new Response(null, { status: 303, headers: { location: '/' } })
}
