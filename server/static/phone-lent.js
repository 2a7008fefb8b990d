/* Asks now and then whether the server has heard of this number meanwhile; then the page is the ticket's own. */
const AGAIN_MS = 10_000

setInterval(async () => {
  const answer = await fetch(`${document.body.dataset.path}/state`, { cache: "no-store" }).catch(() => null)
  if (answer?.ok) location.reload()
}, AGAIN_MS)
