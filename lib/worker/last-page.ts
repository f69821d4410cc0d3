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
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
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
<h1>You are offline</h1>
<p>TrackThatMoney cannot reach its server, and this device keeps nothing that it could show meanwhile.</p>
<p><a href="/">Try again</a></p>
</html>
`
