// An authorization server written by others: everybody who comes is Anna, and agrees.
import http from 'node:http'
import { pathToFileURL } from 'node:url'

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s).slice(0, 2)))
const { Provider } = await import(pathToFileURL(`${given.modules}/oidc-provider/lib/index.js`))

const client = (id, method) => ({
  client_id: id,
  client_secret: 's3cret',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [given.callback],
  token_endpoint_auth_method: method,
})
const provider = new Provider(given.origin, {
  clients: [client('basic', 'client_secret_basic'), client('post', 'client_secret_post')],
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  cookies: { keys: ['of a test'] },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
})
const answer = provider.callback()

async function agree(request, response) {
  const { params, prompt } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'anna' } })
  }
  const grant = new provider.Grant({ accountId: 'anna', clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

http
  .createServer((request, response) =>
    request.url.startsWith('/interaction/') ? agree(request, response) : answer(request, response),
  )
  .listen(new URL(given.origin).port, '127.0.0.1')
