/**
 * What stands where nothing can be reached and nothing is kept, as right after signing out: bare, because nothing
 * else is there.
 */
export function lastPage(): Response {
  return new Response(html, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>You are offline · TrackThatMoney</title>
<style>
  body { margin: 14vh auto 0; padding: 0 1.25rem; max-width: 40rem; font: 1rem/1.5 system-ui, sans-serif }
  h1 { margin: 0; font-size: 1.75rem; line-height: 2.25rem }
  a { display: inline-block; padding: 0.75rem 0; color: inherit }
</style>
<h1>You are offline</h1>
<p>TrackThatMoney cannot reach its server, and this device keeps nothing that it could show meanwhile.</p>
<p><a href="/">Try again</a></p>
</html>
`
