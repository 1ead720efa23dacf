// A real account's server with a directory of its own; it fetches our client's document from a file instead of the web.
import { readFileSync, mkdirSync } from 'node:fs'
import net from 'node:net'
import { createRequire } from 'node:module'

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s).slice(0, 2)))
const require = createRequire(`${given.modules}/`)

// Both listen on every address by themselves.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return Number.isInteger(Number(port)) && typeof port !== 'object'
    ? listen.call(this, { port: Number(port), host: '127.0.0.1' }, ...rest.filter((one) => typeof one === 'function'))
    : listen.call(this, port, ...rest)
}
const fetched = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const url = String(input?.url ?? input)
  if (url !== given.client) return fetched(input, init)
  return new Response(readFileSync(given.document), { headers: { 'Content-Type': 'application/json' } })
}

const { PlcServer, Database } = require('@did-plc/server')
const plc = PlcServer.create({ db: Database.mock(), port: Number(given.directory) })
await plc.start()

mkdirSync(`${given.folder}/blobs`, { recursive: true })
Object.assign(process.env, {
  PDS_HOSTNAME: 'localhost',
  PDS_PORT: new URL(given.origin).port,
  PDS_DATA_DIRECTORY: given.folder,
  PDS_BLOBSTORE_DISK_LOCATION: `${given.folder}/blobs`,
  PDS_DID_PLC_URL: `http://localhost:${given.directory}`,
  PDS_DEV_MODE: 'true',
  PDS_INVITE_REQUIRED: 'false',
  PDS_SERVICE_HANDLE_DOMAINS: '.test',
  PDS_JWT_SECRET: 'of a test',
  PDS_ADMIN_PASSWORD: 'of a test',
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: '3ee68ca16d6d5c9d4fae1f5d3a4f5b0c9e8d7c6b5a493827160504030201f0e1',
  PDS_RATE_LIMITS_ENABLED: 'false',
  PDS_BLOB_UPLOAD_LIMIT: '60000000',
})
const { PDS, envToCfg, envToSecrets, readEnv } = require('@atproto/pds')
const env = readEnv()
const pds = await PDS.create(envToCfg(env), envToSecrets(env))
await pds.start()
